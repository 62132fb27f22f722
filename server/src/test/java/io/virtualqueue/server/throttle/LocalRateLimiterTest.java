package io.virtualqueue.server.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LocalRateLimiterTest {
    private static final int PER_MINUTE = 60;

    private final SettableTime time = new SettableTime();
    private final LocalRateLimiter limiter = new LocalRateLimiter(time, LocalRateLimiter.MAX_CLIENTS);
    private final Client ann = client();

    /** Goes on only when told to. */
    private static final class SettableTime implements TimeMeter {
        private long nanos = 1;

        void advance(Duration by) {
            nanos += by.toNanos();
        }

        @Override
        public long currentTimeNanos() {
            return nanos;
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }

    @Test
    void asManyAsTheLimitAreAllowedAtOnceAndNoMore() {
        assertThat(IntStream.range(0, PER_MINUTE).allMatch(_ -> take(ann).isAllowed()))
                .isTrue();
        assertThat(take(ann)).isEqualTo(new RateLimiter.Verdict(PER_MINUTE, 0, 60, 1));
    }

    @Test
    void eachAnswerSaysWhatIsLeft() {
        assertThat(take(ann)).isEqualTo(new RateLimiter.Verdict(PER_MINUTE, 59, 1, 0));
        assertThat(take(ann)).isEqualTo(new RateLimiter.Verdict(PER_MINUTE, 58, 2, 0));
    }

    @Test
    void theBucketFillsEvenly() {
        exhaust(ann);
        time.advance(Duration.ofSeconds(10));
        assertThat(IntStream.range(0, PER_MINUTE)
                        .filter(_ -> take(ann).isAllowed())
                        .count())
                .isEqualTo(10);
    }

    @Test
    void whoeverCallsSeldomIsToldTheRightWait() {
        RateLimiter.Verdict first = take(ann, 2);
        take(ann, 2);
        assertThat(first.remaining()).isEqualTo(1);
        assertThat(take(ann, 2).retryAfterSeconds()).isEqualTo(30);
    }

    @Test
    void clientsDoNotHinderEachOther() {
        exhaust(ann);
        assertThat(take(client()).remaining()).isEqualTo(PER_MINUTE - 1);
    }

    @Test
    void aChangedLimitAppliesAtOnceWithoutAFreshStart() {
        exhaust(ann);
        assertThat(take(ann, 10 * PER_MINUTE).isAllowed()).isFalse();
        time.advance(Duration.ofSeconds(1));
        assertThat(take(ann, 10 * PER_MINUTE).remaining()).isEqualTo(9);
    }

    @Test
    void whatCallsOftenStaysLimitedHoweverManyOthersCome() {
        LocalRateLimiter small = new LocalRateLimiter(time, 100);
        List<RateLimiter.Verdict> verdicts = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            small.take(client(), PER_MINUTE, _ -> {});
            small.take(ann, PER_MINUTE, verdicts::add);
        }
        assertThat(verdicts.stream().filter(RateLimiter.Verdict::isAllowed).count())
                .isLessThan(verdicts.size() / 10);
    }

    @Test
    void whatIsGivenBackMayBeTakenAgain() {
        exhaust(ann);
        limiter.giveBack(ann);
        assertThat(take(ann).isAllowed()).isTrue();
        assertThat(take(ann).isAllowed()).isFalse();
        limiter.giveBack(client());
    }

    @Test
    void nobodyIsForgottenWhoseBucketIsNotFull() {
        exhaust(ann);
        time.advance(LocalRateLimiter.PERIOD.minusSeconds(1));
        take(client());
        assertThat(take(ann).remaining()).isEqualTo(PER_MINUTE - 2);
        time.advance(LocalRateLimiter.PERIOD);
        take(client());
        time.advance(Duration.ofSeconds(1));
        assertThat(take(ann).remaining()).isEqualTo(PER_MINUTE - 1);
    }

    @Test
    void aCallerStaysLimitedWhenAPeriodBegins() {
        exhaust(ann);
        for (int i = 0; i < 2 * LocalRateLimiter.PERIOD.toSeconds(); i++) {
            time.advance(Duration.ofSeconds(1));
            assertThat(take(ann).isAllowed()).isTrue();
            assertThat(take(ann).isAllowed()).isFalse();
        }
    }

    private RateLimiter.Verdict take(Client client) {
        return take(client, PER_MINUTE);
    }

    private RateLimiter.Verdict take(Client client, int perMinute) {
        List<RateLimiter.Verdict> verdicts = new ArrayList<>();
        limiter.take(client, perMinute, verdicts::add);
        return verdicts.getFirst();
    }

    private void exhaust(Client client) {
        for (int i = 0; i < PER_MINUTE; i++) {
            take(client);
        }
    }

    private static Client client() {
        return new Client.Known(UUID.randomUUID(), UUID.randomUUID());
    }
}
