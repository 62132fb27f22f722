package io.virtualqueue.server.outbound;

import java.time.Duration;
import java.util.function.IntPredicate;

/**
 * When an endpoint is left alone for a while.
 *
 * @param failures so many in a row open the breaker, 1 to {@value #MAX_FAILURES}
 * @param delay how long no call is made then; after it one call tries, and its success closes the breaker
 * @param isFailure which statuses count as failures; calls without an answer always do
 */
public record BreakerPolicy(int failures, Duration delay, IntPredicate isFailure) {
    static final int MAX_FAILURES = 1_000;

    /** Five failures, a minute; an answer of 500 or above is a failure, and so is 429. */
    public static final BreakerPolicy DEFAULT =
            new BreakerPolicy(5, Duration.ofMinutes(1), status -> status >= 500 || status == 429);

    public BreakerPolicy {
        if (failures < 1 || failures > MAX_FAILURES) {
            throw new IllegalArgumentException("A breaker opens after 1 to " + MAX_FAILURES + " failures");
        }
        if (delay.isNegative() || delay.isZero()) {
            throw new IllegalArgumentException("A breaker stays open for some time");
        }
    }

    /** Whatever is no success (2xx) counts as a failure. */
    public BreakerPolicy withEveryErrorAsFailure() {
        return new BreakerPolicy(failures, delay, status -> status < 200 || status >= 300);
    }
}
