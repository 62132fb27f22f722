package io.virtualqueue.server.counter;

import io.vertx.ext.web.RoutingContext;
import io.virtualqueue.server.db.Sql;
import io.virtualqueue.server.db.TenantTransactions;
import io.virtualqueue.server.http.ProblemException;
import io.virtualqueue.server.identity.Caller;
import io.virtualqueue.server.identity.Permission;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Says whose locations and counters a request is about, and what the caller may do with them. */
@Singleton
final class CounterAccess {
    private static final String HAS_TENANT = Sql.text(CounterAccess.class, "has_tenant");

    private final TenantTransactions transactions;

    @Inject
    CounterAccess(TenantTransactions transactions) {
        this.transactions = transactions;
    }

    /** The tenant, for those who may see where people are served. */
    UUID toSee(RoutingContext context, String pathTenant, @Nullable UUID named) {
        return tenant(context, pathTenant, named, Permission.SEE_QUEUES);
    }

    /** The tenant, for those who may say where people are served. */
    UUID toManage(RoutingContext context, String pathTenant, @Nullable UUID named) {
        return tenant(context, pathTenant, named, Permission.MANAGE_QUEUES);
    }

    /** The tenant, for those who serve. */
    UUID toServe(RoutingContext context, String pathTenant) {
        return tenant(context, pathTenant, null, Permission.HANDLE_SESSIONS);
    }

    /**
     * The tenant that the request is about.
     *
     * @param named the {@code tenantId} of body or query, or null
     * @throws ProblemException 401, 403 or 404 when the caller may not
     */
    private UUID tenant(RoutingContext context, String pathTenant, @Nullable UUID named, Permission permission) {
        Caller caller = Caller.of(context);
        UUID tenant = caller.tenant(pathTenant, named);
        caller.require(permission);
        // Only super admins can name a tenant that there is not.
        if (caller.ownTenant() == null && !exists(tenant)) {
            throw ProblemException.notFound("There is no such tenant.");
        }
        return tenant;
    }

    private boolean exists(UUID tenant) {
        return transactions.inTenant(
                tenant,
                handle -> handle.createQuery(HAS_TENANT)
                        .bind("tenant", tenant)
                        .mapTo(Boolean.class)
                        .one());
    }
}
