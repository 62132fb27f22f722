package io.virtualqueue.server.clinic;

import com.fasterxml.jackson.databind.JsonNode;
import io.virtualqueue.server.HttpApi.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Checks people in, lets them follow their place, and lets those go who lose patience. */
final class Reception {
    private static final int TRIES_AGAIN_AFTER_MINUTES = 10;
    /** Some want to be told earlier than others. */
    private static final int EARLY_BIRDS_READY_AT = 5;

    private final Day day;
    private final Clinic clinic;

    Reception(Day day) {
        this.day = day;
        this.clinic = day.clinic();
    }

    /** Someone comes in; who is not let in comes again later, or goes home when the doors are closed. */
    void checkIn(Person person) {
        Patient patient = person.patient;
        Instant booked = bookedAt(patient);
        int readyAt = patient.number() % 7 == 0 ? EARLY_BIRDS_READY_AT : 0;
        Answer answer = Requests.post(
                clinic.reception(),
                "/v1/queues/" + clinic.queue(patient.service()) + "/sessions",
                body(patient, booked, readyAt),
                patient.sendsTwice());
        if (answer.status() == 409) {
            refused(person, answer);
            return;
        }
        JsonNode place = Clinic.expect(201, answer).body();
        String queue = clinic.queue(patient.service());
        day.chronicle().did(new Deed.CheckedIn(patient.priority(), micros(booked), readyAt), queue, answer);
        day.chronicle()
                .checkedIn(
                        place.path("sessionId").asText(),
                        readyAt,
                        queue,
                        place.path("ticket").asText());
        person.has(place, place.path("sessionToken").asText());
        listen(person);
        if (person.mayBeGone()) {
            String session = person.session();
            String token = person.token();
            day.pace().after(patient.patience(), () -> leave(person, session, token));
        }
    }

    private @Nullable Instant bookedAt(Patient patient) {
        Integer minute = patient.bookedAt();
        return minute == null ? null : day.instantOf(minute);
    }

    private static @Nullable Long micros(@Nullable Instant time) {
        return time == null ? null : JournalEvent.micros(time.toString());
    }

    private static Map<String, Object> body(Patient patient, @Nullable Instant booked, int readyAt) {
        Map<String, Object> body = new HashMap<>(Map.of(
                "userId", patient.userId(),
                "userName", "Patient " + patient.number(),
                "userPhone", "+41 44 555 " + (1_000 + patient.number()),
                "priority", patient.priority(),
                "partySize", patient.partySize(),
                "channel", patient.channel(),
                "fields", Map.of("insurance", "I-" + patient.number())));
        if (booked != null) {
            body.put("appointmentAt", booked.toString());
        }
        if (readyAt > 0) {
            body.put("notifyAtPosition", readyAt);
        }
        return body;
    }

    private void refused(Person person, Answer answer) {
        day.chronicle().refused(answer);
        if (answer.code().equals("closed_now")) {
            day.isOverFor(person);
        } else if (Requests.NOT_NOW.contains(answer.code())) {
            day.pace().after(untilRetry(answer), () -> checkIn(person));
        } else {
            throw new AssertionError("not let in: " + answer);
        }
    }

    private Duration untilRetry(Answer answer) {
        String retryAt = answer.body().path("retryAt").asText("");
        return retryAt.isEmpty()
                ? day.pace().of(TRIES_AGAIN_AFTER_MINUTES)
                : Duration.between(Instant.now(), Instant.parse(retryAt)).plusMillis(1);
    }

    /** Some follow their place on the phone. */
    private void listen(Person person) {
        if (person.patient.listens()) {
            person.listensTo(EventReader.open(
                    clinic.server().origin(), "/v1/sessions/" + person.session() + "/events", person.token(), null));
        }
    }

    /** Leaves with the own token, unless the visit is over by now. */
    private void leave(Person person, String session, String token) {
        Answer left =
                Requests.patiently(() -> clinic.server().api().withBearer(token).delete("/v1/sessions/" + session));
        if (left.status() == 409) {
            day.chronicle().refused(left);
        } else {
            Clinic.expect(204, left);
            day.isOverFor(person);
        }
    }

    /** Someone who missed the call has come after all. */
    void comesAfterAll(Person person) {
        Answer back = Requests.post(
                clinic.reception(),
                "/v1/sessions/" + person.session() + "/return",
                Map.of(),
                person.patient.sendsTwice());
        Clinic.expect(200, back);
        day.chronicle()
                .did(new Deed.PutBack(null, null), back.body().path("queueId").asText(), back);
    }
}
