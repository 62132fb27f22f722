package io.virtualqueue.server.push.signalr;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.virtualqueue.server.http.ProblemException;
import io.virtualqueue.server.http.RouterProblems;
import io.virtualqueue.server.identity.Caller;
import io.virtualqueue.server.identity.ShownCredential;
import io.virtualqueue.server.push.Push;
import io.virtualqueue.server.push.Sockets;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Negotiation, and the transports for clients that cannot have WebSockets: server-sent events and long polling. Their
 * connections live on the server that negotiated them, so that several servers need a balancer that knows whom it sent
 * where.
 */
@Singleton
final class HttpTransports {
    static final String PATH = "/hubs/queue";
    /** How long a negotiated connection may take to begin. */
    static final Duration BEGINS_WITHIN = Duration.ofSeconds(30);
    /** Negotiated and not begun; beyond it the oldest have to negotiate anew. */
    static final int MAX_NEGOTIATED = 50_000;

    private static final String EVENT_STREAM = "text/event-stream";

    private final Push push;
    private final SignalRCodec codec;
    private final Sockets sockets;
    private final Vertx vertx;
    private final ConnectionIds ids = new ConnectionIds();
    private final Cache<String, String> negotiated = Caffeine.newBuilder()
            .maximumSize(MAX_NEGOTIATED)
            .expireAfterWrite(BEGINS_WITHIN)
            .build();
    private final Map<String, Begun> begun = new ConcurrentHashMap<>();

    /** A connection that is under way; {@code polls} is null for server-sent events. */
    private record Begun(HubSession session, @Nullable PollPipe polls, Executor loop, String owner) {}

    @Inject
    HttpTransports(Push push, SignalRCodec codec, Sockets sockets, Vertx vertx) {
        this.push = push;
        this.codec = codec;
        this.sockets = sockets;
        this.vertx = vertx;
    }

    void install(@Observes Router router) {
        router.post(PATH + "/negotiate").handler(context -> sockets.admit(context, shown -> negotiate(context, shown)));
        router.get(PATH).handler(context -> sockets.identify(context, shown -> get(context, shown)));
        router.post(PATH).handler(context -> sockets.identify(context, shown -> post(context, shown.caller())));
        router.delete(PATH).handler(context -> sockets.identify(context, shown -> delete(context, shown.caller())));
    }

    private void negotiate(RoutingContext context, ShownCredential shown) {
        String id = ids.next();
        negotiated.put(id, shown.caller().credential());
        context.response()
                .putHeader(HttpHeaderNames.CONTENT_TYPE, "application/json")
                .end(Negotiation.answer(id, context.request().getParam("negotiateVersion")));
    }

    private void get(RoutingContext context, ShownCredential shown) {
        String id = context.request().getParam("id");
        Begun connection = id == null ? null : begun.get(id);
        if (connection != null) {
            poll(context, shown.caller(), connection);
        } else if (id != null && shown.caller().credential().equals(negotiated.getIfPresent(id))) {
            negotiated.invalidate(id);
            String accept = context.request().getHeader(HttpHeaderNames.ACCEPT);
            begin(context, shown, id, accept != null && accept.contains(EVENT_STREAM));
        } else {
            unknown(context);
        }
    }

    private void begin(RoutingContext context, ShownCredential shown, String id, boolean asStream) {
        HttpServerResponse response = context.response();
        Executor loop = Sockets.loop();
        PollPipe polls = asStream ? null : new PollPipe(vertx, loop);
        Pipe pipe = polls == null ? EventStreamPipe.begin(context.request()) : polls;
        HubSession session = new HubSession(push, shown, codec, loop, vertx, pipe);
        begun.put(id, new Begun(session, polls, loop, shown.caller().credential()));
        if (asStream) {
            session.whenGone(() -> begun.remove(id));
            response.closeHandler(_ -> loop.execute(session::gone));
        } else {
            // A poll that is on its way is still told why.
            session.whenGone(() -> vertx.setTimer(Sockets.READS_REST_WITHIN.toMillis(), _ -> begun.remove(id)));
            // The first poll is answered at once, so that the client knows that it is heard.
            response.end();
        }
    }

    private void poll(RoutingContext context, Caller caller, Begun connection) {
        PollPipe polls = connection.polls();
        if (polls == null || !connection.owner().equals(caller.credential())) {
            unknown(context);
            return;
        }
        HttpServerResponse response = context.response();
        connection.loop().execute(() -> {
            connection.session().heard();
            polls.ask(response);
        });
    }

    private void post(RoutingContext context, Caller caller) {
        Begun connection = ownOf(context, caller);
        if (connection == null) {
            unknown(context);
            return;
        }
        context.request().bodyHandler(body -> {
            if (body.length() > Sockets.MAX_MESSAGE_BYTES) {
                RouterProblems.answer(context, ProblemException.tooLarge());
                return;
            }
            String text = body.toString(StandardCharsets.UTF_8);
            connection.loop().execute(() -> connection.session().receive(text));
            context.response().end();
        });
        context.request().resume();
    }

    private void delete(RoutingContext context, Caller caller) {
        Begun connection = ownOf(context, caller);
        if (connection == null) {
            unknown(context);
        } else {
            connection.loop().execute(connection.session()::gone);
            context.response().setStatusCode(202).end();
        }
    }

    private @Nullable Begun ownOf(RoutingContext context, Caller caller) {
        String id = context.request().getParam("id");
        Begun connection = id == null ? null : begun.get(id);
        return connection != null
                        && connection.owner().equals(caller.credential())
                        && !connection.session().isGone()
                ? connection
                : null;
    }

    private void unknown(RoutingContext context) {
        String id = context.request().getParam("id");
        RouterProblems.answer(
                context,
                ProblemException.notFound(
                        id == null || ids.isFromHere(id)
                                ? "There is no such connection (any more)."
                                : "This connection belongs to another server."));
    }
}
