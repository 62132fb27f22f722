package io.virtualqueue.server.push.socketio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.virtualqueue.server.http.PathId;
import io.virtualqueue.server.http.ProblemException;
import io.virtualqueue.server.identity.Caller;
import io.virtualqueue.server.identity.ShownCredential;
import io.virtualqueue.server.journal.QueueKey;
import io.virtualqueue.server.push.Audience;
import io.virtualqueue.server.push.Codec;
import io.virtualqueue.server.push.Connection;
import io.virtualqueue.server.push.Ending;
import io.virtualqueue.server.push.Protocol;
import io.virtualqueue.server.push.Push;
import io.virtualqueue.server.push.Topic;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** A client of Socket.IO that has shown a credential. Its rooms are topics. */
final class SocketIoConnection extends Connection {
    private static final String PATIENTS = "patients";
    private static final String STAFF = "staff";
    private static final String PATIENT = "patient_";

    private final EngineSession engine;
    private final SocketIoCodec codec;
    /** The queue that staff asked for when they connected, or null for all of the tenant. */
    private final @Nullable UUID onlyQueue;

    SocketIoConnection(
            Push push,
            ShownCredential credential,
            SocketIoCodec codec,
            EngineSession engine,
            @Nullable UUID onlyQueue) {
        super(push, Protocol.SOCKET_IO, credential);
        this.engine = engine;
        this.codec = codec;
        this.onlyQueue = onlyQueue;
        opened();
    }

    @Override
    public Codec codec() {
        return codec;
    }

    @Override
    public Executor loop() {
        return engine.loop();
    }

    @Override
    public void tell(String text) {
        int start = 0;
        for (int end = text.indexOf(EnginePacket.SEPARATOR);
                end >= 0;
                end = text.indexOf(EnginePacket.SEPARATOR, start)) {
            engine.sendMessage(text.substring(start, end));
            start = end + 1;
        }
        engine.sendMessage(text.substring(start));
    }

    @Override
    public void close(Ending ending) {
        engine.loop().execute(() -> engine.end(ending));
    }

    void gone() {
        ended();
    }

    /** Says who the client is, and joins the rooms that are its own. */
    void welcome() {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        if (caller() instanceof Caller.SessionHolder holder) {
            data.put("role", "patient").put("patientId", holder.sessionId().toString());
        } else {
            data.put("role", STAFF);
        }
        tell(codec.event("authenticated", data));
        if (caller() instanceof Caller.SessionHolder holder) {
            enter(PATIENTS, null);
            enter(PATIENT + holder.sessionId(), null);
        } else {
            enter(STAFF, null);
        }
    }

    /** An event of the client. */
    void hear(String name, JsonNode argument, @Nullable Long acknowledgement) {
        switch (name) {
            case "join-patient-room" -> enter(PATIENT + argument.asText(), acknowledgement);
            case "join-patients-room" -> enter(PATIENTS, acknowledgement);
            case "join-staff-room" -> enter(STAFF, acknowledgement);
            default -> {
                if (acknowledgement != null) {
                    engine.sendMessage(SocketPacket.acknowledge(
                            acknowledgement, "[{\"success\":false,\"error\":\"There is no such event.\"}]"));
                }
            }
        }
    }

    private void enter(String room, @Nullable Long acknowledgement) {
        topic(room)
                .whenComplete((refusal, failure) -> loop().execute(() ->
                        entered(room, failure == null ? refusal : Ending.DATABASE_AWAY.reason(), acknowledgement)));
    }

    private void entered(String room, @Nullable String refusal, @Nullable Long acknowledgement) {
        ObjectNode answer =
                JsonNodeFactory.instance.objectNode().put("room", room).put("success", refusal == null);
        if (refusal != null) {
            answer.put("error", refusal);
        }
        tell(codec.event(refusal == null ? "room-joined" : "room-refused", answer));
        if (acknowledgement != null) {
            engine.sendMessage(SocketPacket.acknowledge(acknowledgement, "[" + answer + "]"));
        }
    }

    /** Joins the topic that the room is for this caller; completes with why not, or null. */
    private CompletionStage<@Nullable String> topic(String room) {
        UUID tenantId = caller().ownTenant();
        if (tenantId == null) {
            return CompletableFuture.completedStage("Super admins belong to no clinic.");
        }
        if (room.startsWith(PATIENT)) {
            return ofPatient(room.substring(PATIENT.length()));
        }
        Audience audience = room.equals(STAFF) ? Audience.STAFF : Audience.VISITORS;
        if (caller() instanceof Caller.SessionHolder holder) {
            return join(new Topic.OfQueue(new QueueKey(holder.tenantId(), holder.queueId()), audience));
        }
        return onlyQueue == null
                ? join(new Topic.OfTenant(tenantId, audience))
                : join(new Topic.OfQueue(new QueueKey(tenantId, onlyQueue), audience));
    }

    private CompletionStage<@Nullable String> ofPatient(String patientId) {
        UUID sessionId;
        try {
            sessionId = PathId.parse(patientId);
        } catch (ProblemException malformed) {
            return CompletableFuture.completedStage("There is no such patient.");
        }
        if (caller() instanceof Caller.SessionHolder holder) {
            return join(new Topic.OfSession(new QueueKey(holder.tenantId(), holder.queueId()), sessionId));
        }
        UUID tenantId = caller().ownTenant();
        return tenantId == null || onlyQueue == null
                ? CompletableFuture.completedStage("Staff listen to a patient within the queue that they connected to.")
                : join(new Topic.OfSession(new QueueKey(tenantId, onlyQueue), sessionId));
    }
}
