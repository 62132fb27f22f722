package io.virtualqueue.server.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.virtualqueue.server.feedback.Satisfaction.OfCounter;
import io.virtualqueue.server.http.Problem;
import io.virtualqueue.server.http.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What ratings come to, and of which period. */
class SatisfactionTest {
    private static final UUID QUEUE = new UUID(0, 1);
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final Period PERIOD = new Period(NOW.minus(Period.USUAL), NOW);

    @Test
    void theContentAreThoseWhoGiveFourOrFive() {
        Satisfaction sum = Satisfaction.of(QUEUE, PERIOD, Map.of(5, 3L, 4, 1L, 1, 2L), Map.of());

        assertThat(sum.count()).isEqualTo(6);
        assertThat(sum.average()).isEqualTo(3.5);
        assertThat(sum.satisfiedShare()).isEqualTo(0.6667);
        assertThat(sum.ratings())
                .containsExactly(
                        Map.entry("1", 2L),
                        Map.entry("2", 0L),
                        Map.entry("3", 0L),
                        Map.entry("4", 1L),
                        Map.entry("5", 3L));
    }

    @Test
    void whereNobodySaidAnythingThereIsNoAverage() {
        Satisfaction sum = Satisfaction.of(QUEUE, PERIOD, Map.of(), Map.of());

        assertThat(sum.count()).isZero();
        assertThat(sum.average()).isNull();
        assertThat(sum.satisfiedShare()).isNull();
    }

    @Test
    void eachCounterHasItsOwn() {
        Satisfaction sum = Satisfaction.of(QUEUE, PERIOD, Map.of(5, 1L, 2, 2L), Map.of("7", Map.of(5, 1L, 2, 1L)));

        assertThat(sum.counters()).containsExactly(new OfCounter("7", 2, 3.5, 0.5));
    }

    @Test
    void thePeriodIsTheLastThirtyDaysUnlessItIsSaid() {
        assertThat(query(null, null).period(NOW)).isEqualTo(PERIOD);
        assertThat(query("2026-11-01T00:00:00Z", null).period(NOW))
                .isEqualTo(new Period(Instant.parse("2026-11-01T00:00:00Z"), NOW));
        assertThat(query(null, "2026-11-02T02:00:00+02:00").period(NOW).to())
                .isEqualTo(Instant.parse("2026-11-02T00:00:00Z"));
    }

    @Test
    void aPeriodThatIsNoneOrTooLongIsRefused() {
        String now = NOW.toString();
        String tooEarly = NOW.minus(Period.LONGEST).minus(Duration.ofSeconds(1)).toString();

        assertThat(query(NOW.minus(Period.LONGEST).toString(), now).period(NOW).to())
                .isEqualTo(NOW);
        assertThatThrownBy(() -> query(tooEarly, now).period(NOW)).satisfies(SatisfactionTest::isBadFrom);
        assertThatThrownBy(() -> query(now, now).period(NOW)).satisfies(SatisfactionTest::isBadFrom);
        assertThatThrownBy(() -> query("yesterday", now).period(NOW)).satisfies(SatisfactionTest::isBadFrom);
    }

    private static void isBadFrom(Throwable refused) {
        assertThat(refused)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.problem().errors())
                                .extracting(Problem.FieldError::field)
                                .containsExactly("from"));
    }

    private static SatisfactionQuery query(@Nullable String from, @Nullable String to) {
        SatisfactionQuery query = new SatisfactionQuery();
        query.from = from;
        query.to = to;
        return query;
    }
}
