package io.virtualqueue.bench.server;

import java.time.Duration;
import java.util.List;

/**
 * How many were released between two batches about a window apart, and how far that is from the rate.
 *
 * @param released after the first batch, up to and with the last
 * @param seconds from the first batch to the last
 * @param perSecond released by seconds
 * @param deviation from the rate that is set, as a share of it; negative for too few
 * @param furthest the most people that any batch between was ahead of the rate or behind it
 * @param longestGapMillis between two batches
 */
public record ReleasePace(
        long released, double seconds, double perSecond, double deviation, double furthest, double longestGapMillis) {
    private static final double MICROS_PER_SECOND = 1e6;
    private static final double MICROS_PER_MILLI = 1e3;

    /**
     * The pace after running in.
     *
     * @param atMicros the times of all releases, ascending; those of one batch are the same
     * @param settle what to skip after the first release
     * @param setPerSecond the rate
     * @throws IllegalArgumentException when the releases do not last that long
     */
    public static ReleasePace of(List<Long> atMicros, Duration settle, Duration window, double setPerSecond) {
        long from = atMicros.isEmpty() ? 0 : atMicros.getFirst() + settle.toNanos() / 1_000;
        int first = batchEndAtOrAfter(atMicros, from);
        if (first < 0 || atMicros.getLast() < atMicros.get(first) + window.toNanos() / 1_000) {
            throw new IllegalArgumentException(
                    "the " + atMicros.size() + " releases do not last for " + settle.plus(window));
        }
        long start = atMicros.get(first);
        long until = start + window.toNanos() / 1_000;
        double furthest = 0;
        long gap = 0;
        int last = first;
        for (int i = first + 1; i < atMicros.size() && atMicros.get(i) <= until; i++) {
            gap = Math.max(gap, atMicros.get(i) - atMicros.get(i - 1));
            if (i + 1 == atMicros.size() || !atMicros.get(i + 1).equals(atMicros.get(i))) {
                double due = (atMicros.get(i) - start) / MICROS_PER_SECOND * setPerSecond;
                furthest = Math.max(furthest, Math.abs(i - first - due));
                last = i;
            }
        }
        double seconds = (atMicros.get(last) - start) / MICROS_PER_SECOND;
        double perSecond = (last - first) / seconds;
        return new ReleasePace(
                last - first, seconds, perSecond, perSecond / setPerSecond - 1, furthest, gap / MICROS_PER_MILLI);
    }

    /** The last release of the first batch that is not earlier, or -1. */
    private static int batchEndAtOrAfter(List<Long> atMicros, long from) {
        int found = 0;
        while (found < atMicros.size() && atMicros.get(found) < from) {
            found++;
        }
        if (found == atMicros.size()) {
            return -1;
        }
        while (found + 1 < atMicros.size() && atMicros.get(found + 1).equals(atMicros.get(found))) {
            found++;
        }
        return found;
    }
}
