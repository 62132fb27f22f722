package io.virtualqueue.server.session;

import io.quarkus.virtual.threads.VirtualThreads;
import io.virtualqueue.engine.Command;
import io.virtualqueue.engine.QueueState;
import io.virtualqueue.engine.Rejection;
import io.virtualqueue.engine.Session;
import io.virtualqueue.engine.SessionStatus;
import io.virtualqueue.engine.Visit;
import io.virtualqueue.server.http.Fields;
import io.virtualqueue.server.http.PathId;
import io.virtualqueue.server.http.ProblemException;
import io.virtualqueue.server.identity.Caller;
import io.virtualqueue.server.identity.Permission;
import io.virtualqueue.server.journal.Idempotency;
import io.virtualqueue.server.journal.Journal;
import io.virtualqueue.server.journal.Outcome;
import io.virtualqueue.server.journal.Place;
import io.virtualqueue.server.journal.QueueKey;
import io.virtualqueue.server.journal.Submission;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/** All that can be done with a session that is there, whichever path names it. */
@Singleton
public final class Sessions {
    private final Journal journal;
    private final SessionRows rows;
    private final SessionView view;
    private final Presence presence;
    private final Notes notes;
    private final FeedbackLinks links;
    private final ExecutorService threads;

    @Inject
    Sessions(
            Journal journal,
            SessionRows rows,
            SessionView view,
            Presence presence,
            Notes notes,
            FeedbackLinks links,
            @VirtualThreads ExecutorService threads) {
        this.journal = journal;
        this.rows = rows;
        this.view = view;
        this.presence = presence;
        this.notes = notes;
        this.links = links;
        this.threads = threads;
    }

    /**
     * The session of that id, where the path does not name the queue: the caller's own is known by its token, others
     * are looked up.
     */
    public CompletionStage<SessionKey> find(SessionRequest request, String pathSession) {
        UUID sessionId = PathId.parse(pathSession);
        UUID tenantId = request.tenantId();
        UUID queueId = SessionAccess.ownQueue(request.caller(), sessionId);
        if (queueId == null) {
            queueId = rows.knownQueueOf(tenantId, sessionId);
        }
        return queueId != null
                ? CompletableFuture.completedStage(new SessionKey(new QueueKey(tenantId, queueId), sessionId))
                : CompletableFuture.supplyAsync(() -> lookUp(tenantId, sessionId), threads);
    }

    private SessionKey lookUp(UUID tenantId, UUID sessionId) {
        UUID queueId = rows.queueOf(tenantId, sessionId).orElseThrow(Sessions::unknown);
        return new SessionKey(new QueueKey(tenantId, queueId), sessionId);
    }

    CompletionStage<PositionAnswer> position(SessionRequest request, SessionKey key) {
        SessionAccess.requireView(request.caller(), key, Permission.SEE_SESSIONS);
        Place held = journal.heldPlace(key.queue(), key.sessionId(), request.minSeq());
        return held != null
                ? CompletableFuture.completedStage(position(request, key, held))
                : place(request, key).thenApply(place -> position(request, key, place));
    }

    /** The position, with why it is that one. */
    CompletionStage<PositionAnswer> explained(SessionRequest request, SessionKey key) {
        SessionAccess.requireView(request.caller(), key, Permission.SEE_SESSIONS);
        return place(request, key)
                .thenApply(place ->
                        position(request, key, place).with(SessionView.explanation(place.queue(), place.session())));
    }

    private PositionAnswer position(SessionRequest request, SessionKey key, Place place) {
        if (!(request.caller() instanceof Caller.Person)) {
            presence.asked(key.queue(), place.queue(), place.session());
        }
        return view.position(key.queue(), place.queue(), place.session(), request.acceptLanguage());
    }

    /** A session with all that is known of it; for staff, applications, and whoever holds it. */
    public CompletionStage<SessionAnswer> get(SessionRequest request, SessionKey key) {
        SessionAccess.requireView(request.caller(), key, Permission.SEE_SESSIONS);
        return place(request, key)
                .thenApplyAsync(place -> describe(request, key.queue(), place.queue(), place.session(), null), threads);
    }

    CompletionStage<Response> leave(SessionRequest request, SessionKey key) {
        SessionAccess.requireView(request.caller(), key, Permission.HANDLE_SESSIONS);
        return carryOut(key.queue(), new Command.Leave(key.sessionId()), request.idempotency())
                .thenApply(done -> Answers.to(done, 204, null));
    }

    /** Says from which position the person wants to be told to get ready; 0 for where the queue says. */
    CompletionStage<Response> chooseReadyAt(SessionRequest request, SessionKey key, byte[] body) {
        SessionAccess.requireView(request.caller(), key, Permission.HANDLE_SESSIONS);
        Fields fields = Fields.parse(body);
        return place(request, key).thenCompose(_ -> {
            int position = fields.integer("position", 0, Visit.MAX_READY_AT);
            fields.check();
            Command choice = new Command.ChooseReadyAt(key.sessionId(), position);
            return step(request, key.queue(), choice, request.idempotency(body));
        });
    }

