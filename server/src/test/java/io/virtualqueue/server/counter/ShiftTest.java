package io.virtualqueue.server.counter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.virtualqueue.server.http.ProblemException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ShiftTest {
    private static final Instant EIGHT = Instant.parse("2026-11-24T08:00:00Z");
    private static final Instant NINE = EIGHT.plus(Duration.ofHours(1));
    private static final Shift CLOSED = new Shift(CounterStatus.CLOSED, EIGHT, null, null);
    private static final Shift OPEN = new Shift(CounterStatus.OPEN, EIGHT, null, null);

    private static Shift.Wish wish(CounterStatus status, @Nullable String reason) {
        return new Shift.Wish(status, reason, null);
    }

    @Test
    void anotherStatusBeginsNow() {
        assertThat(CLOSED.next(Shift.Wish.OPEN, NINE)).isEqualTo(new Shift(CounterStatus.OPEN, NINE, null, null));
        assertThat(OPEN.next(wish(CounterStatus.PAUSED, "printer"), NINE))
                .isEqualTo(new Shift(CounterStatus.PAUSED, NINE, "printer", null));
    }

    @Test
    void theSameStatusGoesOnAndMayHaveAnotherReason() {
        Shift paused = OPEN.next(wish(CounterStatus.PAUSED, "printer"), EIGHT);

        assertThat(paused.next(wish(CounterStatus.PAUSED, null), NINE)).isEqualTo(paused);
        assertThat(paused.next(wish(CounterStatus.PAUSED, "coffee"), NINE))
                .isEqualTo(new Shift(CounterStatus.PAUSED, EIGHT, "coffee", null));
    }

    @Test
    void openingForgetsWhyItWasPaused() {
        Shift paused = OPEN.next(wish(CounterStatus.PAUSED, "printer"), EIGHT);

        assertThat(paused.next(Shift.Wish.OPEN, NINE).reason()).isNull();
    }

    @Test
    void aBreakThatIsOverHasOpenedTheCounter() {
        Shift pause = OPEN.next(new Shift.Wish(CounterStatus.BREAK, "lunch", NINE), EIGHT);

        assertThat(pause.at(NINE.minusMillis(1))).isEqualTo(pause);
        assertThat(pause.at(NINE)).isEqualTo(new Shift(CounterStatus.OPEN, NINE, null, null));
        assertThat(pause.next(Shift.Wish.OPEN, NINE.plusSeconds(60)).since()).isEqualTo(NINE);
    }

    @Test
    void aBreakWithoutAnEndGoesOn() {
        Shift pause = OPEN.next(wish(CounterStatus.BREAK, null), EIGHT);

        assertThat(pause.at(EIGHT.plus(Duration.ofDays(400))).status()).isEqualTo(CounterStatus.BREAK);
    }

    @Test
    void whatIsClosedIsNotInterrupted() {
        for (CounterStatus status : new CounterStatus[] {CounterStatus.PAUSED, CounterStatus.BREAK}) {
            assertThatThrownBy(() -> CLOSED.next(wish(status, null), NINE))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            refused -> assertThat(refused.problem().code()).isEqualTo("counter_closed"));
        }
    }

    @Test
    void peopleAreCalledToAnOpenCounterOnly() {
        OPEN.requireOpen();
        assertThat(refusal(CounterStatus.PAUSED)).isEqualTo("counter_paused");
        assertThat(refusal(CounterStatus.BREAK)).isEqualTo("counter_on_break");
        assertThat(refusal(CounterStatus.CLOSED)).isEqualTo("counter_closed");
    }

    private static String refusal(CounterStatus status) {
        try {
            new Shift(status, EIGHT, null, null).requireOpen();
            return "none";
        } catch (ProblemException refused) {
            return refused.problem().code();
        }
    }
}
