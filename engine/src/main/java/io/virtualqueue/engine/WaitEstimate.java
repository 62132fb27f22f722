package io.virtualqueue.engine;

import java.time.Duration;

/**
 * How long someone will still wait.
 *
 * @param median half of those in this place wait no longer
 * @param p90 nine in ten wait no longer; at least the median
 */
public record WaitEstimate(Duration median, Duration p90) {}
