package io.virtualqueue.server.tenant;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.virtualqueue.server.http.Pagination;
import io.virtualqueue.server.identity.Sandbox;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A tenant as clients see it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Tenant")
record TenantView(
        UUID id,

        @Schema(description = "The tenant that test keys work in; absent when this is one.") @Nullable
        UUID sandboxTenantId,

        String name,
        String domain,

        @Schema(description = "Those of its first application.")
        List<String> allowedOrigins,

        Branding branding,
        @Nullable String locale,
        Limits limits,
        boolean mfaRequired,
        int retentionDays,
        int auditRetentionDays,
        Instant createdAt,
        Instant updatedAt,

        @Schema(description = "Only in the answer that made the tenant; it is never shown again.") @Nullable
        String apiKey) {

    /** A page of tenants. */
    @Schema(name = "Tenants")
    record Page(List<TenantView> tenants, Pagination pagination) {}

    static TenantView of(Tenant tenant) {
        return of(tenant, null);
    }

    static TenantView of(Tenant tenant, @Nullable String apiKey) {
        TenantSettings settings = tenant.settings();
        return new TenantView(
                tenant.id(),
                Sandbox.isSandbox(tenant.id()) ? null : Sandbox.of(tenant.id()),
                tenant.name(),
                tenant.domain(),
                tenant.allowedOrigins(),
                settings.branding(),
                settings.locale(),
                settings.limits(),
                settings.mfaRequired(),
                settings.retentionDays(),
                settings.auditRetentionDays(),
                tenant.createdAt(),
                tenant.updatedAt(),
                apiKey);
    }

    @Override
    public String toString() {
        return "Tenant[" + id + "]";
    }
}
