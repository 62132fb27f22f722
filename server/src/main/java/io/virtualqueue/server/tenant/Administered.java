package io.virtualqueue.server.tenant;

import io.vertx.ext.web.RoutingContext;
import io.virtualqueue.server.http.ProblemException;
import io.virtualqueue.server.identity.Caller;
import io.virtualqueue.server.identity.Permission;
import io.virtualqueue.server.identity.Sandbox;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Says whose applications and keys a request is about. */
@Singleton
final class Administered {
    private final Tenants tenants;

    @Inject
    Administered(Tenants tenants) {
        this.tenants = tenants;
    }

    /**
     * The tenant whose applications the caller may manage. A sandbox has none of its own.
     *
     * @param named the {@code tenantId} of body or query, or null
     * @throws ProblemException 401, 403 or 404 when the caller may not
     */
    UUID tenant(RoutingContext context, String pathTenant, @Nullable UUID named) {
        Caller caller = Caller.of(context);
        UUID tenant = caller.tenant(pathTenant, named);
        caller.require(Permission.MANAGE_APPLICATIONS);
        if (Sandbox.isSandbox(tenant)) {
            throw ProblemException.notFound("A sandbox has the applications of its tenant.");
        }
        if (tenants.read(tenant).isEmpty()) {
            throw ProblemException.notFound("There is no such tenant.");
        }
        return tenant;
    }
}
