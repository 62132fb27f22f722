package io.virtualqueue.server.session;

import io.quarkus.virtual.threads.VirtualThreads;
import io.vertx.ext.web.RoutingContext;
import io.virtualqueue.engine.Channel;
import io.virtualqueue.engine.Command;
import io.virtualqueue.engine.CustomField;
import io.virtualqueue.engine.QueueState;
import io.virtualqueue.engine.Session;
import io.virtualqueue.server.http.Fields;
import io.virtualqueue.server.http.ProblemException;
import io.virtualqueue.server.http.TimeOrderedId;
import io.virtualqueue.server.identity.Caller;
import io.virtualqueue.server.identity.Permission;
import io.virtualqueue.server.identity.SessionTokens;
import io.virtualqueue.server.journal.Idempotency;
import io.virtualqueue.server.journal.Journal;
import io.virtualqueue.server.journal.Outcome;
import io.virtualqueue.server.journal.Place;
import io.virtualqueue.server.journal.QueueKey;
import io.virtualqueue.server.journal.Submission;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
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
    private final SessionLimit limit;
    private final People people;
    private final ExecutorService threads;

    @Inject
    Joining(
            Journal journal,
            SessionRows rows,
            SessionView view,
            SessionTokens tokens,
            SessionLimit limit,
            People people,
            @VirtualThreads ExecutorService threads) {
        this.journal = journal;
        this.rows = rows;
        this.view = view;
        this.tokens = tokens;
        this.limit = limit;
        this.people = people;
        this.threads = threads;
    }

    /**
     * Takes a person in whom staff or an application names.
     *
     * @throws ProblemException 401, 403 or 404 for other callers, 400 or 422 when the body is no good
     */
    CompletionStage<Joined> join(RoutingContext context, String pathTenant, String pathQueue, byte[] body) {
        Caller caller = Caller.of(context);
        caller.require(Permission.HANDLE_SESSIONS);
        Fields fields = Fields.parse(body);
        SessionRequest request = SessionRequest.of(context, pathTenant, fields.optionalUuid("tenantId"));
        Channel usual = caller instanceof Caller.Person ? Channel.STAFF : Channel.API;
        JoinWish.Draft wish = JoinWish.from(fields, ArrivalFields.believing(usual));
        return join(request, request.queue(pathQueue), TimeOrderedId.next(), wish, request.idempotency(body));
    }

    /** The same when what the queue asks for is still to be compared with what the body answers. */
    CompletionStage<Joined> join(
            SessionRequest request,
            QueueKey queue,
            UUID sessionId,
            JoinWish.Draft wish,
            @Nullable Idempotency idempotency) {
        QueueState held = journal.held(queue);
        return held != null
                ? join(request, queue, sessionId, wish.asked(asked(held)), idempotency)
                : journal.queue(queue, 0)
                        .thenApply(found -> wish.asked(found.map(Joining::asked).orElse(List.of())))
                        .thenCompose(whole -> join(request, queue, sessionId, whole, idempotency));
    }

    private static List<CustomField> asked(QueueState queue) {
        return queue.exists() ? queue.settings().visits().fields() : List.of();
    }

    /**
     * Takes a person in.
     *
     * @param sessionId what the session is called if it is a new one
     * @return 201 with the new place; 200 with the place that the person has; the same again for an idempotency key
     */
    private CompletionStage<Joined> join(
            SessionRequest request, QueueKey queue, UUID sessionId, JoinWish wish, @Nullable Idempotency idempotency) {
        UUID userKey = UserKey.of(queue.queueId(), wish.userId());
        Command join = new Command.Join(sessionId, userKey, wish.priority(), wish.arrival());
        return people.seal(queue.tenantId(), sessionId, wish.person())
                .thenCompose(told -> limit.within(
                        queue,
                        userKey,
                        () -> journal.submit(new Submission(queue, join, wish.userId(), told, idempotency))))
                .thenComposeAsync(outcome -> joined(request, queue, wish, outcome.orThrow()), request.loop());
    }

    /** 200 with the place that the session still has, or empty when it has none (any more). */
    CompletionStage<Optional<Joined>> rejoin(SessionRequest request, SessionKey own) {
        return journal.place(own.queue(), own.sessionId(), request.minSeq())
                .thenApplyAsync(
                        found -> found.filter(place -> place.session().status().isLive())
                                .map(place -> found(request, own.queue(), nothingDone(place))),
                        threads);
    }

    private static Outcome.Done nothingDone(Place place) {
        return new Outcome.Done(place.queue(), place.session(), place.queue().seq(), false, false);
    }

    private CompletionStage<Joined> joined(SessionRequest request, QueueKey queue, JoinWish wish, Outcome.Done done) {
        return done.changed() && !done.replayed()
                ? CompletableFuture.completedStage(answer(request, queue, wish.userId(), wish.person(), done, 201))
                : CompletableFuture.supplyAsync(() -> found(request, queue, done), threads);
    }

    private Joined found(SessionRequest request, QueueKey queue, Outcome.Done done) {
        SessionRow row =
                rows.find(queue.tenantId(), Sessions.sessionOf(done).id()).orElseThrow();
        return answer(request, queue, row.userId(), row.person(), done, done.changed() ? 201 : 200);
    }

    private Joined answer(
            SessionRequest request, QueueKey queue, String userId, Person person, Outcome.Done done, int status) {
        QueueState state = done.state();
        Session session = SessionView.current(state, Sessions.sessionOf(done));
        JoinAnswer answer = JoinAnswer.of(
                queue.queueId(),
                userId,
                request.isOfHolder() ? person.withNotes(null) : person,
                state,
                session,
                view.waiting(state, session, request.acceptLanguage()),
                done.seq(),
                tokens.issue(queue.tenantId(), queue.queueId(), session.id()));
        return new Joined(status, done, answer);
    }
}
