package io.virtualqueue.server.desk;

import io.quarkus.virtual.threads.VirtualThreads;
import io.virtualqueue.engine.Command;
import io.virtualqueue.engine.Event;
import io.virtualqueue.server.http.ProblemException;
import io.virtualqueue.server.identity.Permission;
import io.virtualqueue.server.journal.Idempotency;
import io.virtualqueue.server.journal.Journal;
import io.virtualqueue.server.journal.Outcome;
import io.virtualqueue.server.journal.PastEvents;
import io.virtualqueue.server.journal.Place;
import io.virtualqueue.server.journal.RecordedEvent;
import io.virtualqueue.server.session.SessionKey;
import io.virtualqueue.server.session.SessionRequest;
import io.virtualqueue.server.session.Sessions;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/** Takes back the last step of a session: a call, a service begun or ended, a no-show, a return, a move. */
@Singleton
public final class Undoing {
    /** A mistake is noticed by then; what is older has had its consequences. */
    static final Duration MAX_AGE = Duration.ofMinutes(10);

    private static final long MAX_SHIFT_MICROS = 1_000;

    private final Journal journal;
    private final PastEvents past;
    private final Sessions sessions;
    private final ExecutorService threads;

    @Inject
    Undoing(Journal journal, PastEvents past, Sessions sessions, @VirtualThreads ExecutorService threads) {
        this.journal = journal;
        this.past = past;
        this.sessions = sessions;
        this.threads = threads;
    }

    /**
     * Brings the session back to how it was before its last step.
     *
     * @throws ProblemException 404 for an unknown session; 409 when there is nothing to take back, when it is too late
     *     for that, or when something has happened meanwhile
     */
    public CompletionStage<Response> undo(SessionRequest request, SessionKey key, @Nullable Idempotency idempotency) {
        request.caller().require(Permission.HANDLE_SESSIONS);
        // After an undo there is nothing left to undo, so that a request that comes again is told apart first.
        CompletionStage<Optional<Outcome>> before = idempotency == null
                ? CompletableFuture.completedStage(Optional.empty())
                : journal.answered(key.queue(), idempotency);
        return before.thenComposeAsync(
                answered -> answered.isPresent()
                        ? CompletableFuture.completedStage(sessions.answer(request, key.queue(), answered.get()))
                        : undoNow(request, key, idempotency),
                threads);
    }

    private CompletionStage<Response> undoNow(
            SessionRequest request, SessionKey key, @Nullable Idempotency idempotency) {
        return journal.place(key.queue(), key.sessionId(), 0)
                .thenApplyAsync(
                        found -> undo(
                                key, found.orElseThrow(() -> ProblemException.notFound("There is no such session."))),
                        threads)
                .thenCompose(undo -> sessions.step(request, key.queue(), undo, idempotency))
                .exceptionallyCompose(failed -> answeredMeanwhile(request, key, idempotency, failed));
    }

    /** The same request, sent twice at once, may have found nothing left to undo because the other one has undone it. */
    private CompletionStage<Response> answeredMeanwhile(
            SessionRequest request, SessionKey key, @Nullable Idempotency idempotency, Throwable failed) {
        return idempotency == null
                ? CompletableFuture.failedStage(failed)
                : journal.answered(key.queue(), idempotency)
                        .thenComposeAsync(
                                answered -> answered.isPresent()
                                        ? CompletableFuture.completedStage(
                                                sessions.answer(request, key.queue(), answered.get()))
                                        : CompletableFuture.failedStage(failed),
                                threads);
    }

    private Command undo(SessionKey key, Place place) {
        List<RecordedEvent> events =
                past.ofSession(key.queue(), key.sessionId(), place.session().seq());
        LastStep last = LastStep.of(events, shifts(key, events), place.queue().settings());
        if (last == null) {
            throw ProblemException.conflict("nothing_to_undo", "The last thing that happened cannot be taken back.");
        }
        if (last.at().plus(MAX_AGE).isBefore(journal.now())) {
            throw ProblemException.conflict(
                    "too_late",
                    "Only what happened in the last " + MAX_AGE.toMinutes() + " minutes can be taken back.");
        }
        return new Command.Undo(last.now(), last.before());
    }

    /** The numbers of the latest moves of the session that only made room for somebody else. */
    private Set<Long> shifts(SessionKey key, List<RecordedEvent> events) {
        Set<Long> shifts = new HashSet<>();
        for (RecordedEvent recorded : events.reversed()) {
            if (LastStep.isStep(recorded.event())) {
                boolean isShift = past.after(key.queue(), recorded.seq(), 1).stream()
                        .anyMatch(next -> needsRoomOf(recorded, next));
                if (!isShift) {
                    break;
                }
                shifts.add(recorded.seq());
            }
        }
        return shifts;
    }

    /** Those who make room go a few microseconds earlier, and the one who needs the room follows at once. */
    private static boolean needsRoomOf(RecordedEvent shift, RecordedEvent next) {
        return shift.event() instanceof Event.Moved moved
                && next.event() instanceof Event.Moved other
                && next.at().equals(shift.at())
                && !other.sessionId().equals(moved.sessionId())
                && other.level() == moved.level()
                && Math.abs(other.orderKey() - moved.orderKey()) <= MAX_SHIFT_MICROS;
    }
}
