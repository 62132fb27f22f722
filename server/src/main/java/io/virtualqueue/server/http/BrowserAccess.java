package io.virtualqueue.server.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/**
 * Lets pages of allowed origins call what a visitor needs: the public join, and what a session token opens. No cookie
 * is ever a credential here, so no answer allows credentials.
 */
@Singleton
public final class BrowserAccess {
    private static final String METHODS = "GET, POST, DELETE";
    private static final String REQUEST_HEADERS =
            "Authorization, Content-Type, Accept-Language, " + IdempotencyKey.HEADER + ", " + MinSeq.HEADER;
    private static final String ANSWER_HEADERS =
            "Retry-After, RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset, Location, " + ApiHeaders.SEQ + ", "
                    + ApiHeaders.REPLAYED;
    private static final String PREFLIGHT_SECONDS = "600";

    private final OriginPolicy policy;

    @Inject
    public BrowserAccess(OriginPolicy policy) {
        this.policy = policy;
    }

    void handle(RoutingContext context) {
        String origin = context.request().getHeader(HttpHeaderNames.ORIGIN);
        if (origin == null || !isForVisitors(context.request().path())) {
            context.next();
            return;
        }
        MultiMap headers = context.response().headers();
        headers.add(HttpHeaderNames.VARY, HttpHeaderNames.ORIGIN);
        boolean allowed = policy.allows(origin);
        if (allowed) {
            headers.set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
            headers.set(HttpHeaderNames.ACCESS_CONTROL_EXPOSE_HEADERS, ANSWER_HEADERS);
        }
        if (!isPreflight(context)) {
            context.next();
        } else if (allowed) {
            headers.set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_METHODS, METHODS);
            headers.set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_HEADERS, REQUEST_HEADERS);
            headers.set(HttpHeaderNames.ACCESS_CONTROL_MAX_AGE, PREFLIGHT_SECONDS);
            context.response().setStatusCode(204).end();
        } else {
            RouterProblems.end(context, Problem.of(403, "origin_not_allowed", "This origin is not allowed."));
        }
    }

    private static boolean isPreflight(RoutingContext context) {
        return context.request().method().equals(HttpMethod.OPTIONS)
                && context.request().headers().contains(HttpHeaderNames.ACCESS_CONTROL_REQUEST_METHOD);
    }

    static boolean isForVisitors(String path) {
        return path.startsWith("/v1/public/") || (path.startsWith("/v1/") && path.contains("/sessions/"));
    }
}
