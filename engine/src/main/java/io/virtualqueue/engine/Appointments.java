package io.virtualqueue.engine;

import java.time.Duration;
import java.time.Instant;

/**
 * How people with an appointment stand beside those who just come. Whoever comes between {@code early} before and
 * {@code late} after the booked time goes as if having joined at that time, less the head start. Whoever comes later
 * counts as one who just came; whoever comes earlier is asked to come back.
 */
public record Appointments(Duration early, Duration late, Duration headStart) {
    /** An hour early, a quarter of an hour late, no head start. */
    public static final Appointments USUAL =
            new Appointments(Duration.ofHours(1), Duration.ofMinutes(15), Duration.ZERO);

    /** The longest of each. */
    public static final Duration MAX = Duration.ofDays(1);

    boolean isTooEarly(Instant booked, Instant now) {
        return now.isBefore(earliest(booked));
    }

    /** When someone with this appointment may check in. */
    Instant earliest(Instant booked) {
        return booked.minus(early);
    }

    /** The time of joining that counts. */
    Instant counted(Instant booked, Instant now) {
        return now.isAfter(booked.plus(late)) ? now : booked.minus(headStart);
    }
}
