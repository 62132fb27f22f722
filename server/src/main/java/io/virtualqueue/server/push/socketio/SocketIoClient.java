package io.virtualqueue.server.push.socketio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.vertx.core.Vertx;
import io.virtualqueue.server.identity.Authentication;
import io.virtualqueue.server.identity.Caller;
import io.virtualqueue.server.identity.ShownCredential;
import io.virtualqueue.server.push.Ending;
import io.virtualqueue.server.push.Push;
import io.virtualqueue.server.push.Sockets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Whoever is at the other end of a session: first unknown, then a connection. On the session's event loop. */
final class SocketIoClient implements EngineSession.Messages {
    /** How long a session may take to show a credential. */
    static final Duration CREDENTIAL_WITHIN = Duration.ofSeconds(20);
    /** Credentials that one session may try in vain. */
    static final int MAX_REFUSALS = 3;

    private final Services services;
    private final @Nullable String origin;
    private final @Nullable String host;
    private final Runnable whenKnown;
    private final Runnable whenEnded;
    private @Nullable EngineSession engine;
    private @Nullable SocketIoConnection connection;
    private boolean connecting;
    private int refusals;

    /** What every client needs. */
    record Services(
            Push push,
            SocketIoCodec codec,
            Authentication authentication,
            PatientIds patientIds,
            Sockets sockets,
            Vertx vertx) {}

    /**
     * A client.
     *
     * @param origin of the page that it runs in, or null
     * @param host that it calls, or null
     * @param whenKnown runs when it has shown a good credential, or when it has ended without
     * @param whenEnded runs when it has ended
     */
    SocketIoClient(
            Services services, @Nullable String origin, @Nullable String host, Runnable whenKnown, Runnable whenEnded) {
        this.services = services;
        this.origin = origin;
        this.host = host;
        this.whenKnown = whenKnown;
        this.whenEnded = whenEnded;
    }

    /** To be called once, before anything is heard. */
    void use(EngineSession session) {
        engine = session;
        services.vertx()
                .setTimer(
                        services.push().patience().of(CREDENTIAL_WITHIN).toMillis(),
                        _ -> session.loop().execute(() -> {
                            if (connection == null) {
                                session.end(Ending.NO_HANDSHAKE);
                            }
                        }));
    }

    private EngineSession engine() {
        return Objects.requireNonNull(engine);
    }

    @Override
    public void hear(String message) {
        SocketPacket packet;
        try {
            packet = SocketPacket.read(message);
        } catch (EnginePacket.MalformedPacketException malformed) {
            engine().end(Ending.MALFORMED);
            return;
        }
        switch (packet.type()) {
            case CONNECT -> connect(packet);
            case DISCONNECT -> engine().end();
            case EVENT -> hearEvent(packet);
            case ACKNOWLEDGEMENT, CONNECT_ERROR -> {
                // Nobody asked.
            }
        }
    }

    private void hearEvent(SocketPacket packet) {
        SocketIoConnection known = connection;
        JsonNode data = packet.data();
        if (known != null && data.isArray() && data.path(0).isTextual()) {
            known.hear(data.path(0).textValue(), data.path(1), packet.acknowledgement());
        } else {
            engine().end(Ending.MALFORMED);
        }
    }

    private void connect(SocketPacket packet) {
        String token = packet.data().path("token").textValue();
        if (!packet.namespace().equals(SocketPacket.ROOT)) {
            refuse(packet.namespace(), "Invalid namespace");
        } else if (connecting) {
            engine().end(Ending.MALFORMED);
        } else {
            connecting = true;
            tokenOf(token, uuid(packet.data().path("patientId")))
                    .thenCompose(shown -> shown == null
                            ? CompletableFuture.completedStage(null)
                            : services.authentication().identify(shown))
                    .whenComplete((shown, failure) -> engine().loop().execute(() -> {
                        if (failure != null) {
                            refuse(SocketPacket.ROOT, Ending.DATABASE_AWAY.reason());
                        } else if (shown == null && token == null) {
                            refuse(SocketPacket.ROOT, "A token is needed: of staff, or of the patient's session.");
                        } else {
                            identified(shown, packet.data());
                        }
                    }));
        }
    }

    /** The token that is shown, or that a patient's id stands for where that is enough; completes with null for none. */
    private CompletionStage<@Nullable String> tokenOf(@Nullable String token, @Nullable UUID patientId) {
        return token != null || patientId == null
                ? CompletableFuture.completedStage(token)
                : services.patientIds().token(patientId, host);
    }

    private void identified(@Nullable ShownCredential shown, JsonNode auth) {
        String patient = auth.path("patientId").asText();
        if (engine().hasEnded()) {
            return;
        }
        if (shown == null || shown.caller() instanceof Caller.PassHolder) {
            refuse(SocketPacket.ROOT, "The token is wrong, expired or revoked.");
        } else if (!services.sockets().isAllowed(origin, shown.caller())) {
            refuse(SocketPacket.ROOT, "This origin is not allowed.");
        } else if (shown.caller() instanceof Caller.SessionHolder holder
                && !patient.isEmpty()
                && !patient.equals(holder.sessionId().toString())) {
            refuse(SocketPacket.ROOT, "The token is another patient's.");
        } else {
            SocketIoConnection fresh = new SocketIoConnection(
                    services.push(), shown, services.codec(), engine(), uuid(auth.path("queueId")));
            connection = fresh;
            whenKnown.run();
            engine().sendMessage(
                            SocketPacket.encode(SocketPacket.Type.CONNECT, "{\"sid\":\"" + UUID.randomUUID() + "\"}"));
            fresh.welcome();
        }
    }

    private void refuse(String namespace, String reason) {
        connecting = false;
        refusals++;
        engine().sendMessage(SocketPacket.encode(
                SocketPacket.Type.CONNECT_ERROR,
                namespace,
                JsonNodeFactory.instance.objectNode().put("message", reason).toString()));
        if (refusals >= MAX_REFUSALS) {
            engine().end(Ending.REFUSED);
        }
    }

    @Override
    public List<String> farewell(Ending ending) {
        return connection == null ? List.of() : services.codec().farewell(ending);
    }

    @Override
    public void ended() {
        SocketIoConnection known = connection;
        if (known == null) {
            whenKnown.run();
        } else {
            known.gone();
        }
        whenEnded.run();
    }

    private static @Nullable UUID uuid(JsonNode node) {
        try {
            return node.isTextual() ? UUID.fromString(node.textValue()) : null;
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }
}
