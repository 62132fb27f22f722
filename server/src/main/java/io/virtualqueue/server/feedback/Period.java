package io.virtualqueue.server.feedback;

import java.time.Duration;
import java.time.Instant;

/**
 * A time that is looked back at.
 *
 * @param from within it
 * @param to no longer within it
 */
record Period(Instant from, Instant to) {
    /** What is looked at where nothing is said. */
    static final Duration USUAL = Duration.ofDays(30);

    static final Duration LONGEST = Duration.ofDays(366);
}
