package io.virtualqueue.engine;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * How many releases a queue may make now: whole numbers only, so that nothing is lost to rounding. It changes by
 * events alone, and is the same on every node.
 *
 * <p>While nobody can be released (an empty line, a pause, no capacity) it fills up to {@link #burst}. While people
 * wait for their turn it fills up to {@link #brim}: a tick that comes up to a second late loses nothing, and the rate
 * does not drift.
 *
 * @param credit in parts of {@value #RELEASE} to a release, which is the rate per minute times microseconds; at least 0
 * @param refilledAt when the credit was that
 */
public record TokenBucket(long credit, Instant refilledAt) {
    /** What one release costs: the microseconds of a minute. */
    public static final long RELEASE = 60_000_000;

    private static final long SECOND_MICROS = 1_000_000;

    public TokenBucket {
        if (credit < 0) {
            throw new IllegalArgumentException("a bucket holds no debts");
        }
    }

    /** What a new queue starts with. */
    static TokenBucket full(int ratePerMinute, Instant at) {
        return new TokenBucket(burst(ratePerMinute), at);
    }

    /** The credit that a resting queue gathers at most: one second's worth, but at least one release. */
    static long burst(int ratePerMinute) {
        return Math.max(RELEASE, ratePerMinute * SECOND_MICROS);
    }

    /** The credit that a running queue gathers at most: one release and one second's worth. */
    static long brim(int ratePerMinute) {
        return RELEASE + ratePerMinute * SECOND_MICROS;
    }

    TokenBucket refilled(int ratePerMinute, long limit, Instant at) {
        long elapsedMicros = Math.max(0, ChronoUnit.MICROS.between(refilledAt, at));
        boolean overflows = ratePerMinute > 0 && elapsedMicros > (limit - credit) / ratePerMinute;
        long filled = overflows ? limit : Math.min(limit, credit + ratePerMinute * elapsedMicros);
        return filled == credit && at.equals(refilledAt) ? this : new TokenBucket(filled, at);
    }

    /** How many may be released on this credit. */
    long releases() {
        return credit / RELEASE;
    }

    TokenBucket afterRelease() {
        return new TokenBucket(Math.max(0, credit - RELEASE), refilledAt);
    }

    TokenBucket atMost(long limit) {
        return credit <= limit ? this : new TokenBucket(limit, refilledAt);
    }

    /** When the credit reaches one release; in the past if it has. The rate is above 0. */
    Instant nextRelease(int ratePerMinute) {
        long missing = Math.max(0, RELEASE - credit);
        return refilledAt.plus(Math.ceilDiv(missing, (long) ratePerMinute), ChronoUnit.MICROS);
    }
}
