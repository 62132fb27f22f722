package io.virtualqueue.engine;

import io.virtualqueue.engine.Decision.Rejected;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What staff do at a desk. */
final class DeskDecider {
    /** How far along the line a counter looks for someone it may call. */
    static final int MAX_OTHERS_AHEAD = 1_000;

    private DeskDecider() {}

    static Decision callNext(QueueState state, @Nullable String counterId) {
        if (state.settings().kind() != QueueKind.SERVICE_DESK) {
            return new Rejected(Rejection.WRONG_KIND);
        }
        int step = 1;
        for (int looked = 0; looked < Math.min(MAX_OTHERS_AHEAD, state.waiting()); looked += step, step *= 2) {
            for (Session session : state.waitingFrom(looked, step)) {
                if (session.isFor(counterId)) {
                    return Decider.accepted(new Event.Called(session.id(), counterId), session.id());
                }
            }
        }
        return Decider.nothing(null);
    }

    static Decision recall(QueueState state, UUID id) {
        Session session = state.session(id);
        if (session == null) {
            return new Rejected(Rejection.UNKNOWN_SESSION);
        }
        return session.status() == SessionStatus.CALLED
                ? Decider.accepted(new Event.Recalled(id), id)
                : new Rejected(Rejection.ILLEGAL_TRANSITION);
    }

    static Decision noShow(QueueState state, UUID id, Instant now) {
        Session session = state.session(id);
        Duration grace = state.settings().visits().noShowGrace();
        if (session != null
                && session.status() == SessionStatus.CALLED
                && now.isBefore(session.since().plus(grace))) {
            return new Rejected(Rejection.TOO_EARLY, session.since().plus(grace));
        }
        return Decider.move(state, id, SessionStatus.NO_SHOW, new Event.NoShowed(id));
    }

    static Decision chooseReadyAt(QueueState state, Command.ChooseReadyAt chosen) {
        UUID id = chosen.sessionId();
        Session session = state.session(id);
        if (session == null) {
            return new Rejected(Rejection.UNKNOWN_SESSION);
        }
        if (session.status() != SessionStatus.WAITING) {
            return new Rejected(Rejection.ILLEGAL_TRANSITION);
        }
        return session.visitOrPlain().readyAt() == chosen.position()
                ? Decider.nothing(id)
                : Decider.accepted(new Event.ReadyAtChosen(id, chosen.position()), id);
    }

    static Decision putBack(QueueState state, Command.PutBack putBack, Instant now) {
        UUID id = putBack.sessionId();
        Session session = state.session(id);
        if (session == null) {
            return new Rejected(Rejection.UNKNOWN_SESSION);
        }
        if (hasAnotherPlace(state, session)) {
            return new Rejected(Rejection.ILLEGAL_TRANSITION);
        }
        VisitRules rules = state.settings().visits();
        boolean missed = session.status() == SessionStatus.NO_SHOW;
        if (missed && now.isAfter(session.since().plus(rules.returnWithin()))) {
            return new Rejected(Rejection.TOO_LATE);
        }
        boolean keepPlace = putBack.keepPlace() == null ? !missed || rules.returnsToPlace() : putBack.keepPlace();
        long orderKey = keepPlace ? session.orderKey() : Micros.of(now);
        return Decider.move(state, id, SessionStatus.WAITING, new Event.Returned(id, orderKey, putBack.forCounter()));
    }

    static Decision undo(QueueState state, Command.Undo undo) {
        Session before = undo.before();
        Session session = state.session(before.id());
        if (session == null) {
            return new Rejected(Rejection.UNKNOWN_SESSION);
        }
        if (!session.equals(undo.now())
                || state.settings().level(before.level()).isEmpty()) {
            return new Rejected(Rejection.CHANGED_SINCE);
        }
        boolean undoable = state.settings().kind() == QueueKind.SERVICE_DESK
                && Transitions.isUndoable(before.status(), session.status())
                && !hasAnotherPlace(state, session);
        return undoable
                ? Decider.accepted(
                        new Event.Undone(
                                session.id(),
                                before.status(),
                                before.level(),
                                before.orderKey(),
                                before.counterId(),
                                before.since()),
                        session.id())
                : new Rejected(Rejection.ILLEGAL_TRANSITION);
    }

    /** Whether the person has meanwhile joined anew. */
    private static boolean hasAnotherPlace(QueueState state, Session session) {
        Session live = state.liveSessionOf(session.userKey());
        return live != null && !live.id().equals(session.id());
    }

    static Decision openCounters(QueueState state, int count) {
        return state.desk().openCounters() == count
                ? Decider.nothing(null)
                : Decider.accepted(new Event.CountersOpened(count), null);
    }
}
