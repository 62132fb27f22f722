package io.virtualqueue.server.clinic;

import com.fasterxml.jackson.databind.JsonNode;
import io.virtualqueue.server.clinic.Patient.Course;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A patient in the clinic: which session is the person's now, and what has become of the plan. */
final class Person {
    final Patient patient;
    private final AtomicInteger calls = new AtomicInteger();
    private final List<EventReader> streams = new ArrayList<>();
    private final List<String> sessions = new ArrayList<>();
    private volatile boolean wasSentOn;
    private @Nullable String token;

    Person(Patient patient) {
        this.patient = patient;
    }

    /** Has a place from now on, which the answer describes. */
    synchronized void has(JsonNode place, String sessionToken) {
        isNow(place.path("sessionId").asText());
        token = sessionToken;
    }

    /** Has this session from now on: who sent the person on, and who calls the person there, may know it first. */
    synchronized void isNow(String session) {
        if (!sessions.contains(session)) {
            sessions.add(session);
        }
    }

    /** The session that the person has now. */
    synchronized String session() {
        return sessions.getLast();
    }

    /** Every session that the person had, in order. */
    synchronized List<String> sessions() {
        return List.copyOf(sessions);
    }

    synchronized String token() {
        if (token == null) {
            throw new IllegalStateException(patient + " has no token");
        }
        return token;
    }

    synchronized void listensTo(EventReader stream) {
        streams.add(stream);
    }

    synchronized List<EventReader> streams() {
        return List.copyOf(streams);
    }

    /** What happens now that the person is called: the planned course once, after that the person comes. */
    Course called() {
        boolean first = calls.incrementAndGet() == 1;
        return first || patient.course() == Course.LOSES_PATIENCE ? patient.course() : Course.COMES;
    }

    /** Whether the person may be gone, whatever staff do. */
    boolean mayBeGone() {
        return patient.course() == Course.LOSES_PATIENCE;
    }

    /** What follows this service: the planned once, then home. */
    Patient.Onward onward() {
        return wasSentOn ? Patient.Onward.HOME : patient.onward();
    }

    void sentOn() {
        wasSentOn = true;
    }
}
