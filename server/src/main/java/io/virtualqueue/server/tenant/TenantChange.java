package io.virtualqueue.server.tenant;

import io.virtualqueue.server.http.Fields;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What changing a tenant takes; null leaves a field unchanged. */
@Schema(name = "TenantChange")
record TenantChange(
        @Schema(minLength = 1, maxLength = TenantRules.MAX_NAME_LENGTH) @Nullable
        String name,

        @Schema(maxLength = TenantRules.MAX_DOMAIN_LENGTH) @Nullable
        String domain,

        @Schema(maxItems = TenantRules.MAX_ORIGINS) @Nullable
        List<String> allowedOrigins) {

    static TenantChange from(Fields fields) {
        var change = new TenantChange(
                TenantRules.name(fields),
                TenantRules.domain(fields),
                fields.isPresent("allowedOrigins") ? TenantRules.allowedOrigins(fields) : null);
        fields.check();
        return change;
    }
}
