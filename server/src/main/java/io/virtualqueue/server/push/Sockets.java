package io.virtualqueue.server.push;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.impl.ContextInternal;
import io.vertx.ext.web.RoutingContext;
import io.virtualqueue.server.http.ProblemException;
import io.virtualqueue.server.http.RouterProblems;
import io.virtualqueue.server.identity.Authentication;
import io.virtualqueue.server.identity.Caller;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Opens WebSockets for those who show a credential, and tells whose it is on other transports. */
@Singleton
public final class Sockets {
    /** What may wait to be read by a slow client, in bytes; more ends its connection. */
    public static final int MAX_UNREAD_BYTES = 262_144;
    /** A longer message ends the connection. */
    public static final int MAX_MESSAGE_BYTES = 65_536;

    private static final String TOKEN = "access_token";
    private static final String API_KEY = "X-API-Key";
    private static final String BEARER = "Bearer ";
    private static final int RETRY_AFTER_SECONDS = 2;

    private final Authentication authentication;
    private final Connections connections;

    @Inject
    Sockets(Authentication authentication, Connections connections) {
        this.authentication = authentication;
        this.connections = connections;
    }

    /** Whether the request wants to become a WebSocket. */
    public static boolean isUpgrade(HttpServerRequest request) {
        return "websocket".equalsIgnoreCase(request.getHeader(HttpHeaderNames.UPGRADE));
    }

    /** The thread of this request's connection, the same for all connections that belong to it. */
    public static Executor loop() {
        return ((ContextInternal) Vertx.currentContext()).nettyEventLoop();
    }

    /** Goes on with the caller of this request, on its event loop, or answers 401 or 503. */
    public void identify(RoutingContext context, Consumer<Caller> then) {
        String credential = credential(context.request());
        if (credential == null) {
            RouterProblems.answer(context, ProblemException.unauthorized("A credential is needed."));
            return;
        }
        Context loop = Vertx.currentContext();
        authentication
                .identify(credential)
                .whenComplete((caller, failure) -> loop.runOnContext(_ -> identified(context, caller, failure, then)));
    }

    private void identified(
            RoutingContext context, @Nullable Caller caller, @Nullable Throwable failure, Consumer<Caller> then) {
        if (failure != null) {
            RouterProblems.answer(context, unavailable("The database does not answer now."));
        } else if (caller == null) {
            RouterProblems.answer(
                    context, ProblemException.unauthorized("The credential is wrong, expired or revoked."));
        } else if (!connections.hasRoom()) {
            RouterProblems.answer(context, unavailable("There are too many connections."));
        } else {
            then.accept(caller);
        }
    }

    private static ProblemException unavailable(String detail) {
        return ProblemException.unavailable("unavailable", detail, RETRY_AFTER_SECONDS);
    }

    /** As {@link #identify}, and opens the WebSocket then. */
    public void open(RoutingContext context, BiConsumer<ServerWebSocket, Caller> then) {
        identify(
                context,
                caller -> context.request().toWebSocket().onSuccess(socket -> {
                    socket.setWriteQueueMaxSize(MAX_UNREAD_BYTES);
                    // Without one, what goes wrong on a connection would be logged as a fault of the server.
                    socket.exceptionHandler(_ -> {});
                    then.accept(socket, caller);
                }));
    }

    /** Sends a text; false when the client has too much to read already. */
    public static boolean send(ServerWebSocket socket, String text) {
        if (socket.isClosed() || socket.writeQueueFull()) {
            return false;
        }
        socket.writeTextMessage(text);
        return true;
    }

    /** Browsers cannot send headers with a WebSocket; they put the token into the query. */
    private static @Nullable String credential(HttpServerRequest request) {
        String key = request.getHeader(API_KEY);
        if (key != null) {
            return key;
        }
        String authorization = request.getHeader(HttpHeaderNames.AUTHORIZATION);
        if (authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return authorization.substring(BEARER.length()).strip();
        }
        return request.getParam(TOKEN);
    }
}
