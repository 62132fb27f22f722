package io.virtualqueue.server.push.sse;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.virtualqueue.engine.QueueState;
import io.virtualqueue.server.http.PathId;
import io.virtualqueue.server.http.ProblemException;
import io.virtualqueue.server.http.RouterProblems;
import io.virtualqueue.server.http.TenantPath;
import io.virtualqueue.server.http.WholeNumber;
import io.virtualqueue.server.identity.Caller;
import io.virtualqueue.server.identity.ShownCredential;
import io.virtualqueue.server.journal.Journal;
import io.virtualqueue.server.journal.PastEvents;
import io.virtualqueue.server.journal.Place;
import io.virtualqueue.server.journal.QueueKey;
import io.virtualqueue.server.push.Audience;
import io.virtualqueue.server.push.Connection;
import io.virtualqueue.server.push.Ending;
import io.virtualqueue.server.push.Push;
import io.virtualqueue.server.push.Sockets;
import io.virtualqueue.server.push.Topic;
import io.virtualqueue.server.push.Update;
import io.virtualqueue.server.session.SessionKey;
import io.virtualqueue.server.session.SessionRequest;
import io.virtualqueue.server.session.SessionView;
import io.virtualqueue.server.session.Sessions;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * {@code GET …/queues/{q}/events}: for staff each event of the journal, to be resumed by {@code Last-Event-ID}; for who
 * waits there how full the queue is. {@code GET …/sessions/{s}/events}: where a session stands. The token may come as
 * {@code access_token}, for browsers' EventSource sends no headers.
 */
@Singleton
final class EventStreams {
    private static final String LAST_EVENT_ID = "Last-Event-ID";

    private final Push push;
    private final Journal journal;
    private final Sessions sessions;
    private final SessionView view;
    private final Codecs codecs;
    private final Sockets sockets;
    private final Vertx vertx;

    /** What is said, to staff and to those who wait. */
    @Singleton
    record Codecs(JournalCodec journal, PlaceCodec place, PastEvents past) {
        @Inject
        Codecs {}
    }

    @Inject
    EventStreams(
            Push push,
            Journal journal,
            Sessions sessions,
            SessionView view,
            Codecs codecs,
            Sockets sockets,
            Vertx vertx) {
        this.push = push;
        this.journal = journal;
        this.sessions = sessions;
        this.view = view;
        this.codecs = codecs;
        this.sockets = sockets;
        this.vertx = vertx;
    }

    void install(@Observes Router router) {
        for (String base : List.of("/v1", "/v1/tenants/:tenantId")) {
            router.get(base + "/queues/:queueId/events").handler(context -> admit(context, this::ofQueue));
            router.get(base + "/queues/:queueId/sessions/:sessionId/events")
                    .handler(context -> admit(context, this::ofSession));
            router.get(base + "/sessions/:sessionId/events").handler(context -> admit(context, this::ofSession));
        }
    }

    /** Who asks for what. */
    private record Request(RoutingContext context, ShownCredential shown, UUID tenantId) {
        Caller caller() {
            return shown.caller();
        }

        QueueKey queue(String id) {
            return new QueueKey(tenantId, PathId.parse(id));
        }

        Optional<String> header(String name) {
            return Optional.ofNullable(context.request().getHeader(name));
        }
    }

    private void admit(RoutingContext context, Consumer<Request> then) {
        sockets.admit(context, shown -> {
            try {
                String named = context.pathParam("tenantId");
                UUID tenantId = shown.caller().tenant(named == null ? TenantPath.OWN : named);
                then.accept(new Request(context, shown, tenantId));
            } catch (ProblemException problem) {
                RouterProblems.answer(context, problem);
            }
        });
    }

    private void ofQueue(Request request) {
        QueueKey queue = request.queue(request.context().pathParam("queueId"));
        boolean visits = request.caller() instanceof Caller.SessionHolder;
        Topic.OfQueue topic = new Topic.OfQueue(queue, visits ? Audience.VISITORS : Audience.STAFF);
        if (isRefused(request, topic)) {
            return;
        }
        OptionalLong seen =
                request.header(LAST_EVENT_ID).map(WholeNumber::parse).orElse(OptionalLong.empty());
        onLoop(request.context(), havingSeen(queue, seen.orElse(0)), found -> {
            if (found.isEmpty()) {
                RouterProblems.answer(request.context(), ProblemException.notFound("There is no such queue."));
            } else if (visits) {
                begin(placeStream(request), List.of(topic));
            } else {
                journalOf(request, topic, found.get(), seen);
            }
        });
    }

