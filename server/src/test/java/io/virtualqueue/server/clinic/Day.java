package io.virtualqueue.server.clinic;

import io.virtualqueue.server.clinic.EventReader.Heard;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A day in the clinic, from those who wait at the door to the last who goes home. */
final class Day {
    private static final int OPENS_IN_MINUTES = 12;
    private static final Duration PATIENCE = Duration.ofSeconds(150);

    private final Clinic clinic;
    private final Chronicle chronicle = new Chronicle();
    private final Map<String, Person> people = new TreeMap<>();
    private final Map<String, Person> inside = new ConcurrentHashMap<>();
    private final CountDownLatch unfinished;
    private final Pace pace;
    private final Instant opensAt;
    private final Map<Service, EventReader> journals = new EnumMap<>(Service.class);
    private final List<CounterStaff> staff = new ArrayList<>();

    /**
     * The day of those patients.
     *
     * @param minute how long a minute of it takes
     */
    Day(Clinic clinic, List<Patient> patients, Duration minute) {
        this.clinic = clinic;
        patients.forEach(patient -> people.put(patient.userId(), new Person(patient)));
        inside.putAll(people);
        unfinished = new CountDownLatch(people.size());
        for (Service service : Service.values()) {
            journals.put(service, journal(service));
        }
        pace = new Pace(minute, OPENS_IN_MINUTES);
        opensAt = Instant.now().plus(pace.of(OPENS_IN_MINUTES));
    }

    /** Every event of a service, from the first. */
    EventReader journal(Service service) {
        return EventReader.open(
                clinic.server().origin(), "/v1/queues/" + clinic.queue(service) + "/events", clinic.apiKey(), 1L);
    }

    /** Lets the day pass; returns when everyone has gone home. */
    void run() throws InterruptedException {
        try (pace) {
            Reception reception = new Reception(this);
            people.values().forEach(person -> pace.at(person.patient.arrivesAt(), () -> reception.checkIn(person)));
            clinic.counters().forEach(counter -> staff.add(new CounterStaff(this, reception, counter, staff.size())));
            // All at the same moment.
            staff.forEach(each -> pace.at(0, each::begin));
            Supervisor supervisor = new Supervisor(this);
            pace.at(5, supervisor::lookAround);
            pace.at(Timetable.CLOSES_AT, () -> supervisor.closeTheDoors(reception));
            awaitTheEnd();
        }
        people.values().forEach(person -> person.streams().forEach(this::keep));
    }

    /** Until everyone has gone home, or something goes wrong. */
    private void awaitTheEnd() throws InterruptedException {
        long start = System.nanoTime();
        while (!unfinished.await(1, TimeUnit.SECONDS)) {
            if (!pace.failures().isEmpty()) {
                throw new AssertionError(
                        "Something went wrong.", pace.failures().getFirst());
            }
            if (System.nanoTime() - start > PATIENCE.toNanos()) {
                throw new AssertionError(inside.size() + " are still there: " + inside.keySet());
            }
        }
    }

    /** Takes down what somebody was told about the own place. */
    private void keep(EventReader stream) {
        stream.close();
        stream.heard().stream()
                .filter(heard -> heard.name().equals("position"))
                .forEach(heard -> chronicle.told(heard.data()));
    }

    Clinic clinic() {
        return clinic;
    }

    Chronicle chronicle() {
        return chronicle;
    }

    Pace pace() {
        return pace;
    }

    /** When this minute of the day is. */
    Instant instantOf(int minute) {
        return opensAt.plus(pace.of(minute));
    }

    /** The minute that it is. */
    double minute() {
        return (double) Duration.between(opensAt, Instant.now()).toNanos()
                / pace.of(1).toNanos();
    }

    Person person(String userId) {
        Person person = people.get(userId);
        if (person == null) {
            throw new AssertionError("nobody is called " + userId);
        }
        return person;
    }

    List<Person> people() {
        return List.copyOf(people.values());
    }

    /** The person has gone home. */
    void isOverFor(Person person) {
        if (inside.remove(person.patient.userId()) != null) {
            unfinished.countDown();
        }
    }

    boolean isOver() {
        return unfinished.getCount() == 0;
    }

    /** What was heard of a service while the day went by, up to this event. */
    List<JournalEvent> heardLive(Service service, long upTo) {
        EventReader journal = journals.get(service);
        if (journal == null) {
            throw new IllegalStateException("nobody listens to " + service);
        }
        return events(journal, upTo);
    }

    /** What the server tells of a service to who asks for all of it now. */
    List<JournalEvent> readAgain(Service service, long upTo) {
        try (EventReader journal = journal(service)) {
            return events(journal, upTo);
        }
    }

    private static List<JournalEvent> events(EventReader journal, long upTo) {
        return journal.await(heard -> heard.data().path("seq").asLong() >= upTo).stream()
                .map(Heard::data)
                .map(JournalEvent::of)
                .filter(event -> event.seq() <= upTo)
                .toList();
    }
}
