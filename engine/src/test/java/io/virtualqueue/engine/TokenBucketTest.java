package io.virtualqueue.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class TokenBucketTest {
    private static final Instant START = Scene.START;

    @Property(tries = 1_000)
    void refillingInStepsIsRefillingAtOnce(
            @ForAll @IntRange(min = 0, max = QueueSettings.MAX_RATE_PER_MINUTE) int rate,
            @ForAll @LongRange(min = 0, max = 100_000_000L) long credit,
            @ForAll @IntRange(min = 1, max = 50) int steps,
            @ForAll Random random) {
        long brim = TokenBucket.brim(rate);
        TokenBucket start = new TokenBucket(Math.min(credit, brim), START);
        TokenBucket stepped = start;
        Instant at = START;
        for (int step = 0; step < steps; step++) {
            at = at.plusNanos(1_000L * random.nextInt(100_000));
            stepped = stepped.refilled(rate, brim, at);
        }

        assertThat(stepped).isEqualTo(start.refilled(rate, brim, at));
    }

    @Property(tries = 500)
    void theNextReleaseIsDueWhenTheCreditIsThereAndNotAMicrosecondSooner(
            @ForAll @IntRange(min = 1, max = QueueSettings.MAX_RATE_PER_MINUTE) int rate,
            @ForAll @LongRange(min = 0, max = TokenBucket.RELEASE - 1) long credit) {
        TokenBucket bucket = new TokenBucket(credit, START);
        Instant due = bucket.nextRelease(rate);

        assertThat(bucket.refilled(rate, TokenBucket.brim(rate), due).releases())
                .isPositive();
        assertThat(bucket.refilled(rate, TokenBucket.brim(rate), due.minusNanos(1_000))
                        .releases())
                .isZero();
    }

    @Example
    void nothingOverflowsInAHundredThousandYears() {
        int rate = QueueSettings.MAX_RATE_PER_MINUTE;
        TokenBucket empty = new TokenBucket(0, START);

        TokenBucket full = empty.refilled(rate, TokenBucket.burst(rate), START.plus(Duration.ofDays(36_500_000)));

        assertThat(full.releases()).isEqualTo(rate / 60);
    }

    @Example
    void timeThatRunsBackwardsTakesNothingAway() {
        TokenBucket bucket = new TokenBucket(5, START);

        assertThat(bucket.refilled(60, TokenBucket.burst(60), START.minusSeconds(9))
                        .credit())
                .isEqualTo(5);
    }

    @Example
    void aRestingQueueGathersOneSecondsWorthButAtLeastOne() {
        assertThat(TokenBucket.full(10, START).releases()).isEqualTo(1);
        assertThat(TokenBucket.full(60, START).releases()).isEqualTo(1);
        assertThat(TokenBucket.full(600, START).releases()).isEqualTo(10);
    }

    @Example
    void aBucketHoldsNoDebts() {
        assertThatThrownBy(() -> new TokenBucket(-1, START)).isInstanceOf(IllegalArgumentException.class);
    }
}
