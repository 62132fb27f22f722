package io.virtualqueue.server.counter;

import io.virtualqueue.server.http.ProblemException;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What goes on at a counter.
 *
 * @param since when it came into this status
 * @param reason why it is paused, on a break or closed, or null
 * @param breakUntil when a break ends by itself, or null when somebody ends it; null without a break
 */
record Shift(
        CounterStatus status,
        Instant since,
        @Nullable String reason,
        @Nullable Instant breakUntil) {

    /** What staff want to go on at a counter. */
    record Wish(
            CounterStatus status,
            @Nullable String reason,
            @Nullable Instant breakUntil) {
        static final Wish OPEN = new Wish(CounterStatus.OPEN, null, null);
    }

    /** What goes on at this time, if nobody does anything until then: a break that is over has opened the counter. */
    Shift at(Instant now) {
        return status == CounterStatus.BREAK && breakUntil != null && !breakUntil.isAfter(now)
                ? new Shift(CounterStatus.OPEN, breakUntil, null, null)
                : this;
    }

    /**
     * What goes on from now on. A wish for what is so already changes nothing, and a reason or end that is named anew
     * takes the place of the old one.
     *
     * @throws ProblemException 409 when a closed counter is to be paused or to have a break
     */
    Shift next(Wish wish, Instant now) {
        Shift present = at(now);
        boolean interrupts = wish.status() == CounterStatus.PAUSED || wish.status() == CounterStatus.BREAK;
        if (present.status == CounterStatus.CLOSED && interrupts) {
            throw ProblemException.conflict("counter_closed", "The counter is closed: open it first.");
        }
        if (present.status != wish.status()) {
            return new Shift(wish.status(), now, wish.reason(), wish.breakUntil());
        }
        return new Shift(
                present.status,
                present.since,
                wish.reason() == null ? present.reason : wish.reason(),
                wish.breakUntil() == null ? present.breakUntil : wish.breakUntil());
    }

    /** Whether these say the same but for the time. */
    boolean isLike(Shift other) {
        return status == other.status
                && Objects.equals(reason, other.reason)
                && Objects.equals(breakUntil, other.breakUntil);
    }

    /**
     * Ends the request unless people are called to the counter.
     *
     * @throws ProblemException 409
     */
    void requireOpen() {
        switch (status) {
            case OPEN -> {}
            case PAUSED -> throw ProblemException.conflict("counter_paused", "The counter is paused.");
            case BREAK -> throw ProblemException.conflict("counter_on_break", "The counter has a break.");
            case CLOSED -> throw ProblemException.conflict("counter_closed", "The counter is closed.");
        }
    }
}
