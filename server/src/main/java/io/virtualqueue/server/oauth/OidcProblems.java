package io.virtualqueue.server.oauth;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import io.virtualqueue.server.http.ProblemException;
import io.virtualqueue.server.http.RouterProblems;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Says in problems what the framework says in its own words of sign-ins that go wrong. */
@Singleton
public final class OidcProblems {
    /** After the routes that are asked most, before the framework asks who calls. */
    private static final int ORDER = 900;

    private static final int UNAUTHORIZED = 401;
    private static final String BASE = OidcResource.PATH + "/";
    private static final String EXCHANGE = "exchange";
    private static final MediaType PROBLEM = new MediaType("application", "problem+json");

    private final OidcTenants issuers;

    @Inject
    public OidcProblems(OidcTenants issuers) {
        this.issuers = issuers;
    }

    void install(@Observes Filters filters) {
        filters.register(this::refuseUnknown, ORDER);
    }

    private void refuseUnknown(RoutingContext context) {
        String path = context.normalizedPath();
        if (!path.startsWith(BASE)
                || path.equals(BASE + EXCHANGE)
                || issuers.provider(OidcTenants.nameIn(path)) != null) {
            context.next();
        } else {
            RouterProblems.answer(context, ProblemException.notFound("There is no such issuer."));
        }
    }

    /** A person who comes back from the issuer with something else than it gave. */
    @ServerResponseFilter
    public void describe(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getStatus() == UNAUTHORIZED
                && !(response.getEntity() instanceof byte[])
                && request.getUriInfo().getRequestUri().getPath().startsWith(BASE)) {
            var problem = ProblemException.unauthorized("The sign-in did not succeed; start again.")
                    .problem();
            response.setEntity(problem, null, PROBLEM);
        }
    }
}
