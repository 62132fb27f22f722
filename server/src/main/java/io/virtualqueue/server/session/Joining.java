package io.virtualqueue.server.session;

import io.quarkus.virtual.threads.VirtualThreads;
import io.virtualqueue.engine.Command;
import io.virtualqueue.engine.QueueState;
import io.virtualqueue.engine.Session;
import io.virtualqueue.server.identity.SessionTokens;
import io.virtualqueue.server.journal.Idempotency;
import io.virtualqueue.server.journal.Journal;
import io.virtualqueue.server.journal.Outcome;
import io.virtualqueue.server.journal.Place;
import io.virtualqueue.server.journal.QueueKey;
import io.virtualqueue.server.journal.Submission;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/** Takes people into queues. A new place is answered from memory; one that was there before with its row. */
@Singleton
final class Joining {
    private final Journal journal;
    private final SessionRows rows;
    private final SessionView view;
    private final SessionTokens tokens;
    private final ExecutorService threads;

    @Inject
    Joining(
            Journal journal,
            SessionRows rows,
            SessionView view,
            SessionTokens tokens,
            @VirtualThreads ExecutorService threads) {
        this.journal = journal;
        this.rows = rows;
        this.view = view;
        this.tokens = tokens;
        this.threads = threads;
    }

    /**
     * Takes a person in.
     *
     * @param sessionId what the session is called if it is a new one
     * @return 201 with the new place; 200 with the place that the person has; the same again for an idempotency key
     */
    CompletionStage<Response> join(
            SessionRequest request, QueueKey queue, UUID sessionId, JoinWish wish, @Nullable Idempotency idempotency) {
        Command join = new Command.Join(sessionId, UserKey.of(queue.queueId(), wish.userId()), wish.priority());
        return journal.submit(new Submission(queue, join, wish.userId(), wish.person(), idempotency))
                .thenApply(Outcome::orThrow)
                .thenCompose(done -> done.changed() && !done.replayed()
                        ? CompletableFuture.completedStage(joined(request, queue, wish, done))
                        : CompletableFuture.supplyAsync(() -> found(request, queue, done), threads));
    }

    /** 200 with the place that the session still has, or empty when it has none (any more). */
    CompletionStage<Optional<Response>> rejoin(SessionRequest request, SessionKey own) {
        return journal.place(own.queue(), own.sessionId(), request.minSeq())
                .thenApplyAsync(
                        found -> found.filter(place -> place.session().status().isLive())
                                .map(place -> found(request, own.queue(), nothingDone(place))),
                        threads);
    }

    private static Outcome.Done nothingDone(Place place) {
        return new Outcome.Done(place.queue(), place.session(), place.queue().seq(), false, false);
    }

    private Response joined(SessionRequest request, QueueKey queue, JoinWish wish, Outcome.Done done) {
        return answer(request, queue, wish.userId(), wish.person().name(), done, 201);
    }

    private Response found(SessionRequest request, QueueKey queue, Outcome.Done done) {
        SessionRow row =
                rows.find(queue.tenantId(), Sessions.sessionOf(done).id()).orElseThrow();
        return answer(request, queue, row.userId(), row.name(), done, done.changed() ? 201 : 200);
    }

    private Response answer(
            SessionRequest request,
            QueueKey queue,
            String userId,
            @Nullable String userName,
            Outcome.Done done,
            int status) {
        QueueState state = done.state();
        Session session = SessionView.current(state, Sessions.sessionOf(done));
        JoinAnswer answer = JoinAnswer.of(
                queue.queueId(),
                userId,
                userName,
                state,
                session,
                view.waiting(state, session, request.acceptLanguage()),
                done.seq(),
                tokens.issue(queue.tenantId(), queue.queueId(), session.id()));
        return Answers.to(done, status, answer);
    }
}