    /** Changes what staff note, and the answers to what the queue asks for; the same twice is the same once. */
    CompletionStage<SessionAnswer> note(SessionRequest request, SessionKey key, byte[] body) {
        request.caller().require(Permission.HANDLE_SESSIONS);
        Fields fields = Fields.parse(body);
        return place(request, key)
                .thenApplyAsync(
                        place -> {
                            Notes.Change change = Notes.changeOf(
                                    fields, place.queue().settings().visits().fields());
                            notes.change(key.queue().tenantId(), key.sessionId(), change);
                            return describe(request, key.queue(), place.queue(), place.session(), null);
                        },
                        threads);
    }

    /** The first heartbeat begins the visit; it and the later ones say that the visitor is there. */
    CompletionStage<Response> heartbeat(SessionRequest request, SessionKey key) {
        SessionAccess.requireSite(request.caller(), key);
        return place(request, key)
                .thenCompose(place -> place.session().status() == SessionStatus.SERVING
                        ? CompletableFuture.completedStage(alive(
                                key.queue(),
                                place.queue(),
                                place.session(),
                                place.queue().seq()))
                        : journal.submit(Submission.of(key.queue(), new Command.Serve(key.sessionId())))
                                .thenApply(outcome -> begun(key.queue(), place.queue(), outcome)));
    }

    private Response begun(QueueKey queue, QueueState before, Outcome outcome) {
        // Another server took the first heartbeat, of which this one has not heard yet.
        if (outcome instanceof Outcome.Refused(Rejection reason, Session serving, Instant _)
                && reason == Rejection.ILLEGAL_TRANSITION
                && serving != null
                && serving.status() == SessionStatus.SERVING) {
            return alive(queue, before, serving, before.seq());
        }
        Outcome.Done done = outcome.orThrow();
        return alive(queue, done.state(), sessionOf(done), done.seq());
    }

    private Response alive(QueueKey queue, QueueState state, Session session, long seq) {
        presence.heartbeat(queue, state, session);
        return Answers.of(
                seq,
                new HeartbeatAnswer(session.id(), Words.of(session.status()), seq, view.pass(queue, state, session)));
    }

    CompletionStage<Response> complete(SessionRequest request, SessionKey key) {
        SessionAccess.requireSite(request.caller(), key);
        return step(request, key.queue(), new Command.Complete(key.sessionId()), request.idempotency());
    }

    /**
     * Carries out a command about a session and answers with the session, or 204 when it was about none. Who may do it
     * is the caller's to check.
     */
    public CompletionStage<Response> step(
            SessionRequest request, QueueKey queue, Command command, @Nullable Idempotency idempotency) {
        return carryOut(queue, command, idempotency).thenApplyAsync(done -> describe(request, queue, done), threads);
    }

    /** Answers with what became of a command about a session of this queue; waits for the database. */
    public Response answer(SessionRequest request, QueueKey queue, Outcome outcome) {
        return describe(request, queue, outcome.orThrow());
    }

    private Response describe(SessionRequest request, QueueKey queue, Outcome.Done done) {
        Session session = done.session();
        return session == null
                ? Answers.to(done, 204, null)
                : Answers.to(done, 200, describe(request, queue, done.state(), session, done.seq()));
    }

    /** The session with all that is known of it, for those who may see that; waits for the database. */
    SessionAnswer describe(
            SessionRequest request, QueueKey queue, QueueState state, Session session, @Nullable Long seq) {
        SessionRow known = rows.find(queue.tenantId(), session.id()).orElseThrow(Sessions::unknown);
        SessionRow row = request.isOfHolder() ? known.with(known.person().withNotes(null)) : known;
        Session current = SessionView.current(state, session);
        boolean isJustDone = seq != null && current.status() == SessionStatus.COMPLETED;
        FeedbackLink feedback = isJustDone ? links.of(queue, current.id(), current.since()) : null;
        return view.session(row, state, current, seq, feedback, request.acceptLanguage());
    }

    private CompletionStage<Outcome.Done> carryOut(QueueKey queue, Command command, @Nullable Idempotency idempotency) {
        return journal.submit(Submission.of(queue, command, idempotency)).thenApply(Outcome::orThrow);
    }

    /** Where the session is in its queue; 404 when there is none. Who may know is the caller's to check. */
    public CompletionStage<Place> place(SessionRequest request, SessionKey key) {
        return journal.place(key.queue(), key.sessionId(), request.minSeq())
                .thenApply(found -> found.orElseThrow(Sessions::unknown));
    }

    /** The session that a command about one was about. */
    static Session sessionOf(Outcome.Done done) {
        Session session = done.session();
        if (session == null) {
            throw new IllegalStateException("a step of a session is about a session");
        }
        return session;
    }

    static ProblemException unknown() {
        return ProblemException.notFound("There is no such session.");
    }
}
