package io.virtualqueue.server.http;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns everything that a resource or the framework throws into a problem. */
@Singleton
public final class ProblemMappers {
    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    @Inject
    public ProblemMappers() {}

    @ServerExceptionMapper
    public Response answer(ProblemException exception) {
        var response = response(exception.problem());
        exception.headers().forEach(response::header);
        return response.build();
    }

    /** Unknown paths, methods and media types, as the framework reports them. */
    @ServerExceptionMapper
    public Response answer(WebApplicationException exception) {
        Response told = exception.getResponse();
        if (told.getStatus() < 400) {
            return told;
        }
        if (told.getStatus() >= 500) {
            return answer((Throwable) exception);
        }
        var response = response(Problem.of(told.getStatus()));
        String allow = told.getHeaderString(HttpHeaders.ALLOW);
        if (allow != null) {
            response.header(HttpHeaders.ALLOW, allow);
        }
        return response.build();
    }

    @ServerExceptionMapper
    public Response answer(Throwable exception) {
        return response(Faults.logged(LOG, exception)).build();
    }

    private static Response.ResponseBuilder response(Problem problem) {
        return Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem.toJson());
    }
}
