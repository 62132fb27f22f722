package io.virtualqueue.server.tenant;

import io.virtualqueue.server.http.Fields;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What changing a tenant takes: absent fields stay, and null sets one back to how a new tenant has it. */
@Schema(name = "TenantChange")
record TenantChange(
        @Schema(minLength = 1, maxLength = TenantRules.MAX_NAME_LENGTH) @Nullable
        String name,

        @Schema(maxLength = TenantRules.MAX_DOMAIN_LENGTH) @Nullable
        String domain,

        @Schema(maxItems = TenantRules.MAX_ORIGINS) @Nullable
        List<String> allowedOrigins,

        @Nullable Branding branding,

        @Schema(description = "A language tag, such as de-AT") @Nullable
        String locale,

        @Schema(description = "Only super admins change these") @Nullable
        Limits limits,

        @Nullable Boolean mfaRequired,

        @Schema(description = "0 keeps personal data", maximum = "" + TenantRules.MAX_DAYS) @Nullable
        Integer retentionDays,

        @Schema(minimum = "" + TenantRules.MIN_AUDIT_DAYS, maximum = "" + TenantRules.MAX_DAYS) @Nullable
        Integer auditRetentionDays) {

    /** The tenant with these fields; those that are bad end the request with 422. */
    static Tenant applied(Fields fields, Tenant now) {
        String name = TenantRules.name(fields);
        String domain = TenantRules.domain(fields);
        var changed = new Tenant(
                now.id(),
                name == null ? now.name() : name,
                domain == null ? now.domain() : domain,
                fields.isPresent("allowedOrigins") ? TenantRules.allowedOrigins(fields) : now.allowedOrigins(),
                SettingsRules.changed(now.settings(), fields),
                now.createdAt(),
                now.updatedAt());
        fields.check();
        return changed;
    }
}
