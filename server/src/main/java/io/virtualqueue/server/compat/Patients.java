package io.virtualqueue.server.compat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.virtualqueue.server.session.PersonInQueue;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Sessions in the words of the clinic: who waits is a patient, waits are whole minutes. */
final class Patients {
    private static final long SECONDS_PER_MINUTE = 60;

    private Patients() {}

    /** Where a patient stands, from a session of {@code /v1}. */
    static ObjectNode position(JsonNode session) {
        ObjectNode patient = JsonNodeFactory.instance.objectNode();
        patient.set("patientId", session.path("sessionId"));
        patient.set("position", session.path("position"));
        patient.put("status", status(session.path("status").asText()));
        patient.put("estimatedWaitMinutes", minutes(session));
        patient.set("checkInTime", session.path("joinedAt"));
        if (session.hasNonNull("releasedAt")) {
            patient.set("calledAt", session.path("releasedAt"));
        }
        if (session.hasNonNull("endedAt")) {
            patient.set("completedAt", session.path("endedAt"));
        }
        return patient;
    }

    /** Who a patient is, from a session of {@code /v1}, for staff. */
    static ObjectNode called(JsonNode session) {
        ObjectNode patient = JsonNodeFactory.instance.objectNode();
        patient.set("id", session.path("sessionId"));
        patient.put("name", session.path("userName").asText());
        patient.put("phone", session.path("userPhone").asText());
        patient.set("position", session.path("position"));
        return patient;
    }

    /** What became of a patient, from a session of {@code /v1}. */
    static ObjectNode outcome(JsonNode session) {
        ObjectNode patient = JsonNodeFactory.instance.objectNode();
        patient.set("patientId", session.path("sessionId"));
        patient.put("status", status(session.path("status").asText()));
        return patient;
    }

    /** A line of the staff's list. Clients take name and number for texts, so what is not known is an empty one. */
    static ObjectNode inQueue(PersonInQueue someone) {
        String id = someone.sessionId().toString();
        ObjectNode patient = JsonNodeFactory.instance.objectNode();
        patient.put("id", id);
        patient.put("name", Objects.requireNonNullElse(someone.person().name(), ""));
        patient.put("phone", Objects.requireNonNullElse(someone.person().phone(), ""));
        patient.put("createdAt", text(someone.joinedAt()));
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        line.put("id", id);
        line.put("patientId", id);
        line.set("patient", patient);
        line.put("position", someone.position());
        line.put("status", status(someone.status()));
        line.put("checkInTime", text(someone.joinedAt()));
        line.put("estimatedWaitMinutes", minutes(someone.estimatedWaitSeconds()));
        line.put("calledAt", text(someone.calledAt()));
        line.putNull("completedAt");
        return line;
    }

    /** The lines as a list. */
    static JsonNode list(List<PersonInQueue> people) {
        var list = JsonNodeFactory.instance.arrayNode();
        people.forEach(someone -> list.add(inQueue(someone)));
        return list;
    }

    /** The estimate of a session or place of {@code /v1}, rounded up; 0 also when nobody can tell. */
    static long minutes(JsonNode place) {
        JsonNode seconds = place.path("estimatedWaitSeconds");
        return minutes(seconds.isNumber() ? seconds.longValue() : null);
    }

    private static long minutes(@Nullable Long seconds) {
        return seconds == null ? 0 : Math.ceilDiv(seconds, SECONDS_PER_MINUTE);
    }

    /** The clinic's word for a status. */
    static String status(String status) {
        return switch (status) {
            case "waiting", "no_show" -> status;
            case "called", "serving", "released" -> "called";
            case "expired" -> "no_show";
            default -> "completed";
        };
    }

    private static @Nullable String text(@Nullable Instant at) {
        return at == null ? null : at.toString();
    }
}
