package io.virtualqueue.server.journal;

import io.virtualqueue.engine.Decider;
import io.virtualqueue.engine.Decision;
import io.virtualqueue.engine.Event;
import io.virtualqueue.engine.QueueState;
import io.virtualqueue.server.trail.TrailEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The commands of one transaction, decided one after the other on a private version of the queue. Nobody sees that
 * version before the commit; dropping the batch undoes it.
 */
final class Batch {
    final UUID id = UUID.randomUUID();
    final QueueKey queue;
    final QueueState before;
    final Instant at;
    private final Map<Idempotency.Name, StoredAnswer> answered;

    private QueueState state;
    private final List<RecordedEvent> events = new ArrayList<>();
    private final Map<UUID, TouchedSession> touched = new LinkedHashMap<>();
    private final List<NewAnswer> newAnswers = new ArrayList<>();
    private final List<TrailEntry> trail = new ArrayList<>();
    private final Map<Pending, Provisional> outcomes = new LinkedHashMap<>();

    Batch(QueueKey queue, QueueState before, Instant at, Map<Idempotency.Name, StoredAnswer> answered) {
        this.queue = queue;
        this.before = before;
        this.state = before;
        this.at = at;
        this.answered = new HashMap<>(answered);
    }

    /** What a key was answered before; {@code changed} as in {@link Outcome.Done}. */
    record StoredAnswer(String bodyHash, List<UUID> resourceIds, long seq, boolean changed) {
        @Nullable
        UUID sessionId() {
            return resourceIds.isEmpty() ? null : resourceIds.getFirst();
        }
    }

    /** A key to be stored with this batch. */
    record NewAnswer(Idempotency key, @Nullable UUID sessionId, long seq, boolean changed) {}

    /** A session that events of this batch are about; {@code userId} is set when it joined in this batch. */
    static final class TouchedSession {
        final @Nullable Submission joinedBy;
        final long joinedSeq;
        boolean released;
        boolean served;
        /** Whether more than its status has changed. */
        boolean rewritten;

        TouchedSession(@Nullable Submission joinedBy, long joinedSeq) {
            this.joinedBy = joinedBy;
            this.joinedSeq = joinedSeq;
        }
    }

    private sealed interface Provisional {
        record About(@Nullable UUID sessionId, long seq, boolean changed, boolean replayed) implements Provisional {}

        record Final(Outcome outcome) implements Provisional {}
    }

    void decide(Pending pending) {
        outcomes.put(pending, decide(pending.submission()));
    }

    private Provisional decide(Submission submission) {
        Idempotency key = submission.idempotency();
        StoredAnswer stored = key == null ? null : answered.get(key.name());
        if (key != null && stored != null) {
            return stored.bodyHash().equals(key.bodyHash())
                    ? new Provisional.About(stored.sessionId(), stored.seq(), stored.changed(), true)
                    : new Provisional.Final(new Outcome.KeyReused());
        }
        return switch (Decider.decide(state, submission.command(), at)) {
            case Decision.Accepted(var happened, var sessionId) -> {
                happened.forEach(event -> apply(event, submission));
                boolean changed = !happened.isEmpty();
                if (key != null) {
                    remember(new NewAnswer(key, sessionId, state.seq(), changed));
                }
                yield new Provisional.About(sessionId, state.seq(), changed, false);
            }
            case Decision.Rejected(var reason, var until) ->
                new Provisional.Final(new Outcome.Refused(
                        reason,
                        Commands.sessionOf(submission.command())
                                .map(state::session)
                                .orElse(null),
                        until));
        };
    }

    private void remember(NewAnswer answer) {
        UUID sessionId = answer.sessionId();
        answered.put(
                answer.key().name(),
                new StoredAnswer(
                        answer.key().bodyHash(),
                        sessionId == null ? List.of() : List.of(sessionId),
                        answer.seq(),
                        answer.changed()));
        newAnswers.add(answer);
    }

    /** Adds what follows by itself from what was decided. */
    void conclude() {
        if (!events.isEmpty()) {
            Decider.followUps(state).forEach(event -> apply(event, null));
        }
    }

    private void apply(Event event, @Nullable Submission submission) {
        QueueState previous = state;
        state = state.evolve(event, at);
        events.add(new RecordedEvent(state.seq(), at, event));
        if (submission != null && submission.trace() != null) {
            leaveTrace(submission.trace(), event, previous);
        }
        if (event instanceof Event.OfSession ofSession) {
            TouchedSession session = touched.computeIfAbsent(
                    ofSession.sessionId(),
                    _ -> event instanceof Event.Joined
                            ? new TouchedSession(submission, state.seq())
                            : new TouchedSession(null, 0));
            session.rewritten |= event instanceof Event.Moved || event instanceof Event.Undone;
            session.released |= event instanceof Event.Released || event instanceof Event.Called;
            session.served |= event instanceof Event.Served;
        }
    }

    private void leaveTrace(Trace trace, Event event, QueueState previous) {
        switch (event) {
            case Event.Created _ -> trail.add(trace.entry(queue, null, state.settings(), at));
            case Event.SettingsChanged _ -> trail.add(trace.entry(queue, previous.settings(), state.settings(), at));
            case Event.Deleted _ -> trail.add(trace.entry(queue, previous.settings(), null, at));
            default -> {}
        }
    }

    /** Whether there is anything to write. */
    boolean isEmpty() {
        return events.isEmpty() && newAnswers.isEmpty();
    }

    /** The queue as it is once this batch is committed; sessions that ended in it can still be found. */
    QueueState after() {
        return state;
    }

    List<RecordedEvent> events() {
        return events;
    }

    Map<UUID, TouchedSession> touched() {
        return touched;
    }

    List<NewAnswer> newAnswers() {
        return newAnswers;
    }

    /** What the trail is told of this batch. */
    List<TrailEntry> trail() {
        return trail;
    }

    boolean settingsChanged() {
        return events.stream()
                .anyMatch(recorded ->
                        recorded.event() instanceof Event.SettingsChanged || recorded.event() instanceof Event.Deleted);
    }

    /**
     * Answers everyone; only after the commit.
     *
     * @param visible the queue as readers see it now
     */
    void answer(QueueState visible) {
        outcomes.forEach((pending, provisional) -> pending.outcome().complete(outcome(provisional, visible)));
    }

    private Outcome outcome(Provisional provisional, QueueState visible) {
        return switch (provisional) {
            case Provisional.Final(var outcome) -> outcome;
            case Provisional.About(var sessionId, var seq, var changed, var replayed) ->
                new Outcome.Done(visible, sessionId == null ? null : state.session(sessionId), seq, changed, replayed);
        };
    }
}
