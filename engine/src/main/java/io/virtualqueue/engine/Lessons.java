package io.virtualqueue.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Lets the wait model of a desk learn from the latest events of its journal, as if it had been there. Who left before
 * the end of these events, having joined before their beginning, is not known, and is passed over. Whoever is there
 * still has been there all the time.
 */
final class Lessons {

    private Lessons() {}

    /** The model after these events, in order, which end with the last one of this queue. */
    static WaitModel learned(QueueState now, List<PastEvent> events) {
        QueueState state = before(now, events);
        for (PastEvent past : events) {
            if (canHappen(state, past.event())) {
                state = state.evolve(past.event(), past.at());
            }
        }
        return state.waits().loaded(now);
    }

    /** The queue before the events, as far as it is known from what it is after them. */
    private static QueueState before(QueueState now, List<PastEvent> events) {
        Set<UUID> joining = new HashSet<>();
        Set<UUID> changing = new HashSet<>();
        for (PastEvent past : events) {
            if (past.event() instanceof Event.Joined joined) {
                joining.add(joined.sessionId());
            } else if (past.event() instanceof Event.OfSession of) {
                changing.add(of.sessionId());
            }
        }
        boolean opening = events.stream().anyMatch(past -> past.event() instanceof Event.CountersOpened);
        Instant at = events.getFirst().at();
        QueueSettings settings = now.settings().withStatus(QueueStatus.ACTIVE);
        QueueState state = QueueState.empty().evolve(new Event.Created(settings), at);
        if (!opening && now.desk().openCounters() > 0) {
            state = state.evolve(new Event.CountersOpened(now.desk().openCounters()), at);
        }
        for (Session session : inOrder(now)) {
            if (!joining.contains(session.id())) {
                state = state.evolve(
                        new Event.Joined(session.id(), session.userKey(), session.level(), session.orderKey()), at);
                if (session.status() != SessionStatus.WAITING && !changing.contains(session.id())) {
                    state = state.evolve(new Event.Called(session.id(), null), at);
                }
            }
        }
        return state;
    }

    private static List<Session> inOrder(QueueState now) {
        List<Session> there = new ArrayList<>(now.waitingFrom(0, now.waiting()));
        now.sessions().called().copyTo(there, 0, now.inService());
        now.sessions().serving().copyTo(there, 0, now.inService());
        there.sort(Comparator.comparingInt(Session::level)
                .reversed()
                .thenComparingLong(Session::orderKey)
                .thenComparingLong(Session::seq));
        return there;
    }

    private static boolean canHappen(QueueState state, Event event) {
        return switch (event) {
            case Event.Created _, Event.Deleted _ -> false;
            case Event.Joined joined -> hasLevel(state, joined.level());
            case Event.Moved moved -> isThere(state, moved) && hasLevel(state, moved.level());
            case Event.Undone undone -> isThere(state, undone) && hasLevel(state, undone.level());
            case Event.OfSession of -> isThere(state, of);
            default -> true;
        };
    }

    private static boolean isThere(QueueState state, Event.OfSession event) {
        return state.session(event.sessionId()) != null;
    }

    private static boolean hasLevel(QueueState state, int level) {
        return state.settings().level(level).isPresent();
    }
}
