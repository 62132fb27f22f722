package io.virtualqueue.engine;

import java.time.Duration;

/**
 * How long someone will still wait.
 *
 * @param median half of those in this place wait no longer
 * @param p90 nine in ten wait no longer; at least the median
 */
public record WaitEstimate(Duration median, Duration p90) {
    /** No wait is told to be longer than a year. */
    static final Duration LONGEST = Duration.ofDays(365);

    private static final double MILLIS_PER_SECOND = 1e3;

    static WaitEstimate ofSeconds(double median, double p90) {
        return new WaitEstimate(duration(median), duration(p90));
    }

    private static Duration duration(double seconds) {
        return seconds < LONGEST.toSeconds() ? Duration.ofMillis(Math.round(seconds * MILLIS_PER_SECOND)) : LONGEST;
    }
}
