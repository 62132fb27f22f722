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
import io.virtualqueue.server.journal.Journal;
import io.virtualqueue.server.journal.PastEvents;
import io.virtualqueue.server.journal.QueueKey;
import io.virtualqueue.server.push.Audience;
import io.virtualqueue.server.push.Connection;
import io.virtualqueue.server.push.Push;
import io.virtualqueue.server.push.Sockets;
import io.virtualqueue.server.push.Topic;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * {@code GET …/queues/{q}/events}: for staff each event of the journal, to be resumed by {@code Last-Event-ID}; for who
 * waits there how full the queue is. {@code GET …/queues/{q}/sessions/{s}/events}: where a session stands. The token may
 * come as {@code access_token}, for browsers' EventSource sends no headers.
 */
@Singleton
final class EventStreams {
    private static final String LAST_EVENT_ID = "Last-Event-ID";

    private final Push push;
    private final Journal journal;
    private final PastEvents past;
    private final JournalCodec journalCodec;
    private final PlaceCodec placeCodec;
    private final Sockets sockets;
    private final Vertx vertx;

    @Inject
    EventStreams(
            Push push,
            Journal journal,
            PastEvents past,
            JournalCodec journalCodec,
            PlaceCodec placeCodec,
            Sockets sockets,
            Vertx vertx) {
        this.push = push;
        this.journal = journal;
        this.past = past;
        this.journalCodec = journalCodec;
        this.placeCodec = placeCodec;
        this.sockets = sockets;
        this.vertx = vertx;
    }

    void install(@Observes Router router) {
        for (String base : List.of("/v1", "/v1/tenants/:tenantId")) {
            router.get(base + "/queues/:queueId/events").handler(context -> identified(context, this::ofQueue));
            router.get(base + "/queues/:queueId/sessions/:sessionId/events")
                    .handler(context -> identified(context, this::ofSession));
            router.get(base + "/sessions/:sessionId/events").handler(context -> identified(context, this::ofSession));
        }
    }

    /** Who asks for what. */
    private record Request(RoutingContext context, Caller caller, UUID tenantId) {
        QueueKey queue(String id) {
            return new QueueKey(tenantId, PathId.parse(id));
        }
    }

    private void identified(RoutingContext context, Consumer<Request> then) {
        sockets.identify(context, caller -> {
            try {
                String named = context.pathParam("tenantId");
                then.accept(new Request(context, caller, caller.tenant(named == null ? TenantPath.OWN : named)));
            } catch (ProblemException problem) {
                RouterProblems.answer(context, problem);
            }
        });
    }

    private void ofQueue(Request request) {
        QueueKey queue = request.queue(request.context().pathParam("queueId"));
        if (request.caller() instanceof Caller.SessionHolder) {
            Stream stream = new Stream(
                    push, request.caller(), placeCodec, vertx, request.context().response());
            open(request.context(), stream, List.of(new Topic.OfQueue(queue, Audience.VISITORS)));
            return;
        }
        String last = request.context().request().getHeader(LAST_EVENT_ID);
        OptionalLong seen = last == null ? OptionalLong.empty() : WholeNumber.parse(last);
        onLoop(request.context(), havingSeen(queue, seen.orElse(0)), found -> journalOf(request, queue, seen, found));
    }

    /**
     * This server may know less than the client has seen on another. A number that nobody has seen is no reason to refuse
     * it: the stream then begins with what comes next.
     */
    private CompletionStage<Optional<QueueState>> havingSeen(QueueKey queue, long seq) {
        return journal.queue(queue, seq).exceptionallyCompose(_ -> journal.queue(queue, 0));
    }

    private void journalOf(Request request, QueueKey queue, OptionalLong seen, Optional<QueueState> found) {
        if (found.isEmpty()) {
            RouterProblems.answer(request.context(), ProblemException.notFound("There is no such queue."));
            return;
        }
        long newest = found.get().seq();
        long after = Math.min(newest, seen.orElse(newest));
        JournalStream stream = new JournalStream(
                push, request.caller(), journalCodec, vertx, request.context().response(), past, queue, after);
        open(request.context(), stream, List.of(new Topic.OfQueue(queue, Audience.STAFF)));
        stream.readOn();
    }

    private void ofSession(Request request) {
        UUID sessionId = PathId.parse(request.context().pathParam("sessionId"));
        String named = request.context().pathParam("queueId");
        QueueKey queue = named != null
                ? request.queue(named)
                : request.caller() instanceof Caller.SessionHolder holder
                        ? new QueueKey(holder.tenantId(), holder.queueId())
                        : null;
        if (queue == null) {
            throw ProblemException.notFound("Name the queue of the session in the path.");
        }
        Stream stream = new Stream(
                push, request.caller(), placeCodec, vertx, request.context().response());
        open(
                request.context(),
                stream,
                List.of(new Topic.OfSession(queue, sessionId), new Topic.OfQueue(queue, Audience.VISITORS)));
    }

    /** Begins the stream once its topics are allowed; else answers with a problem. */
    private void open(RoutingContext context, Stream stream, List<Topic> topics) {
        String refusal = topics.stream()
                .map(topic -> push.refusal(stream, topic))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(null);
        if (refusal != null) {
            stream.abandon();
            RouterProblems.answer(context, ProblemException.forbidden(refusal));
            return;
        }
        stream.begin();
        topics.forEach(topic -> join(stream, topic));
    }

    private static void join(Connection stream, Topic topic) {
        stream.join(topic).whenComplete((refused, failure) -> {
            if (failure != null || refused != null) {
                stream.close(refused == null ? "The database does not answer now." : refused);
            }
        });
    }

    private static <T> void onLoop(RoutingContext context, CompletionStage<T> stage, Consumer<T> then) {
        Context loop = Vertx.currentContext();
        stage.whenComplete((result, failure) -> loop.runOnContext(_ -> {
            if (failure != null) {
                RouterProblems.answer(
                        context,
                        ProblemException.unavailable("database_unavailable", "The database does not answer now.", 2));
            } else {
                then.accept(result);
            }
        }));
    }
}
