package io.virtualqueue.server.compat;

import io.vertx.ext.web.RoutingContext;
import io.virtualqueue.server.http.ProblemException;
import io.virtualqueue.server.http.TenantPath;
import io.virtualqueue.server.http.TenantQuery;
import io.virtualqueue.server.identity.Caller;
import io.virtualqueue.server.tenant.TenantLookup;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Whose tenant an older path means, which names none: that of the credential; else the one whose domain the request is
 * for; else the only one there is.
 */
@Singleton
final class MeantTenant {
    private final TenantLookup tenants;

    @Inject
    MeantTenant(TenantLookup tenants) {
        this.tenants = tenants;
    }

    /**
     * The tenant.
     *
     * @throws ProblemException 404 when the query names another's, 409 when it cannot be told to somebody without a
     *     credential, 422 when a super admin has to name one
     */
    UUID of(RoutingContext context) {
        Caller caller = Caller.of(context);
        UUID named = named(context);
        if (named != null && !(caller instanceof Caller.Anonymous)) {
            return caller.tenant(TenantPath.OWN, named);
        }
        return find(context).orElseGet(() -> {
            if (caller instanceof Caller.Anonymous) {
                throw ProblemException.conflict(
                        "no_tenant", "Whose this is cannot be told: call by the domain of a tenant, or with a key.");
            }
            return caller.tenant(TenantPath.OWN);
        });
    }

    /** The tenant as far as it goes without saying. */
    Optional<UUID> find(RoutingContext context) {
        UUID own = Caller.of(context).ownTenant();
        return own == null ? find(context.request().getHeader("Host")) : Optional.of(own);
    }

    /** The tenant of this domain, or else the only one there is. */
    Optional<UUID> find(@Nullable String host) {
        Optional<UUID> ofDomain = host == null ? Optional.empty() : tenants.withDomain(withoutPort(host));
        return ofDomain.or(tenants::only);
    }

    static String withoutPort(String host) {
        int colon = host.lastIndexOf(':');
        return colon > host.lastIndexOf(']') ? host.substring(0, colon) : host;
    }

    private static @Nullable UUID named(RoutingContext context) {
        return context.request().query() == null
                ? null
                : TenantQuery.parse(context.request().getParam(TenantQuery.NAME));
    }
}
