package io.virtualqueue.server.webhook;

import java.time.Duration;

/**
 * When a delivery that failed is tried again: after the delay, then after the delay times the multiplier, and so on, each
 * time a little earlier or later by chance.
 *
 * @param maxRetries 0 to {@value #MAX_RETRIES}; then it is dead
 * @param retryDelay before the first retry, 100 ms to one hour
 * @param backoffMultiplier 1 to 10
 */
record RetryPolicy(int maxRetries, Duration retryDelay, double backoffMultiplier) {
    static final int MAX_RETRIES = 20;
    static final Duration MIN_DELAY = Duration.ofMillis(100);
    static final Duration MAX_DELAY = Duration.ofHours(1);
    static final double MAX_MULTIPLIER = 10;

    /** Of webhooks that name none: over about a day. */
    static final RetryPolicy DEFAULT = new RetryPolicy(10, Duration.ofSeconds(5), 3);
    /** Of callbacks: three tries in all. */
    static final RetryPolicy CALLBACK = new RetryPolicy(2, Duration.ofSeconds(1), 2);
}
