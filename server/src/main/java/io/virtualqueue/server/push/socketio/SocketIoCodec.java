package io.virtualqueue.server.push.socketio;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.virtualqueue.server.journal.QueueKey;
import io.virtualqueue.server.push.Audience;
import io.virtualqueue.server.push.Codec;
import io.virtualqueue.server.push.Ending;
import io.virtualqueue.server.push.Update;
import io.virtualqueue.server.push.WireJson;
import io.virtualqueue.server.session.Person;
import io.virtualqueue.server.session.PersonInQueue;
import io.virtualqueue.server.session.PlaceFacts;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Updates in the words of clinics: who waits is a patient, waits are whole minutes. What is for several events at once is
 * several packets, with {@link EnginePacket#SEPARATOR} between them.
 */
@Singleton
final class SocketIoCodec implements Codec {
    private static final int SECONDS_PER_MINUTE = 60;

    private final ObjectMapper mapper;
    private final Clock clock;

    @Inject
    SocketIoCodec(ObjectMapper mapper, Clock clock) {
        this.mapper = mapper;
        this.clock = clock;
    }

    @Override
    public @Nullable String encode(Update update, Audience audience) {
        List<String> packets = audience == Audience.STAFF ? forStaff(update) : forPatients(update);
        return packets.isEmpty() ? null : String.join(String.valueOf(EnginePacket.SEPARATOR), packets);
    }

    /** Staff see names and phone numbers, as in a list of sessions. */
    @Override
    public boolean namesPeople() {
        return true;
    }

    private List<String> forStaff(Update update) {
        return switch (update) {
            case Update.Joined joined ->
                List.of(
                        event("new_patient", newPatient(joined.place(), joined.person())),
                        queueUpdate("position_change", joined.place()));
            case Update.Moved moved ->
                List.of(queueUpdate(isCalled(moved.place()) ? "patient_called" : "position_change", moved.place()));
            case Update.Recalled recalled -> List.of(queueUpdate("patient_called", recalled.place()));
            case Update.Gone gone -> List.of(queueUpdate("patient_completed", gone.place()));
            case Update.Roll roll -> List.of(event("queue_refresh", refresh(roll.people())));
            case Update.Test(QueueKey _, String message) -> List.of(test(message));
            case Update.QueueChanged _, Update.Processed _, Update.Happened _, Update.GetReady _, Update.Standing _ ->
                List.of();
        };
    }

    private List<String> forPatients(Update update) {
        return switch (update) {
            case Update.QueueChanged changed -> forAllPatients(changed);
            case Update.Moved moved -> List.of(own(moved.place()));
            case Update.Recalled recalled -> List.of(own(recalled.place()));
            case Update.Standing standing -> List.of(own(standing.place()));
            case Update.Gone gone -> List.of(queueUpdate("patient_completed", gone.place()));
            case Update.GetReady ready -> List.of(getReady(ready.place()));
            case Update.Test(QueueKey _, String message) -> List.of(test(message));
            case Update.Joined _, Update.Processed _, Update.Happened _, Update.Roll _ -> List.of();
        };
    }

    /** Whom it was about is for staff to know. */
    private List<String> forAllPatients(Update.QueueChanged changed) {
        List<String> packets = new ArrayList<>();
        for (Update.Cause cause : changed.causes()) {
            Map<String, @Nullable Object> data = stamped(
                    switch (cause) {
                        case JOINED, SETTINGS -> "position_change";
                        case CALLED -> "patient_called";
                        case GONE -> "patient_completed";
                    });
            data.put("data", changed.facts());
            packets.add(event("queue_update", data));
        }
        return packets;
    }

    private String own(PlaceFacts place) {
        if (isCalled(place)) {
            Map<String, @Nullable Object> called = stamped("patient_called");
            called.put(
                    "message",
                    place.counterId() == null
                            ? "It is your turn."
                            : "It is your turn: please come to " + place.counterId() + ".");
            if (place.pass() != null) {
                called.put("pass", place.pass());
            }
            return event("patient_called", called);
        }
        Map<String, @Nullable Object> position = stamped("position_update");
        position.put("position", place.position());
        position.put("estimatedWait", minutes(place.estimatedWaitSeconds()));
        position.put("status", place.status());
        return event("position_update", position);
    }

    private String getReady(PlaceFacts place) {
        Map<String, @Nullable Object> ready = stamped("get_ready");
        ready.put("message", "It is nearly your turn: please get ready.");
        ready.put("estimatedWait", minutes(place.estimatedWaitSeconds()));
        return event("get_ready", ready);
    }

    private Map<String, @Nullable Object> newPatient(PlaceFacts place, Person person) {
        Map<String, @Nullable Object> patient = named(place.sessionId(), person);
        patient.put("position", place.position());
        patient.put("estimatedWait", minutes(place.estimatedWaitSeconds()));
        patient.put("checkInTime", place.joinedAt());
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("type", "new_patient");
        data.put("patient", patient);
        data.put("timestamp", clock.instant());
        return data;
    }

    /** Clients take both for texts, so what is not known is an empty one. */
    private static Map<String, @Nullable Object> named(UUID sessionId, Person person) {
        Map<String, @Nullable Object> patient = new LinkedHashMap<>();
        patient.put("id", sessionId);
        patient.put("name", Objects.requireNonNullElse(person.name(), ""));
        patient.put("phone", Objects.requireNonNullElse(person.phone(), ""));
        return patient;
    }

    private Map<String, @Nullable Object> refresh(List<PersonInQueue> people) {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("type", "queue_refresh");
        data.put("data", people.stream().map(SocketIoCodec::queuePosition).toList());
        data.put("timestamp", clock.instant());
        return data;
    }

    private static Map<String, @Nullable Object> queuePosition(PersonInQueue someone) {
        Map<String, @Nullable Object> patient = named(someone.sessionId(), someone.person());
        patient.put("createdAt", someone.joinedAt());
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("id", someone.sessionId());
        data.put("patientId", someone.sessionId());
        data.put("patient", patient);
        data.put("position", someone.position());
        data.put("status", someone.position() > 0 ? "waiting" : "called");
        data.put("checkInTime", someone.joinedAt());
        data.put("estimatedWaitMinutes", minutes(someone.estimatedWaitSeconds()));
        data.put("calledAt", someone.calledAt());
        data.put("completedAt", null);
        return data;
    }

    /** What a client is told before the server ends its connection; it comes back by itself unless it is told to leave. */
    List<String> farewell(Ending ending) {
        Map<String, @Nullable Object> data = stamped("closing");
        data.put("message", ending.reason());
        data.put("mayComeBack", ending.mayComeBack());
        String closing = event("closing", data);
        return ending.mayComeBack()
                ? List.of(closing)
                : List.of(closing, SocketPacket.encode(SocketPacket.Type.DISCONNECT, ""));
    }

    private String queueUpdate(String type, PlaceFacts place) {
        Map<String, @Nullable Object> data = stamped(type);
        data.put("patientId", place.sessionId());
        data.put("newPosition", place.position());
        data.put("estimatedWait", minutes(place.estimatedWaitSeconds()));
        return event("queue_update", data);
    }

    private String test(String message) {
        Map<String, @Nullable Object> data = stamped("test");
        data.put("message", message);
        return event("test_message", data);
    }

    private Map<String, @Nullable Object> stamped(String type) {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("type", type);
        data.put("timestamp", clock.instant());
        return data;
    }

    /** A packet that tells of an event. */
    String event(String name, Object data) {
        return SocketPacket.encode(SocketPacket.Type.EVENT, WireJson.write(mapper, List.of(name, data)));
    }

    private static boolean isCalled(PlaceFacts place) {
        return place.status().equals("called") || place.status().equals("released");
    }

    private static long minutes(@Nullable Long seconds) {
        return seconds == null ? 0 : (seconds + SECONDS_PER_MINUTE - 1) / SECONDS_PER_MINUTE;
    }
}
