package io.virtualqueue.server.tenant;

import io.virtualqueue.server.http.Fields;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

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
        List<String> allowedOrigins) {

    static NewTenant from(Fields fields) {
        var tenant = new NewTenant(
                fields.required("name", TenantRules.name(fields), ""),
                fields.required("domain", TenantRules.domain(fields), ""),
                TenantRules.allowedOrigins(fields));
        fields.check();
        return tenant;
    }
}
