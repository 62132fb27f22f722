package io.virtualqueue.server.push.socketio;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.virtualqueue.server.http.PageOrigin;
import io.virtualqueue.server.identity.Authentication;
import io.virtualqueue.server.push.Connections;
import io.virtualqueue.server.push.Ending;
import io.virtualqueue.server.push.Push;
import io.virtualqueue.server.push.Sockets;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Takes the requests of Engine.IO to their sessions, and begins new ones. */
@Singleton
final class SocketIoServer {
    static final String PATH = "/socket.io/";
    /** Packets in one request of the polling transport. */
    static final int MAX_PACKETS = 200;

    private static final String VERSION = "4";
    private static final int ID_BYTES = 15;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SocketIoClient.Services services;
    private final Map<String, EngineSession> sessions = new ConcurrentHashMap<>();
    /** Sessions that have not shown a credential yet; beyond a part of all connections new ones are refused with 503. */
    private final AtomicInteger strangers = new AtomicInteger();

    @Inject
    SocketIoServer(
            Push push,
            SocketIoCodec codec,
            Authentication authentication,
            PatientIds patientIds,
            Sockets sockets,
            Vertx vertx) {
        this.services = new SocketIoClient.Services(push, codec, authentication, patientIds, sockets, vertx);
    }

    void install(@Observes Router router) {
        router.route(PATH).handler(this::handle);
    }

    private void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        String id = request.getParam("sid");
        boolean isSocket = "websocket".equals(request.getParam("transport"));
        if (!VERSION.equals(request.getParam("EIO"))) {
            refuse(context, 5, "Unsupported protocol version");
        } else if (isSocket != Sockets.isUpgrade(request)
                || (!isSocket && !"polling".equals(request.getParam("transport")))) {
            refuse(context, 0, "Transport unknown");
        } else if (id == null) {
            begin(context, isSocket);
        } else {
            EngineSession session = sessions.get(id);
            if (session == null) {
                refuse(context, 1, "Session ID unknown");
            } else if (isSocket) {
                Sockets.upgrade(request, session::probe);
            } else {
                poll(context, session);
            }
        }
    }

    private void begin(RoutingContext context, boolean isSocket) {
        HttpServerRequest request = context.request();
        if (!request.method().equals(HttpMethod.GET)) {
            refuse(context, 2, "Bad handshake method");
        } else if (!letsIn()) {
            context.response().setStatusCode(503).putHeader("Retry-After", "10").end();
        } else if (isSocket) {
            Sockets.upgrade(request, socket -> newSession(request).begin(socket))
                    .onFailure(_ -> oneIsKnown());
        } else {
            text(context, newSession(request).opening(true));
        }
    }

    /** Whether another stranger may come; {@link #oneIsKnown} follows. */
    private boolean letsIn() {
        Connections connections = services.push().connections();
        if (strangers.incrementAndGet() <= connections.maxStrangers() && connections.beginsOpening()) {
            return true;
        }
        strangers.decrementAndGet();
        return false;
    }

    private EngineSession newSession(HttpServerRequest request) {
        byte[] random = new byte[ID_BYTES];
        RANDOM.nextBytes(random);
        String id = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        SocketIoClient client = new SocketIoClient(
                services, PageOrigin.foreign(request), request.getHeader("Host"), this::oneIsKnown, () -> forget(id));
        EngineSession session = new EngineSession(
                id, Sockets.loop(), services.vertx(), services.push().patience(), client);
        client.use(session);
        sessions.put(id, session);
        return session;
    }

    /** One of the strangers is none any more. */
    private void oneIsKnown() {
        strangers.decrementAndGet();
        services.push().connections().endsOpening();
    }

    /** A poll that is on its way is still told why. */
    private void forget(String id) {
        services.vertx().setTimer(Sockets.READS_REST_WITHIN.toMillis(), _ -> sessions.remove(id));
    }

    private void poll(RoutingContext context, EngineSession session) {
        if (context.request().method().equals(HttpMethod.GET)) {
            session.loop().execute(() -> session.ask(context.response()));
            return;
        }
        if (!context.request().method().equals(HttpMethod.POST)) {
            refuse(context, 3, "Bad request");
            return;
        }
        context.request().bodyHandler(body -> {
            if (body.length() > Sockets.MAX_MESSAGE_BYTES) {
                context.response().setStatusCode(413).end();
                session.loop().execute(() -> session.end(Ending.TOO_LONG));
                return;
            }
            try {
                var packets = EnginePacket.readAll(body.toString(StandardCharsets.UTF_8), MAX_PACKETS);
                session.loop().execute(() -> session.receive(packets));
                text(context, "ok");
            } catch (EnginePacket.MalformedPacketException malformed) {
                session.loop().execute(() -> session.end(Ending.MALFORMED));
                refuse(context, 3, "Bad request");
            }
        });
        context.request().resume();
    }

    private static void text(RoutingContext context, String text) {
        context.response()
                .putHeader("Content-Type", "text/plain; charset=UTF-8")
                .end(text);
    }

    /** As Engine.IO's own server numbers what is wrong. */
    private static void refuse(RoutingContext context, int code, String message) {
        context.response()
                .setStatusCode(400)
                .putHeader("Content-Type", "application/json")
                .end("{\"code\":" + code + ",\"message\":\"" + message + "\"}");
    }
}
