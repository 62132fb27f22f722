package io.virtualqueue.server.tenant;

import org.jspecify.annotations.Nullable;

/**
 * What a tenant has set for all of its queues and people.
 *
 * @param locale a language tag (BCP 47), or null for that of each visitor
 * @param mfaRequired whether people need a second factor to log in
 * @param retentionDays how long personal data of ended sessions is kept; 0 keeps it
 * @param auditRetentionDays how long the trail is kept
 */
public record TenantSettings(
        Branding branding,
        @Nullable String locale,
        Limits limits,
        boolean mfaRequired,
        int retentionDays,
        int auditRetentionDays) {
    /** Personal data is kept until someone says otherwise. */
    static final int KEEP = 0;

    static final int DEFAULT_AUDIT_RETENTION_DAYS = 365;

    /** What a new tenant has. */
    public static final TenantSettings DEFAULT =
            new TenantSettings(Branding.NONE, null, Limits.NONE, false, KEEP, DEFAULT_AUDIT_RETENTION_DAYS);
}
