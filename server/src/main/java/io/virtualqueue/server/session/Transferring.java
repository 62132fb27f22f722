package io.virtualqueue.server.session;

import io.quarkus.virtual.threads.VirtualThreads;
import io.virtualqueue.engine.Command;
import io.virtualqueue.engine.Rejection;
import io.virtualqueue.server.http.ProblemException;
import io.virtualqueue.server.http.TimeOrderedId;
import io.virtualqueue.server.identity.SessionTokens;
import io.virtualqueue.server.journal.Idempotency;
import io.virtualqueue.server.journal.Journal;
import io.virtualqueue.server.journal.Outcome;
import io.virtualqueue.server.journal.QueueKey;
import io.virtualqueue.server.journal.Submission;
import io.virtualqueue.server.journal.Transfer;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/** Sends people on: to another queue, where they get a session of it, or to a counter. Who may is the caller's to check. */
@Singleton
public final class Transferring {
    private final Journal journal;
    private final Sessions sessions;
    private final SessionTokens tokens;
    private final People people;
    private final ExecutorService threads;

    @Inject
    Transferring(
            Journal journal,
            Sessions sessions,
            SessionTokens tokens,
            People people,
            @VirtualThreads ExecutorService threads) {
        this.journal = journal;
        this.sessions = sessions;
        this.tokens = tokens;
        this.people = people;
        this.threads = threads;
    }

    /**
     * To another queue, with what the person told.
     *
     * @param priority of the other queue; null for the one of the same name, or else its default
     * @param keepPlace whether the time of joining counts there
     * @throws ProblemException 422 when there is no such other queue
     */
    public CompletionStage<Response> toQueue(
            SessionRequest request,
            SessionKey key,
            UUID queueId,
            @Nullable String priority,
            boolean keepPlace,
            @Nullable Idempotency idempotency) {
        QueueKey to = new QueueKey(key.queue().tenantId(), queueId);
        if (to.equals(key.queue())) {
            throw ProblemException.invalidField("queueId", "must be another queue than the session's own");
        }
        return journal.queue(to, 0)
                .thenComposeAsync(
                        found -> {
                            if (found.isEmpty()) {
                                throw ProblemException.invalidField("queueId", "must be a queue of the tenant");
                            }
                            return journal.transfer(transfer(key, to, priority, keepPlace, idempotency));
                        },
                        threads)
                .thenApplyAsync(outcome -> answer(request, to, key.sessionId(), taken(outcome)), threads);
    }

    private static Outcome.Done taken(Outcome outcome) {
        // The other queue, which does not know the session, refuses only those who wait there already.
        if (outcome instanceof Outcome.Refused refused
                && refused.reason() == Rejection.ILLEGAL_TRANSITION
                && refused.session() == null) {
            throw ProblemException.conflict("already_there", "The person has a place in the other queue.");
        }
        return outcome.orThrow();
    }

    private Transfer transfer(
            SessionKey key,
            QueueKey to,
            @Nullable String priority,
            boolean keepPlace,
            @Nullable Idempotency idempotency) {
        UUID newSessionId = TimeOrderedId.next();
        return new Transfer(
                key.queue(),
                key.sessionId(),
                to,
                newSessionId,
                userId -> UserKey.of(to.queueId(), userId),
                priority,
                keepPlace,
                people.resealing(to.tenantId(), key.sessionId(), newSessionId),
                idempotency);
    }

    /** Back into the line, for this counter only. */
    public CompletionStage<Response> toCounter(
            SessionRequest request,
            SessionKey key,
            String counterId,
            boolean keepPlace,
            @Nullable Idempotency idempotency) {
        Command back = new Command.PutBack(key.sessionId(), keepPlace, counterId);
        return journal.submit(Submission.of(key.queue(), back, idempotency))
                .thenApplyAsync(outcome -> answer(request, key.queue(), null, outcome.orThrow()), threads);
    }

    private Response answer(SessionRequest request, QueueKey queue, @Nullable UUID from, Outcome.Done done) {
        UUID id = Sessions.sessionOf(done).id();
        SessionAnswer session = sessions.describe(request, queue, done.state(), Sessions.sessionOf(done), done.seq());
        return Answers.to(
                done, 200, new TransferAnswer(session, from, tokens.issue(queue.tenantId(), queue.queueId(), id)));
    }
}
