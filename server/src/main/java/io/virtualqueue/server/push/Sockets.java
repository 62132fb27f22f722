package io.virtualqueue.server.push;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.impl.ContextInternal;
import io.vertx.ext.web.RoutingContext;
import io.virtualqueue.server.http.PageOrigin;
import io.virtualqueue.server.http.ProblemException;
import io.virtualqueue.server.http.RouterProblems;
import io.virtualqueue.server.identity.Authentication;
import io.virtualqueue.server.identity.Caller;
import io.virtualqueue.server.identity.Origins;
import io.virtualqueue.server.identity.ShownCredential;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Opens WebSockets for those who show a credential, and tells whose it is on other transports. */
@Singleton
public final class Sockets {
    /** What may wait to be read by a slow client, in bytes; more ends its connection. */
    public static final int MAX_UNREAD_BYTES = 262_144;
    /** How long a client may take to read what was on its way when its connection ended; then it is cut off. */
    public static final Duration READS_REST_WITHIN = Duration.ofSeconds(5);
    /** A longer message ends the connection. */
    public static final int MAX_MESSAGE_BYTES = 65_536;

    private static final String TOKEN = "access_token";
    private static final String API_KEY = "X-API-Key";
    private static final String BEARER = "Bearer ";
    private static final int RETRY_AFTER_SECONDS = 2;

    private final Authentication authentication;
    private final Connections connections;
    private final Origins origins;

    @Inject
    Sockets(Authentication authentication, Connections connections, Origins origins) {
        this.authentication = authentication;
        this.connections = connections;
        this.origins = origins;
    }

    /** Whether the request wants to become a WebSocket. */
    public static boolean isUpgrade(HttpServerRequest request) {
        return "websocket".equalsIgnoreCase(request.getHeader(HttpHeaderNames.UPGRADE));
    }

    /** The thread of this request's connection, the same for all connections that belong to it. */
    public static Executor loop() {
        return ((ContextInternal) Vertx.currentContext()).nettyEventLoop();
    }

    /**
     * Goes on with the credential of this request, on its event loop, or answers 401, 403 when it comes from a page whose
     * origin the caller's tenant does not allow, or 503.
     */
    public void identify(RoutingContext context, Consumer<ShownCredential> then) {
        String credential = credential(context.request());
        if (credential == null) {
            RouterProblems.answer(context, ProblemException.unauthorized("A credential is needed."));
            return;
        }
        Context loop = Vertx.currentContext();
        authentication
                .identify(credential)
                .whenComplete((shown, failure) -> loop.runOnContext(_ -> identified(context, shown, failure, then)));
    }

    private void identified(
            RoutingContext context,
            @Nullable ShownCredential shown,
            @Nullable Throwable failure,
            Consumer<ShownCredential> then) {
        if (failure != null) {
            RouterProblems.answer(context, unavailable("The database does not answer now."));
        } else if (shown == null) {
            RouterProblems.answer(
                    context, ProblemException.unauthorized("The credential is wrong, expired or revoked."));
        } else if (!isAllowed(PageOrigin.foreign(context.request()), shown.caller())) {
            RouterProblems.answer(
                    context, ProblemException.forbidden("origin_not_allowed", "This origin is not allowed."));
        } else if (!context.response().closed()) {
            then.accept(shown);
        }
    }

    /**
     * Whether pages of this origin may connect with the credential of this caller.
     *
     * @param origin null where there is no page, or one of this server's own
     */
    public boolean isAllowed(@Nullable String origin, Caller caller) {
        if (origin == null) {
            return true;
        }
        UUID tenantId = caller.ownTenant();
        return tenantId == null ? origins.allows(origin) : origins.allows(tenantId, null, origin);
    }

    private static ProblemException unavailable(String detail) {
        return ProblemException.unavailable("unavailable", detail, RETRY_AFTER_SECONDS);
    }

    /** As {@link #identify}, for a connection that begins: 503 also when there are too many. */
    public void admit(RoutingContext context, Consumer<ShownCredential> then) {
        identify(context, shown -> {
            if (connections.hasRoom()) {
                then.accept(shown);
            } else {
                RouterProblems.answer(context, unavailable("There are too many connections."));
            }
        });
    }

    /** As {@link #admit}, and opens the WebSocket then. */
    public void open(RoutingContext context, BiConsumer<ServerWebSocket, ShownCredential> then) {
        admit(context, shown -> upgrade(context.request(), socket -> then.accept(socket, shown)));
    }

    /** Opens a WebSocket, whoever asks for it. */
    public static void upgrade(HttpServerRequest request, Consumer<ServerWebSocket> then) {
        request.toWebSocket().onSuccess(socket -> {
            socket.setWriteQueueMaxSize(MAX_UNREAD_BYTES);
            // Without one, what goes wrong on a connection would be logged as a fault of the server.
            socket.exceptionHandler(_ -> {});
            then.accept(socket);
        });
    }

    /** Sends a text; false when the client has too much to read already. */
    public static boolean send(ServerWebSocket socket, String text) {
        if (socket.isClosed() || socket.writeQueueFull()) {
            return false;
        }
        socket.writeTextMessage(text);
        return true;
    }

    /** Ends a WebSocket and says why; a client that does not answer that is cut off soon. */
    public static void close(ServerWebSocket socket, Ending ending) {
        if (!socket.isClosed()) {
            socket.close(ending.webSocketStatus(), ending.reason());
        }
    }

    /** Ends an answer that its client does not read to the end; nothing when it has. */
    public static void cutOff(HttpServerRequest request) {
        if (!request.response().closed()) {
            if (request.version() == HttpVersion.HTTP_2) {
                request.response().reset();
            } else {
                request.connection().close();
            }
        }
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
