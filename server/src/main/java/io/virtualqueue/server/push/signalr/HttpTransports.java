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
    /** How long a poll waits for something to say. */
    static final Duration POLL_FOR = Duration.ofSeconds(60);

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
        router.post(PATH + "/negotiate")
                .handler(context -> sockets.identify(context, caller -> {
                    String id = ids.next();
                    negotiated.put(id, caller.credential());
                    context.response()
                            .putHeader(HttpHeaderNames.CONTENT_TYPE, "application/json")
                            .end(Negotiation.answer(id, context.request().getParam("negotiateVersion")));
                }));
        router.get(PATH).handler(context -> sockets.identify(context, caller -> get(context, caller)));
        router.post(PATH).handler(context -> sockets.identify(context, caller -> post(context, caller)));
        router.delete(PATH).handler(context -> sockets.identify(context, caller -> delete(context, caller)));
    }

    private void get(RoutingContext context, Caller caller) {
        String id = context.request().getParam("id");
        Begun connection = id == null ? null : begun.get(id);
        if (connection != null) {
            poll(context, caller, connection);
        } else if (id != null && caller.credential().equals(negotiated.getIfPresent(id))) {
            negotiated.invalidate(id);
            String accept = context.request().getHeader(HttpHeaderNames.ACCEPT);
            begin(context, caller, id, accept != null && accept.contains(EVENT_STREAM));
        } else {
            unknown(context);
        }
    }

    private void begin(RoutingContext context, Caller caller, String id, boolean asStream) {
        HttpServerResponse response = context.response();
        PollPipe polls = asStream ? null : new PollPipe();
        Pipe pipe = polls == null ? EventStreamPipe.begin(response) : polls;
        Executor loop = Sockets.loop();
        HubSession session = new HubSession(push, caller, codec, loop, vertx, pipe);
        begun.put(id, new Begun(session, polls, loop, caller.credential()));
        session.whenGone(() -> begun.remove(id));
        if (asStream) {
            response.closeHandler(_ -> session.gone());
        } else {
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
            long question = polls.ask(response);
            response.closeHandler(_ -> connection.loop().execute(() -> polls.gaveUp(question)));
            vertx.setTimer(
                    POLL_FOR.toMillis(),
                    _ -> connection.loop().execute(() -> {
                        if (polls.giveNothing(question)) {
                            connection.session().heard();
                        }
                    }));
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
        return connection != null && connection.owner().equals(caller.credential()) ? connection : null;
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
