package io.virtualqueue.server.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/**
 * Lets pages of allowed origins call what a visitor needs: the public join, what a session token opens, and live updates;
 * and pages of any origin what a link opens.
 * No cookie is ever a credential here; that live updates allow credentials is for SignalR's client, which sends what
 * cookies there are unless it is told not to.
 */
@Singleton
public final class BrowserAccess {
    private static final String METHODS = "GET, POST, PUT, DELETE";
    private static final String REQUEST_HEADERS =
            "Authorization, Content-Type, Accept-Language, " + IdempotencyKey.HEADER + ", " + MinSeq.HEADER;
    private static final String ANSWER_HEADERS =
            "Retry-After, RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset, Location, " + ApiHeaders.SEQ + ", "
                    + IdempotencyKey.REPLAYED;
    private static final String LIVE_REQUEST_HEADERS =
            "Authorization, Content-Type, Cache-Control, Last-Event-ID, X-Requested-With, X-SignalR-User-Agent";
    /** Pages of older clients show an application's key. */
    private static final String OLDER_REQUEST_HEADERS = REQUEST_HEADERS + ", X-API-Key, app_api_key";

    private static final String PREFLIGHT_SECONDS = "600";

    private final OriginPolicy policy;

    @Inject
    public BrowserAccess(OriginPolicy policy) {
        this.policy = policy;
    }

    void handle(RoutingContext context) {
        String origin = context.request().getHeader(HttpHeaderNames.ORIGIN);
        if (origin == null) {
            context.next();
            return;
        }
        boolean live = isLive(context.request().path());
        if (!live && !isForVisitors(context)) {
            context.next();
            return;
        }
        MultiMap headers = context.response().headers();
        headers.add(HttpHeaderNames.VARY, HttpHeaderNames.ORIGIN);
        boolean allowed = isByLink(context.request().path()) || policy.allows(origin);
        if (allowed) {
            headers.set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
            headers.set(HttpHeaderNames.ACCESS_CONTROL_EXPOSE_HEADERS, ANSWER_HEADERS);
            if (live) {
                headers.set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_CREDENTIALS, "true");
            }
        }
        goOn(context, live, allowed);
    }

    private static void goOn(RoutingContext context, boolean live, boolean allowed) {
        boolean preflight = isPreflight(context);
        if (preflight && allowed) {
            MultiMap headers = context.response().headers();
            headers.set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_METHODS, METHODS);
            headers.set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_HEADERS, requestHeaders(context, live));
            headers.set(HttpHeaderNames.ACCESS_CONTROL_MAX_AGE, PREFLIGHT_SECONDS);
            context.response().setStatusCode(204).end();
        } else if (preflight || (live && !allowed && PageOrigin.foreign(context.request()) != null)) {
            // Browsers keep answers from foreign pages, but not WebSockets: those are refused here.
            RouterProblems.end(context, Problem.of(403, "origin_not_allowed", "This origin is not allowed."));
        } else {
            context.next();
        }
    }

    private static String requestHeaders(RoutingContext context, boolean live) {
        if (OlderPath.of(context) != null) {
            return OLDER_REQUEST_HEADERS;
        }
        return live ? LIVE_REQUEST_HEADERS : REQUEST_HEADERS;
    }

    private static boolean isForVisitors(RoutingContext context) {
        OlderPath older = OlderPath.of(context);
        return older == null ? isForVisitors(context.request().path()) : older.isForPages();
    }

    private static boolean isPreflight(RoutingContext context) {
        return context.request().method().equals(HttpMethod.OPTIONS)
                && context.request().headers().contains(HttpHeaderNames.ACCESS_CONTROL_REQUEST_METHOD);
    }

    /** Live updates: the hub, plain WebSockets, Socket.IO, and streams of events. */
    static boolean isLive(String path) {
        return path.startsWith("/hubs/")
                || path.equals("/ws")
                || path.startsWith("/socket.io/")
                || (path.startsWith("/v1/") && path.endsWith("/events"));
    }

    /** Whoever has a link may use it, wherever the page is from: the link says that one may. */
    static boolean isByLink(String path) {
        return path.startsWith("/v1/public/links/");
    }

    static boolean isForVisitors(String path) {
        return path.startsWith("/v1/public/") || (path.startsWith("/v1/") && path.contains("/sessions/"));
    }
}
