package io.virtualqueue.server.tenant;

import io.virtualqueue.server.identity.Sandbox;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.UUID;

/** How many requests a minute each client of a tenant or application may send; from memory. */
@Singleton
public final class RequestLimits {
    /** The highest that can be set. */
    public static final int MAX_PER_MINUTE = 10_000_000;

    private final TenantLimits known;

    @Inject
    RequestLimits(TenantLimits known) {
        this.known = known;
    }

    /**
     * For the tenant's people and visitors.
     *
     * @param otherwise for a tenant without a limit of its own
     */
    public int of(UUID tenantId, int otherwise) {
        Integer own = known.of(Sandbox.liveOf(tenantId)).requestsPerMinute();
        return own == null ? otherwise : own;
    }

    /** For an application: its own limit as far as the tenant's allows it, for that is set by who runs the platform. */
    public int of(UUID tenantId, UUID applicationId, int otherwise) {
        int ofTenant = of(tenantId, otherwise);
        Integer own = known.ofApplication(applicationId);
        return own == null ? ofTenant : Math.min(own, ofTenant);
    }
}
