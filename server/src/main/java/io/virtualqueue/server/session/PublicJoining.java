package io.virtualqueue.server.session;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.virtualqueue.server.http.Fields;
import io.virtualqueue.server.http.IdempotencyKey;
import io.virtualqueue.server.http.ProblemException;
import io.virtualqueue.server.http.TimeOrderedId;
import io.virtualqueue.server.identity.Caller;
import io.virtualqueue.server.identity.Origins;
import io.virtualqueue.server.journal.Idempotency;
import io.virtualqueue.server.journal.QueueKey;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Takes in visitors who come with a browser and without a key. They cannot say who they are or how urgent it is, so
 * nobody can take another's place: only the own session token, or the own idempotency key, leads back to one.
 */
@Singleton
final class PublicJoining {
    /** Idempotency keys are secrets here: who knows one gets the place that it made. */
    static final int SHORTEST_KEY = 16;

    private final PublicQueues queues;
    private final Origins origins;
    private final Joining joining;

    @Inject
    PublicJoining(PublicQueues queues, Origins origins, Joining joining) {
        this.queues = queues;
        this.origins = origins;
        this.joining = joining;
    }

    CompletionStage<Joined> join(RoutingContext context, UUID queueId, byte[] body) {
        Caller caller = Caller.of(context);
        HttpServerRequest http = context.request();
        Executor loop = SessionRequest.loop(context);
        UUID sessionId = TimeOrderedId.next();
        JoinWish.Draft wish = JoinWish.ofPublic(Fields.parse(body), sessionId.toString(), ArrivalFields.OF_VISITORS);
        IdempotencyKey key = secretKey(http);
        return queue(caller, queueId, http).thenCompose(queue -> {
            SessionRequest request = new SessionRequest(caller, queue.tenantId(), http, loop);
            Idempotency idempotency = key == null ? null : request.idempotency("public:" + queueId, key, body);
            return join(request, queue, sessionId, wish, idempotency);
        });
    }

    /** Takes a visitor in who may join this queue, wherever the page is from. */
    CompletionStage<Joined> join(RoutingContext context, QueueKey queue, ArrivalFields arrivals, byte[] body) {
        UUID sessionId = TimeOrderedId.next();
        SessionRequest request = new SessionRequest(
                Caller.of(context), queue.tenantId(), context.request(), SessionRequest.loop(context));
        JoinWish.Draft wish = JoinWish.ofPublic(Fields.parse(body), sessionId.toString(), arrivals);
        IdempotencyKey key = secretKey(context.request());
        Idempotency idempotency = key == null ? null : request.idempotency("public:" + queue.queueId(), key, body);
        return join(request, queue, sessionId, wish, idempotency);
    }

    private CompletionStage<Joined> join(
            SessionRequest request,
            QueueKey queue,
            UUID sessionId,
            JoinWish.Draft wish,
            @Nullable Idempotency idempotency) {
        return ownPlace(request, queue)
                .thenCompose(own -> own.isPresent()
                        ? CompletableFuture.completedStage(own.get())
                        : joining.join(request, queue, sessionId, wish, idempotency));
    }

    static @Nullable IdempotencyKey secretKey(HttpServerRequest http) {
        IdempotencyKey key = IdempotencyKey.of(http.getHeader(IdempotencyKey.HEADER));
        if (key != null && key.value().length() < SHORTEST_KEY) {
            throw ProblemException.invalidField(
                    IdempotencyKey.HEADER, "must be at least " + SHORTEST_KEY + " characters, and hard to guess");
        }
        return key;
    }

    /** The queue, if pages such as the one that calls may join it. */
    private CompletionStage<QueueKey> queue(Caller caller, UUID queueId, HttpServerRequest http) {
        String origin = http.getHeader("Origin");
        boolean isOwnOrNoPage = origin == null || isOwn(origin, http);
        if (isOwnOrNoPage
                && caller instanceof Caller.SessionHolder holder
                && holder.queueId().equals(queueId)) {
            return CompletableFuture.completedStage(new QueueKey(holder.tenantId(), queueId));
        }
        return queues.find(queueId).thenApply(found -> {
            if (origin != null && !isOwnOrNoPage) {
                requireAllowed(found, origin);
            }
            return found.key();
        });
    }

    private CompletionStage<Optional<Joined>> ownPlace(SessionRequest request, QueueKey queue) {
        return request.caller() instanceof Caller.SessionHolder holder
                        && holder.queueId().equals(queue.queueId())
                ? joining.rejoin(request, new SessionKey(queue, holder.sessionId()))
                : CompletableFuture.completedStage(Optional.empty());
    }

    private void requireAllowed(PublicQueues.Found queue, String origin) {
        if (!origins.allows(queue.key().tenantId(), queue.applicationId(), origin)) {
            throw ProblemException.forbidden("origin_not_allowed", "This origin is not allowed.");
        }
    }

    /** Whether it is a page of this server, however the way here is encrypted. */
    private static boolean isOwn(String origin, HttpServerRequest http) {
        String host = http.getHeader("Host");
        return host != null && (origin.equals("https://" + host) || origin.equals("http://" + host));
    }
}
