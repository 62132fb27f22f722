package io.virtualqueue.server.clinic;

import com.fasterxml.jackson.databind.JsonNode;
import io.virtualqueue.server.HttpApi.Answer;
import io.virtualqueue.server.clinic.Patient.Course;
import io.virtualqueue.server.clinic.Patient.Onward;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Walks through the clinic: moves people who need it, and asks the server why they stand where they stand. */
final class Supervisor {
    private static final int EVERY_MINUTES = 6;

    private final Day day;
    private final Clinic clinic;
    private int rounds;

    Supervisor(Day day) {
        this.day = day;
        this.clinic = day.clinic();
    }

    void lookAround() {
        if (day.isOver()) {
            return;
        }
        // The laboratory goes by age; there nobody is moved.
        Service service = rounds % 2 == 0 ? Service.RECEPTION : Service.DOCTOR;
        List<JsonNode> waiting = waiting(service);
        if (waiting.size() >= 2) {
            move(service, waiting);
        }
        for (Service each : Service.values()) {
            waiting(each).stream().skip(rounds % 4).findFirst().ifPresent(this::explain);
        }
        rounds++;
        day.pace().after(EVERY_MINUTES, this::lookAround);
    }

    private List<JsonNode> waiting(Service service) {
        List<JsonNode> sessions = new ArrayList<>();
        Clinic.expect(
                        200,
                        Requests.patiently(() -> clinic.reception()
                                .get("/v1/queues/" + clinic.queue(service) + "/sessions?status=waiting&limit=100")))
                .body()
                .path("sessions")
                .forEach(sessions::add);
        return sessions;
    }

    private void move(Service service, List<JsonNode> waiting) {
        JsonNode moved = waiting.getLast();
        JsonNode other = waiting.getFirst();
        Deed.Moved wish = switch (rounds / 2 % 5) {
            case 0 -> new Deed.Moved("first", null, null);
            case 1 -> new Deed.Moved("last", null, null);
            case 2 -> new Deed.Moved("before", other.path("priority").asText(), id(other));
            case 3 -> new Deed.Moved("kept", "high", null);
            default -> new Deed.Moved("first", "vip", null);
        };
        Map<String, Object> body = new HashMap<>(Map.of("place", wish.place()));
        if (wish.priority() != null) {
            body.put("priority", wish.priority());
        }
        if (wish.before() != null) {
            body.put("sessionId", wish.before());
        }
        Answer answer = Requests.post(clinic.reception(), "/v1/sessions/" + id(moved) + "/move", body, rounds % 3 == 0);
        if (answer.status() == 200) {
            day.chronicle().did(wish, clinic.queue(service), answer);
        } else {
            // One of the two has been called meanwhile.
            day.chronicle().refused(answer);
            if (answer.status() != 409 && answer.status() != 404) {
                throw new AssertionError("not moved: " + answer);
            }
        }
    }

    private void explain(JsonNode session) {
        Answer answer =
                Clinic.expect(200, clinic.reception().get("/v1/sessions/" + id(session) + "/position?explain=true"));
        day.chronicle().explained(answer.body());
    }

    private static String id(JsonNode session) {
        return session.path("sessionId").asText();
    }

    /** Whoever comes after that is sent home. */
    void closeTheDoors(Reception reception) {
        clinic.closeTheDoors();
        Patient late = new Patient(
                -1,
                Timetable.CLOSES_AT,
                Service.RECEPTION,
                "emergency",
                null,
                1,
                "staff",
                Course.COMES,
                Onward.HOME,
                1,
                1,
                false,
                false);
        reception.checkIn(new Person(late));
    }
}
