package io.virtualqueue.engine;

import io.virtualqueue.engine.Decision.Accepted;
import io.virtualqueue.engine.Decision.Rejected;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Gives waiting sessions other places. Places are order keys, of which there may be none between two neighbours; then
 * those before the gap go one microsecond earlier, as far as it needs.
 */
final class Moving {
    private Moving() {}

    static Decision move(QueueState state, Command.Move wish, Instant now) {
        Session session = state.session(wish.sessionId());
        if (session == null) {
            return new Rejected(Rejection.UNKNOWN_SESSION);
        }
        if (session.status() != SessionStatus.WAITING) {
            return new Rejected(Rejection.ILLEGAL_TRANSITION);
        }
        QueueSettings settings = state.settings();
        Optional<Level> level =
                wish.priority() == null ? settings.level(session.level()) : settings.level(wish.priority());
        if (level.isEmpty()) {
            return new Rejected(Rejection.UNKNOWN_PRIORITY);
        }
        int number = level.get().number();
        return switch (wish.to()) {
            case Placement.Kept() -> moved(session, number, session.orderKey(), List.of());
            case Placement.Last() -> last(state, session, number, now);
            case Placement.First() -> {
                LevelLine line = state.level(number);
                yield line.isEmpty()
                        ? moved(session, number, session.orderKey(), List.of())
                        : before(state, session, line.get(0));
            }
            case Placement.Before(UUID id) -> {
                Session other = state.session(id);
                if (other == null || other.status() != SessionStatus.WAITING || other.level() != number) {
                    yield new Rejected(Rejection.UNKNOWN_SESSION);
                }
                yield before(state, session, other);
            }
        };
    }

    private static Decision last(QueueState state, Session session, int level, Instant now) {
        LevelLine line = state.level(level);
        if (line.isEmpty()) {
            return moved(session, level, Micros.of(now), List.of());
        }
        Session last = line.get(line.size() - 1);
        if (last.id().equals(session.id())) {
            return Decider.nothing(session.id());
        }
        long lowest = session.seq() > last.seq() ? last.orderKey() : last.orderKey() + 1;
        return moved(session, level, Math.max(Micros.of(now), lowest), List.of());
    }

    private static Decision before(QueueState state, Session session, Session next) {
        if (next.id().equals(session.id())) {
            return Decider.nothing(session.id());
        }
        LevelLine line = state.level(next.level());
        long key = keyBefore(session.seq(), next.orderKey(), next.seq());
        List<Event> shifts = new ArrayList<>();
        long boundKey = key;
        long boundSeq = session.seq();
        for (int rank = line.ahead(next) - 1; rank >= 0; rank--) {
            Session ahead = line.get(rank);
            if (ahead.id().equals(session.id())) {
                continue;
            }
            if (ahead.isBefore(boundKey, boundSeq)) {
                break;
            }
            boundKey = keyBefore(ahead.seq(), boundKey, boundSeq);
            boundSeq = ahead.seq();
            shifts.add(new Event.Moved(ahead.id(), ahead.level(), boundKey));
        }
        return moved(session, next.level(), key, shifts);
    }

    /** The highest key with which a session of this seq goes before a place. */
    private static long keyBefore(long seq, long orderKey, long orderSeq) {
        return seq < orderSeq ? orderKey : orderKey - 1;
    }

    private static Decision moved(Session session, int level, long orderKey, List<Event> shifts) {
        if (session.level() == level && session.orderKey() == orderKey && shifts.isEmpty()) {
            return Decider.nothing(session.id());
        }
        List<Event> events = new ArrayList<>(shifts);
        events.add(new Event.Moved(session.id(), level, orderKey));
        return new Accepted(events, session.id());
    }
}
