package io.virtualqueue.engine;

import io.virtualqueue.engine.Decision.Accepted;
import io.virtualqueue.engine.Decision.Rejected;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Decides what comes of a command: the rules of the queue, all in one place and pure. */
public final class Decider {
    /** How many are released by one tick; the rest is due at once, by the next tick. */
    public static final int MAX_RELEASES_PER_TICK = 1_000;
    /** How many passes are ended by one tick. */
    public static final int MAX_EXPIRIES_PER_TICK = 1_000;

    private Decider() {}

    /**
     * What comes of the command.
     *
     * @param state the queue before the command
     * @param now the time that the events will have; not before {@link QueueState#lastEventAt}
     */
    public static Decision decide(QueueState state, Command command, Instant now) {
        if (command instanceof Command.Create(QueueSettings settings)) {
            return create(state, settings);
        }
        if (!state.exists()) {
            return new Rejected(Rejection.QUEUE_DELETED);
        }
        return switch (command) {
            case Command.Create _ -> new Rejected(Rejection.QUEUE_EXISTS);
            case Command.ChangeSettings change -> changeSettings(state, change);
            case Command.Pause() -> changeStatus(state, QueueStatus.PAUSED);
            case Command.Resume() -> changeStatus(state, QueueStatus.ACTIVE);
            case Command.Delete() -> accepted(new Event.Deleted(), null);
            case Command.Join join -> Joining.join(state, join, now);
            case Command.TransferIn in -> Joining.transferIn(state, in, now);
            case Command.Leave(UUID id) -> move(state, id, SessionStatus.LEFT, new Event.Left(id, false));
            case Command.Tick() -> tick(state, now);
            case Command.CallNext(String counter) -> DeskDecider.callNext(state, counter);
            case Command.CallChosen(UUID id, String counter) ->
                move(state, id, SessionStatus.CALLED, new Event.Called(id, counter));
            case Command.Recall(UUID id) -> DeskDecider.recall(state, id);
            case Command.ChooseReadyAt chosen -> DeskDecider.chooseReadyAt(state, chosen);
            case Command.Move wish -> Moving.move(state, wish, now);
            case Command.Undo undo -> DeskDecider.undo(state, undo);
            case Command.OpenCounters(int count) -> DeskDecider.openCounters(state, count);
            case Command.Serve(UUID id) -> move(state, id, SessionStatus.SERVING, new Event.Served(id));
            case Command.Complete(UUID id) -> move(state, id, SessionStatus.COMPLETED, new Event.Completed(id));
            case Command.NoShow(UUID id) -> DeskDecider.noShow(state, id, now);
            case Command.TransferOut(UUID id) -> move(state, id, SessionStatus.TRANSFERRED, new Event.Transferred(id));
            case Command.PutBack putBack -> DeskDecider.putBack(state, putBack, now);
            case Command.Abandon(List<UUID> ids) ->
                endThose(state, ids, SessionStatus.WAITING, id -> new Event.Left(id, true));
            case Command.ExpireServing(List<UUID> ids) ->
                endThose(state, ids, SessionStatus.SERVING, Event.Expired::new);
        };
    }

    /**
     * What follows by itself from what has just happened: whoever has come near the front is told to get ready, once.
     *
     * @param state after the events of one batch
     */
    public static List<Event> followUps(QueueState state) {
        int reach = state.head().readyReach();
        if (reach == 0) {
            return List.of();
        }
        List<Event> events = new ArrayList<>();
        int usual = state.settings().visits().getReadyAt();
        int position = 0;
        for (Session session : state.waitingFrom(0, reach)) {
            position++;
            Visit visit = session.visitOrPlain();
            int readyAt = visit.readyAt() > 0 ? visit.readyAt() : usual;
            if (position <= readyAt && !visit.toldReady()) {
                events.add(new Event.GetReady(session.id()));
            }
        }
        return events;
    }

    private static Decision create(QueueState state, QueueSettings settings) {
        if (state.exists()) {
            return new Rejected(Rejection.QUEUE_EXISTS);
        }
        return state.isDeleted() ? new Rejected(Rejection.QUEUE_DELETED) : accepted(new Event.Created(settings), null);
    }

    private static Decision changeSettings(QueueState state, Command.ChangeSettings command) {
        QueueSettings before = state.settings();
        QueueSettings after = command.change().apply(before);
        if (after.kind() != before.kind()) {
            return new Rejected(Rejection.WRONG_KIND);
        }
        if (after.level(after.defaultLevel()).isEmpty()) {
            return new Rejected(Rejection.LEVEL_IN_USE);
        }
        for (Level level : before.levels()) {
            if (after.level(level.number()).isEmpty() && state.hasAnyoneIn(level.number())) {
                return new Rejected(Rejection.LEVEL_IN_USE);
            }
        }
        return settings(before, after);
    }

    private static Decision changeStatus(QueueState state, QueueStatus status) {
        QueueSettings before = state.settings();
        return before.status() == QueueStatus.CLOSED
                ? new Rejected(Rejection.QUEUE_CLOSED)
                : settings(before, before.withStatus(status));
    }

    private static Decision settings(QueueSettings before, QueueSettings after) {
        return after.equals(before) ? nothing(null) : accepted(new Event.SettingsChanged(after), null);
    }

    /** The event if the session may come into this status. */
    static Decision move(QueueState state, UUID id, SessionStatus to, Event event) {
        Session session = state.session(id);
        if (session == null) {
            return new Rejected(Rejection.UNKNOWN_SESSION);
        }
        return Transitions.isLegal(state.settings().kind(), session.status(), to)
                ? accepted(event, id)
                : new Rejected(Rejection.ILLEGAL_TRANSITION);
    }

    private static Decision endThose(
            QueueState state, List<UUID> ids, SessionStatus expected, Function<UUID, Event> end) {
        List<Event> events = ids.stream()
                .distinct()
                .filter(id -> {
                    Session session = state.session(id);
                    return session != null && session.status() == expected;
                })
                .map(end)
                .toList();
        return new Accepted(events, null);
    }

    private static Decision tick(QueueState state, Instant now) {
        QueueSettings settings = state.settings();
        List<Event> events = new ArrayList<>();
        for (Session session : state.releasedSince(now.minus(settings.passTtl()), MAX_EXPIRIES_PER_TICK)) {
            events.add(
                    settings.passUse() == PassUse.OFFLINE
                            ? new Event.Completed(session.id())
                            : new Event.Expired(session.id()));
        }
        int count = Math.min(MAX_RELEASES_PER_TICK, state.releasable(events.size(), now));
        for (Session session : state.waitingFrom(0, count)) {
            events.add(new Event.Released(session.id()));
        }
        return new Accepted(events, null);
    }

    static Decision nothing(@Nullable UUID sessionId) {
        return new Accepted(List.of(), sessionId);
    }

    static Decision accepted(Event event, @Nullable UUID sessionId) {
        return new Accepted(List.of(event), sessionId);
    }
}
