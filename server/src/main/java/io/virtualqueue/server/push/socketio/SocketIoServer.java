package io.virtualqueue.server.push.socketio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.virtualqueue.server.identity.Authentication;
import io.virtualqueue.server.identity.Caller;
import io.virtualqueue.server.push.Push;
import io.virtualqueue.server.push.Sockets;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Takes the requests of Engine.IO to their sessions, and begins new ones. */
@Singleton
final class SocketIoServer {
    static final String PATH = "/socket.io/";
    /** Sessions that have not shown a credential yet, or have; beyond it new ones are refused. */
    static final int MAX_SESSIONS = 100_000;
    /** Credentials that one session may try in vain. */
    static final int MAX_REFUSALS = 3;
    /** Packets in one request of the polling transport. */
    static final int MAX_PACKETS = 200;

    private static final String VERSION = "4";
    private static final int ID_BYTES = 15;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Push push;
    private final SocketIoCodec codec;
    private final Authentication authentication;
    private final Vertx vertx;
    private final Map<String, EngineSession> sessions = new ConcurrentHashMap<>();

    @Inject
    SocketIoServer(Push push, SocketIoCodec codec, Authentication authentication, Vertx vertx) {
        this.push = push;
        this.codec = codec;
        this.authentication = authentication;
        this.vertx = vertx;
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
                request.toWebSocket().onSuccess(socket -> {
                    socket.setWriteQueueMaxSize(Sockets.MAX_UNREAD_BYTES);
                    socket.exceptionHandler(_ -> {});
                    session.probe(socket);
                });
            } else {
                poll(context, session);
            }
        }
    }

    private void begin(RoutingContext context, boolean isSocket) {
        if (context.request().method().equals(HttpMethod.POST)) {
            refuse(context, 2, "Bad handshake method");
        } else if (sessions.size() >= MAX_SESSIONS || !push.connections().hasRoom()) {
            context.response().setStatusCode(503).putHeader("Retry-After", "10").end();
        } else if (isSocket) {
            context.request().toWebSocket().onSuccess(socket -> {
                socket.setWriteQueueMaxSize(Sockets.MAX_UNREAD_BYTES);
                socket.exceptionHandler(_ -> {});
                newSession().begin(socket);
            });
        } else {
            text(context, newSession().opening(true));
        }
    }

    private EngineSession newSession() {
        byte[] random = new byte[ID_BYTES];
        RANDOM.nextBytes(random);
        String id = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        Client client = new Client();
        EngineSession session = new EngineSession(id, Sockets.loop(), vertx, client::hear, () -> {
            sessions.remove(id);
            client.gone();
        });
        client.engine = session;
        sessions.put(id, session);
        return session;
    }

    private void poll(RoutingContext context, EngineSession session) {
        if (context.request().method().equals(HttpMethod.GET)) {
            session.loop().execute(() -> session.ask(context.response()));
            return;
        }
        context.request().bodyHandler(body -> {
            if (body.length() > Sockets.MAX_MESSAGE_BYTES) {
                context.response().setStatusCode(413).end();
                session.loop().execute(session::end);
                return;
            }
            try {
                var packets = EnginePacket.readAll(body.toString(StandardCharsets.UTF_8), MAX_PACKETS);
                session.loop().execute(() -> session.receive(packets));
                text(context, "ok");
            } catch (EnginePacket.MalformedPacketException malformed) {
                session.loop().execute(session::end);
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

    /** Whoever is at the other end of a session: first unknown, then a connection. On the session's event loop. */
    private final class Client {
        private @Nullable EngineSession engine;
        private @Nullable SocketIoConnection connection;
        private boolean connecting;
        private int refusals;

        void hear(String message) {
            EngineSession own = java.util.Objects.requireNonNull(engine);
            SocketPacket packet;
            try {
                packet = SocketPacket.read(message);
            } catch (EnginePacket.MalformedPacketException malformed) {
                own.end();
                return;
            }
            SocketIoConnection known = connection;
            switch (packet.type()) {
                case CONNECT -> connect(own, packet);
                case DISCONNECT -> own.end();
                case EVENT -> {
                    if (known != null
                            && packet.data().isArray()
                            && packet.data().path(0).isTextual()) {
                        known.hear(
                                packet.data().path(0).textValue(), packet.data().path(1), packet.acknowledgement());
                    } else {
                        own.end();
                    }
                }
                case ACKNOWLEDGEMENT, CONNECT_ERROR -> {
                    // Nobody asked.
                }
            }
        }

        private void connect(EngineSession own, SocketPacket packet) {
            JsonNode auth = packet.data();
            String token = auth.path("token").textValue();
            if (!packet.namespace().equals(SocketPacket.ROOT)) {
                refuse(own, packet.namespace(), "Invalid namespace");
            } else if (connecting) {
                own.end();
            } else if (token == null) {
                refuse(own, SocketPacket.ROOT, "A token is needed: of staff, or of the patient's session.");
            } else {
                connecting = true;
                authentication
                        .identify(token)
                        .whenComplete((caller, failure) -> own.loop().execute(() -> {
                            if (failure != null) {
                                refuse(own, SocketPacket.ROOT, "The database does not answer now.");
                            } else {
                                identified(own, caller, auth);
                            }
                        }));
            }
        }

        private void identified(EngineSession own, @Nullable Caller caller, JsonNode auth) {
            String patient = auth.path("patientId").asText();
            if (caller == null || caller instanceof Caller.PassHolder) {
                refuse(own, SocketPacket.ROOT, "The token is wrong, expired or revoked.");
            } else if (caller instanceof Caller.SessionHolder holder
                    && !patient.isEmpty()
                    && !patient.equals(holder.sessionId().toString())) {
                refuse(own, SocketPacket.ROOT, "The token is another patient's.");
            } else {
                SocketIoConnection fresh = new SocketIoConnection(push, caller, codec, own, uuid(auth.path("queueId")));
                connection = fresh;
                own.sendMessage(
                        SocketPacket.encode(SocketPacket.Type.CONNECT, "{\"sid\":\"" + UUID.randomUUID() + "\"}"));
                fresh.welcome();
            }
        }

        private void refuse(EngineSession own, String namespace, String reason) {
            connecting = false;
            refusals++;
            own.sendMessage(SocketPacket.encode(
                    SocketPacket.Type.CONNECT_ERROR,
                    namespace,
                    JsonNodeFactory.instance.objectNode().put("message", reason).toString()));
            if (refusals >= MAX_REFUSALS) {
                own.end();
            }
        }

        void gone() {
            SocketIoConnection known = connection;
            if (known != null) {
                known.gone();
            }
        }
    }

    private static @Nullable UUID uuid(JsonNode node) {
        try {
            return node.isTextual() ? UUID.fromString(node.textValue()) : null;
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }
}
