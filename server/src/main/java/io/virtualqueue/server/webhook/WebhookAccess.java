package io.virtualqueue.server.webhook;

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

/** Says whose webhooks a request is about. */
@Singleton
final class WebhookAccess {
    private static final String HAS_TENANT = Sql.text(WebhookAccess.class, "has_tenant");

    private final TenantTransactions transactions;

    @Inject
    WebhookAccess(TenantTransactions transactions) {
        this.transactions = transactions;
    }

    /**
     * The tenant whose webhooks the caller may manage.
     *
     * @param named the {@code tenantId} of body or query, or null
     * @throws ProblemException 401, 403 or 404 when the caller may not
     */
    UUID tenant(RoutingContext context, String pathTenant, @Nullable UUID named) {
        Caller caller = Caller.of(context);
        UUID tenant = caller.tenant(pathTenant, named);
        caller.require(Permission.MANAGE_WEBHOOKS);
        boolean there = transactions.inTenant(
                tenant,
                handle -> handle.createQuery(HAS_TENANT)
                        .bind(WebhookRows.TENANT, tenant)
                        .mapTo(Boolean.class)
                        .one());
        if (!there) {
            throw ProblemException.notFound("There is no such tenant.");
        }
        return tenant;
    }
}
