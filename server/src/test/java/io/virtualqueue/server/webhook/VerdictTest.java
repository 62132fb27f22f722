package io.virtualqueue.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What follows from an attempt. */
class VerdictTest {
    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
    private static final RetryPolicy POLICY = new RetryPolicy(3, Duration.ofSeconds(10), 2);
    private static final double AS_PLANNED = 0.5;

    private static Attempt answered(@Nullable Integer status) {
        return new Attempt(NOW, status, 5, null, null);
    }

    private static Verdict verdict(@Nullable Integer status, int attempts, @Nullable String retryAfter) {
        return Verdict.of(answered(status), attempts, POLICY, retryAfter, AS_PLANNED);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 204, 299})
    void anyAnswerOf2xxIsSuccess(int status) {
        assertThat(verdict(status, 1, null)).isEqualTo(new Verdict.Delivered());
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 199, 301, 400, 404, 500, 503})
    void anyOtherIsTriedAgain(int status) {
        assertThat(verdict(status, 1, null)).isEqualTo(new Verdict.Retry(Duration.ofSeconds(10)));
    }

    @Test
    void thePausesGrowUntilItIsGivenUp() {
        assertThat(verdict(null, 1, null)).isEqualTo(new Verdict.Retry(Duration.ofSeconds(10)));
        assertThat(verdict(null, 2, null)).isEqualTo(new Verdict.Retry(Duration.ofSeconds(20)));
        assertThat(verdict(null, 3, null)).isEqualTo(new Verdict.Retry(Duration.ofSeconds(40)));
        assertThat(verdict(null, 4, null)).isEqualTo(new Verdict.Dead());
    }

    @Test
    void goneIsGivenUpAtOnce() {
        assertThat(verdict(410, 1, null)).isEqualTo(new Verdict.Dead());
    }

    @ParameterizedTest
    @CsvSource({
        "503, 60, 60",
        "429, 60, 60",
        "500, 60, 10",
        "503, 3, 10",
        "503, 86400, 3600",
        "429, 99999999999, 10",
        "503, soon, 10",
        "503, 'Sat, 31 Jan 2026 12:01:30 GMT', 90",
        "503, 'Sat, 31 Jan 2026 11:00:00 GMT', 10",
        "503, 'Sun, 01 Feb 2026 12:00:00 GMT', 3600"
    })
    void whoSaysWhenToComeBackIsHeardForUpToAnHour(int status, String retryAfter, long seconds) {
        assertThat(verdict(status, 1, retryAfter)).isEqualTo(new Verdict.Retry(Duration.ofSeconds(seconds)));
    }

    @Property
    void chanceMovesAPauseByAFifthAndNoneIsLongerThanHalfADay(
            @ForAll @IntRange(min = 1, max = RetryPolicy.MAX_RETRIES) int attempts,
            @ForAll @DoubleRange(min = 1, max = RetryPolicy.MAX_MULTIPLIER) double multiplier,
            @ForAll @IntRange(min = 100, max = 3_600_000) int millis,
            @ForAll @DoubleRange(min = 0, max = 1) double chance) {
        RetryPolicy policy = new RetryPolicy(RetryPolicy.MAX_RETRIES, Duration.ofMillis(millis), multiplier);
        double planned = Math.min(Verdict.MAX_PAUSE.toMillis(), millis * Math.pow(multiplier, attempts - 1.0));

        double pause = Verdict.pause(policy, attempts, chance).toMillis();

        assertThat(pause).isBetween(Math.floor(planned * 0.8), Math.ceil(planned * 1.2));
        assertThat(pause).isLessThanOrEqualTo(Verdict.MAX_PAUSE.toMillis());
    }
}
