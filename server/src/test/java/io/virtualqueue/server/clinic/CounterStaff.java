package io.virtualqueue.server.clinic;

import io.virtualqueue.server.HttpApi.Answer;
import io.virtualqueue.server.clinic.Patient.Course;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Someone who works at a counter: calls the next one, serves, sends on, takes a break. */
final class CounterStaff {
    private static final int LOOKS_AGAIN_AFTER_MINUTES = 2;
    private static final int BREAK_MINUTES = 12;
    private static final int FIRST_BREAK_AT = 90;
    private static final int BETWEEN_BREAKS = 25;
    private static final double WALK_MINUTES = 0.5;

    private final Day day;
    private final Reception reception;
    private final Clinic.Counter counter;
    private final int number;
    private final ServiceSteps steps;
    private boolean hadBreak;
    private int presses;

    CounterStaff(Day day, Reception reception, Clinic.Counter counter, int number) {
        this.day = day;
        this.reception = reception;
        this.counter = counter;
        this.number = number;
        this.steps = new ServiceSteps(day, counter);
    }

    /** The doors open. */
    void begin() {
        Clinic.expect(200, Requests.patiently(() -> counter.staff().post(counter.path() + "/open")));
        Instant opened = Instant.now();
        Answer first = press(opened);
        if (first.status() == 200) {
            day.chronicle().calledAtOnce(first.body().path("sessionId").asText());
        }
        handle(first, opened);
    }

    private void next() {
        if (day.isOver()) {
            return;
        }
        if (!hadBreak && day.minute() >= FIRST_BREAK_AT + number * BETWEEN_BREAKS) {
            takeABreak();
        } else {
            Instant sent = Instant.now();
            handle(press(sent), sent);
        }
    }

    private Answer press(Instant sent) {
        boolean twice = ++presses % 4 == 0;
        Answer answer = Requests.post(counter.staff(), counter.path() + "/call-next", Map.of(), twice);
        day.chronicle().pressed(micros(sent), micros(Instant.now()), twice ? 2 : 1);
        return answer;
    }

    private void takeABreak() {
        hadBreak = true;
        Clinic.expect(200, counter.staff().post(counter.path() + "/break", Map.of("minutes", BREAK_MINUTES)));
        Answer none = Clinic.expect(409, press(Instant.now()));
        day.chronicle().refused(none);
        day.pace().after(BREAK_MINUTES, () -> {
            Clinic.expect(200, Requests.patiently(() -> counter.staff().post(counter.path() + "/open")));
            next();
        });
    }

    private void handle(Answer called, Instant sent) {
        if (called.status() == 204) {
            day.pace().after(LOOKS_AGAIN_AFTER_MINUTES, this::next);
            return;
        }
        Clinic.expect(200, called);
        day.chronicle()
                .did(
                        new Deed.CalledNext(micros(sent), micros(Instant.now())),
                        called.body().path("queueId").asText(),
                        called);
        Person person = day.person(called.body().path("userId").asText());
        person.isNow(called.body().path("sessionId").asText());
        Course course = person.called();
        switch (course) {
            case COMES, LOSES_PATIENCE -> day.pace().after(WALK_MINUTES, () -> serve(person));
            case COMES_LATE, STAYS_AWAY -> day.pace().after(WALK_MINUTES, () -> misses(person, course));
            case IS_SENT_BACK -> putBack(person, false);
            case COMES_BACK_TO_THE_COUNTER -> putBack(person, true);
            case IS_CALLED_BY_MISTAKE -> takeBackTheCall(person);
        }
    }

    private static long micros(Instant time) {
        return JournalEvent.micros(time.toString());
    }

    private void serve(Person person) {
        if (steps.serve(person)) {
            day.pace().after(person.patient.servedFor(), () -> {
                steps.finish(person);
                next();
            });
        } else {
            next();
        }
    }

    private void misses(Person person, Course course) {
        steps.recall(person);
        noShow(person, course);
    }

    /** Within the grace period nobody has missed a call. */
    private void noShow(Person person, Course course) {
        Answer answer = steps.post(person, "/no-show", Map.of());
        if (answer.code().equals("too_early")) {
            day.chronicle().refused(answer);
            Instant retryAt = Instant.parse(answer.body().path("retryAt").asText());
            day.pace().after(Duration.between(Instant.now(), retryAt).plusMillis(1), () -> noShow(person, course));
            return;
        }
        Clinic.expect(200, answer);
        if (course == Course.COMES_LATE) {
            day.pace().after(3, () -> reception.comesAfterAll(person));
        } else {
            day.isOverFor(person);
        }
        next();
    }

    private void putBack(Person person, boolean toThisCounter) {
        steps.putBack(person, toThisCounter);
        next();
    }

    private void takeBackTheCall(Person person) {
        steps.undo(person);
        next();
    }
}
