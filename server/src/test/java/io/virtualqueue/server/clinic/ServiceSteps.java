package io.virtualqueue.server.clinic;

import com.fasterxml.jackson.databind.JsonNode;
import io.virtualqueue.server.HttpApi.Answer;
import io.virtualqueue.server.clinic.Patient.Onward;
import java.util.HashMap;
import java.util.Map;

/** What staff do with the person in front of them. */
final class ServiceSteps {
    private final Day day;
    private final Clinic.Counter counter;

    ServiceSteps(Day day, Clinic.Counter counter) {
        this.day = day;
        this.counter = counter;
    }

    Answer post(Person person, String step, Map<String, ?> body) {
        return Requests.post(
                counter.staff(), "/v1/sessions/" + person.session() + step, body, person.patient.sendsTwice());
    }

    /** Whether it was done; not when the person has gone meanwhile. */
    private boolean did(Person person, String step) {
        Answer answer = post(person, step, Map.of());
        if (answer.status() == 409 && person.mayBeGone()) {
            day.chronicle().refused(answer);
            return false;
        }
        Clinic.expect(200, answer);
        return true;
    }

    boolean serve(Person person) {
        return did(person, "/serve");
    }

    void recall(Person person) {
        Clinic.expect(200, post(person, "/recall", Map.of()));
    }

    /** Back to the old place, perhaps for this counter only. */
    void putBack(Person person, boolean toThisCounter) {
        Map<String, Object> body = new HashMap<>(Map.of("keepPlace", true));
        if (toThisCounter) {
            body.put("counterId", counter.id());
        }
        Answer back = Clinic.expect(200, post(person, "/return", body));
        day.chronicle().did(new Deed.PutBack(true, toThisCounter ? counter.id() : null), queueOf(back.body()), back);
    }

    /** The service is over, and the person goes home or on. */
    void finish(Person person) {
        Onward onward = person.onward();
        switch (onward) {
            case HOME -> complete(person);
            case HOME_AFTER_ALL -> {
                if (did(person, "/complete")) {
                    undo(person);
                    complete(person);
                }
            }
            case DOCTOR -> sendOn(person, Service.DOCTOR);
            case LABORATORY -> sendOn(person, Service.LABORATORY);
        }
    }

    /** The last step was a mistake. */
    void undo(Person person) {
        Clinic.expect(200, Requests.postAgain(counter.staff(), "/v1/sessions/" + person.session() + "/undo", Map.of()));
    }

    private void complete(Person person) {
        if (did(person, "/complete")) {
            day.isOverFor(person);
        }
    }

    private void sendOn(Person person, Service service) {
        String from = person.session();
        boolean keepPlace = person.patient.number() % 2 == 0;
        person.sentOn();
        Answer sent = post(person, "/transfer", Map.of("queueId", day.clinic().queue(service), "keepPlace", keepPlace));
        if (sent.status() == 409 && person.mayBeGone()) {
            day.chronicle().refused(sent);
            return;
        }
        Clinic.expect(200, sent);
        day.chronicle().did(new Deed.SentOn(from, keepPlace), day.clinic().queue(service), sent);
        String session = sent.body().path("sessionId").asText();
        day.chronicle().continues(from, session);
        person.isNow(session);
    }

    private static String queueOf(JsonNode session) {
        return session.path("queueId").asText();
    }
}
