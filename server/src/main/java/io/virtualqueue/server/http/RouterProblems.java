package io.virtualqueue.server.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Makes the answers of the router below the resources problems too. */
@Singleton
public final class RouterProblems {
    private static final Logger LOG = Logger.getLogger(RouterProblems.class);
    private static final int[] CLIENT_ERRORS = {400, 404, 405, 406, 413, 414, 415, 431};
    private static final int LAST = Integer.MAX_VALUE;
    private static final int MALFORMED = 400;
    /** What such requests are called in the metrics: their paths are whatever somebody made up, and never end. */
    static final String REFUSED = "REFUSED";

    void install(@Observes Router router) {
        for (int status : CLIENT_ERRORS) {
            router.errorHandler(status, context -> end(context, Problem.of(status)));
        }
        router.errorHandler(500, context -> end(context, Faults.logged(LOG, context.failure())));
        router.route().order(LAST).handler(context -> end(context, Problem.of(404)));
        router.route().order(LAST - 1).failureHandler(RouterProblems::refuseMalformed);
    }

    /** A request that no filter sees, such as one without a Host header. The framework would log each as an error. */
    private static void refuseMalformed(RoutingContext context) {
        if (context.statusCode() == MALFORMED) {
            end(context, Problem.of(MALFORMED, "malformed_request", "The request is not well-formed HTTP."));
        } else {
            context.next();
        }
    }

    /** Ends a request that never reaches a resource. */
    public static void answer(RoutingContext context, ProblemException exception) {
        exception.headers().forEach((name, value) -> context.response().putHeader(name, value));
        end(context, exception.problem());
    }

    static void end(RoutingContext context, Problem problem) {
        DirectRoute.nameRoute(context, REFUSED);
        write(context, problem);
    }

    /** The same for a route that has named itself in the metrics. */
    static void write(RoutingContext context, ProblemException exception) {
        exception.headers().forEach((name, value) -> context.response().putHeader(name, value));
        write(context, exception.problem());
    }

    private static void write(RoutingContext context, Problem problem) {
        if (context.response().ended()) {
            return;
        }
        OlderPath older = OlderPath.of(context);
        if (older == null) {
            write(context, problem.status(), Problem.MEDIA_TYPE, Buffer.buffer(problem.toJson()));
        } else {
            ProblemForm.Told told = older.problems().told(problem);
            write(context, told.status(), told.mediaType(), Buffer.buffer(told.body()));
        }
    }

    private static void write(RoutingContext context, int status, String mediaType, Buffer body) {
        context.response()
                .setStatusCode(status)
                .putHeader(HttpHeaderNames.CONTENT_TYPE, mediaType)
                .end(body);
    }
}