    /**
     * This server may know less than the client has seen on another. A number that nobody has seen is no reason to refuse
     * it: the stream then begins with what comes next.
     */
    private CompletionStage<Optional<QueueState>> havingSeen(QueueKey queue, long seq) {
        return journal.queue(queue, seq).exceptionallyCompose(_ -> journal.queue(queue, 0));
    }

    private void journalOf(Request request, Topic.OfQueue topic, QueueState state, OptionalLong seen) {
        long after = Math.min(state.seq(), seen.orElse(state.seq()));
        JournalStream stream = new JournalStream(
                push,
                request.shown(),
                codecs.journal(),
                vertx,
                request.context().request(),
                new JournalStream.Position(codecs.past(), topic.queue(), after));
        begin(stream, List.of(topic));
        stream.readOn();
    }

    private void ofSession(Request request) {
        UUID sessionId = PathId.parse(request.context().pathParam("sessionId"));
        String named = request.context().pathParam("queueId");
        Context loop = Vertx.currentContext();
        CompletionStage<SessionKey> meant = named != null
                ? CompletableFuture.completedStage(new SessionKey(request.queue(named), sessionId))
                : sessions.find(
                        new SessionRequest(
                                request.caller(),
                                request.tenantId(),
                                request.context().request(),
                                task -> loop.runOnContext(_ -> task.run())),
                        sessionId.toString());
        onLoop(request.context(), meant, key -> {
            if (!isRefused(request, new Topic.OfSession(key.queue(), sessionId))) {
                onLoop(
                        request.context(),
                        journal.place(key.queue(), sessionId, 0),
                        found -> placeOf(request, key, found));
            }
        });
    }

    private void placeOf(Request request, SessionKey key, Optional<Place> found) {
        if (found.isEmpty()) {
            RouterProblems.answer(request.context(), ProblemException.notFound("There is no such session."));
        } else if (push.isOver(found.get())) {
            tellEnd(request, key, found.get());
        } else {
            begin(
                    placeStream(request),
                    List.of(
                            new Topic.OfSession(key.queue(), key.sessionId()),
                            new Topic.OfQueue(key.queue(), Audience.VISITORS)));
        }
    }

    /** Tells how it ended; to a browser that has heard it and comes back, 204, after which it does not. */
    private void tellEnd(Request request, SessionKey key, Place place) {
        if (request.header(LAST_EVENT_ID).filter(PlaceCodec.END::equals).isPresent()) {
            request.context().response().setStatusCode(204).end();
            return;
        }
        Update gone = new Update.Gone(
                key.queue(),
                view.ended(
                        key.queue(),
                        place.queue(),
                        key.sessionId(),
                        place.session().status()));
        Stream stream = placeStream(request);
        stream.begin();
        Optional.ofNullable(codecs.place().encode(gone, Audience.VISITORS)).ifPresent(stream::tell);
        stream.close(Ending.SESSION_ENDED);
    }

    private Stream placeStream(Request request) {
        return new Stream(
                push, request.shown(), codecs.place(), vertx, request.context().request());
    }

    /** Answers why the caller may not listen to that; to who holds another place it is unknown. */
    private boolean isRefused(Request request, Topic topic) {
        Optional<String> refusal = push.refusal(request.caller(), topic);
        refusal.ifPresent(why -> RouterProblems.answer(
                request.context(),
                request.caller() instanceof Caller.SessionHolder
                        ? ProblemException.notFound(why)
                        : ProblemException.forbidden(why)));
        return refusal.isPresent();
    }

    private static void begin(Stream stream, List<Topic> topics) {
        stream.begin();
        topics.forEach(topic -> join(stream, topic));
    }

    private static void join(Connection stream, Topic topic) {
        stream.join(topic).whenComplete((refused, failure) -> {
            if (failure != null) {
                stream.close(Ending.DATABASE_AWAY);
            } else if (refused != null) {
                stream.close(refused.equals(Push.SESSION_ENDED) ? Ending.SESSION_ENDED : Ending.REFUSED);
            }
        });
    }

    private static <T> void onLoop(RoutingContext context, CompletionStage<T> stage, Consumer<T> then) {
        Context loop = Vertx.currentContext();
        stage.whenComplete((result, failure) -> loop.runOnContext(_ -> {
            if (failure == null) {
                then.accept(result);
            } else if (problem(failure) instanceof ProblemException problem) {
                RouterProblems.answer(context, problem);
            } else {
                RouterProblems.answer(
                        context,
                        ProblemException.unavailable("database_unavailable", Ending.DATABASE_AWAY.reason(), 2));
            }
        }));
    }

    private static Throwable problem(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }
}
