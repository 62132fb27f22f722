package io.virtualqueue.server.tenant;

import io.virtualqueue.server.http.Fields;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What making a tenant takes. */
@Schema(
        name = "NewTenant",
        requiredProperties = {"name", "domain"})
record NewTenant(
        @Schema(minLength = 1, maxLength = TenantRules.MAX_NAME_LENGTH)
        String name,

        @Schema(description = "A host name, no other tenant's", maxLength = TenantRules.MAX_DOMAIN_LENGTH)
        String domain,

        @Schema(description = "From where browsers may join", maxItems = TenantRules.MAX_ORIGINS)
        List<String> allowedOrigins,

        Branding branding,

        @Schema(description = "A language tag, such as de-AT") @Nullable
        String locale,

        Limits limits,

        @Schema(defaultValue = "false") boolean mfaRequired,

        @Schema(description = "0 keeps personal data", defaultValue = "0", maximum = "" + TenantRules.MAX_DAYS)
        int retentionDays,

        @Schema(
                defaultValue = "" + TenantSettings.DEFAULT_AUDIT_RETENTION_DAYS,
                minimum = "" + TenantRules.MIN_AUDIT_DAYS,
                maximum = "" + TenantRules.MAX_DAYS)
        int auditRetentionDays) {

    static NewTenant from(Fields fields) {
        String name = fields.required("name", TenantRules.name(fields), "");
        String domain = fields.required("domain", TenantRules.domain(fields), "");
        List<String> origins = TenantRules.allowedOrigins(fields);
        TenantSettings settings = SettingsRules.changed(TenantSettings.DEFAULT, fields);
        fields.check();
        return of(name, domain, origins, settings);
    }

    static NewTenant of(String name, String domain, List<String> allowedOrigins, TenantSettings settings) {
        return new NewTenant(
                name,
                domain,
                allowedOrigins,
                settings.branding(),
                settings.locale(),
                settings.limits(),
                settings.mfaRequired(),
                settings.retentionDays(),
                settings.auditRetentionDays());
    }

    TenantSettings settings() {
        return new TenantSettings(branding, locale, limits, mfaRequired, retentionDays, auditRetentionDays);
    }
}
