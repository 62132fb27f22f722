package io.virtualqueue.server.outbound;

import java.time.Duration;

/**
 * How often a call that failed is made again before its caller hears of it.
 *
 * @param maxRetries after the first call, 0 to {@value #MAX_RETRIES}
 * @param delay before the first retry; twice as long before each next one, at most {@link #MAX_DELAY}, and up to a fifth
 *     longer or shorter by chance
 */
public record CallRetries(int maxRetries, Duration delay) {
    static final int MAX_RETRIES = 10;
    static final Duration MAX_DELAY = Duration.ofSeconds(30);

    /** Two more calls, after half a second and one second. */
    public static final CallRetries DEFAULT = new CallRetries(2, Duration.ofMillis(500));

    public CallRetries {
        if (maxRetries < 0 || maxRetries > MAX_RETRIES) {
            throw new IllegalArgumentException("A call is retried 0 to " + MAX_RETRIES + " times");
        }
        if (delay.isNegative() || delay.compareTo(MAX_DELAY) > 0) {
            throw new IllegalArgumentException("The delay is 0 to " + MAX_DELAY);
        }
    }
}
