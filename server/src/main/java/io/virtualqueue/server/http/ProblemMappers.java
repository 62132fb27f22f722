package io.virtualqueue.server.http;

import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns everything that a resource or the framework throws into a problem. */
@Singleton
public final class ProblemMappers {
    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    private final AllowedMethods allowedMethods;

    @Inject
    public ProblemMappers(AllowedMethods allowedMethods) {
        this.allowedMethods = allowedMethods;
    }

    @ServerExceptionMapper
    public Response answer(ProblemException exception) {
        var response = response(exception.problem());
        exception.headers().forEach(response::header);
        return response.build();
    }

    @ServerExceptionMapper
    public Response answer(NotAllowedException exception, UriInfo uri, RoutingContext context) {
        DirectRoute.nameRoute(context, RouterProblems.REFUSED);
        return notAllowed(allowedMethods.at(uri.getRequestUri().getPath()));
    }

    /** The framework says this too of a path that several resource classes share and none offers the method. */
    @ServerExceptionMapper
    public Response answer(NotFoundException exception, UriInfo uri, RoutingContext context) {
        DirectRoute.nameRoute(context, RouterProblems.REFUSED);
        String allowed = allowedMethods.at(uri.getRequestUri().getPath());
        return allowed.isEmpty() ? response(Problem.of(404)).build() : notAllowed(allowed);
    }

    private static Response notAllowed(String allowed) {
        return response(Problem.of(405)).header(HttpHeaders.ALLOW, allowed).build();
    }

    /** Unknown paths and media types, as the framework reports them. */
    @ServerExceptionMapper
    public Response answer(WebApplicationException exception, RoutingContext context) {
        Response told = exception.getResponse();
        if (told.getStatus() < 400) {
            return told;
        }
        DirectRoute.nameRoute(context, RouterProblems.REFUSED);
        return told.getStatus() < 500 ? response(Problem.of(told.getStatus())).build() : answer((Throwable) exception);
    }

    /** The body ended early or was sent in malformed pieces; nothing else here reads anything that is not there. */
    @ServerExceptionMapper
    public Response answer(IOException exception) {
        return response(Problem.of(400, "unreadable_body", "The body could not be read to its end."))
                .build();
    }

    @ServerExceptionMapper
    public Response answer(Throwable exception) {
        return response(Faults.logged(LOG, exception)).build();
    }

    private static Response.ResponseBuilder response(Problem problem) {
        return Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem.toJson());
    }
}
