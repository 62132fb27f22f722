package io.virtualqueue.server.desk;

import io.virtualqueue.engine.Event;
import io.virtualqueue.engine.LineOrder;
import io.virtualqueue.engine.QueueSettings;
import io.virtualqueue.engine.QueueState;
import io.virtualqueue.engine.Session;
import io.virtualqueue.engine.Shares;
import io.virtualqueue.engine.Snapshot;
import io.virtualqueue.engine.TokenBucket;
import io.virtualqueue.server.journal.RecordedEvent;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The last step that staff took with a session, as the journal has it.
 *
 * @param before the session before the step
 * @param now the session after it and all that has happened since
 */
record LastStep(Event step, Instant at, Session before, Session now) {

    /**
     * Rebuilds it from the events of the session.
     *
     * @param events all of them in order, the joining first
     * @param shifts the numbers of moves that only made room for others, which are no steps
     * @param settings of the queue
     * @return null when the last thing that happened is none that can be taken back
     */
    static @Nullable LastStep of(List<RecordedEvent> events, Set<Long> shifts, QueueSettings settings) {
        if (events.isEmpty()) {
            return null;
        }
        QueueState state = before(events.getFirst(), settings);
        RecordedEvent last = null;
        Session beforeLast = null;
        UUID id = null;
        for (RecordedEvent recorded : events) {
            if (recorded.event() instanceof Event.OfSession event) {
                id = event.sessionId();
                if (isStep(event) && !shifts.contains(recorded.seq())) {
                    last = recorded;
                    beforeLast = state.session(id);
                }
            }
            state = state.evolve(recorded.event(), recorded.at());
        }
        return last == null || beforeLast == null || id == null || !canBeTakenBack(last.event())
                ? null
                : new LastStep(last.event(), last.at(), beforeLast, Objects.requireNonNull(state.session(id)));
    }

    /** A queue of nobody, just before somebody joins. The order of levels has no part in what becomes of one session. */
    private static QueueState before(RecordedEvent joining, QueueSettings settings) {
        return QueueState.restore(new Snapshot(
                joining.seq() - 1,
                joining.at(),
                settings.withOrder(LineOrder.STRICT, settings.levels(), settings.defaultLevel()),
                false,
                joining.at(),
                joining.at(),
                new TokenBucket(0, joining.at()),
                Shares.NONE,
                List.of()));
    }

    /** What only tells something to somebody, or waits with the person, is no step. */
    static boolean isStep(Event event) {
        return switch (event) {
            case Event.GetReady _, Event.ReadyAtChosen _, Event.Recalled _ -> false;
            default -> true;
        };
    }

    private static boolean canBeTakenBack(Event event) {
        return switch (event) {
            case Event.Called _, Event.Served _, Event.Completed _, Event.NoShowed _, Event.Returned _, Event.Moved _ ->
                true;
            default -> false;
        };
    }
}
