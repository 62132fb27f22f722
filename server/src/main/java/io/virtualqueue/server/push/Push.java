package io.virtualqueue.server.push;

import io.virtualqueue.engine.QueueState;
import io.virtualqueue.engine.Session;
import io.virtualqueue.engine.SessionStatus;
import io.virtualqueue.engine.Visit;
import io.virtualqueue.server.identity.Caller;
import io.virtualqueue.server.journal.Journal;
import io.virtualqueue.server.journal.Place;
import io.virtualqueue.server.journal.QueueKey;
import io.virtualqueue.server.session.PlaceFacts;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Lets connections listen to topics, as far as their caller may. */
@Singleton
public final class Push {
    /** What is said where the subscription is fine and the session is over. */
    public static final String SESSION_ENDED = Ending.SESSION_ENDED.reason();

    /** How long a visitor may stay whose session was over already: enough to ask for it and to be told. */
    static final Duration ASKS_WITHIN = Duration.ofSeconds(20);

    private static final String NO_QUEUE = "There is no such queue.";
    private static final String NO_SESSION = "There is no such session.";

    private final Journal journal;
    private final Subscriptions subscriptions;
    private final Connections connections;
    private final Descriptions descriptions;
    private final Patience patience;

    @Inject
    Push(
            Journal journal,
            Subscriptions subscriptions,
            Connections connections,
            Descriptions descriptions,
            Patience patience) {
        this.journal = journal;
        this.subscriptions = subscriptions;
        this.connections = connections;
        this.descriptions = descriptions;
        this.patience = patience;
    }

    public Connections connections() {
        return connections;
    }

    public Patience patience() {
        return patience;
    }

    /** One is open. A visitor's ends with the session, whether it ever joins anything or not. */
    void opened(Connection connection) {
        connections.opened(connection);
        if (connection.caller() instanceof Caller.SessionHolder holder) {
            QueueKey queue = new QueueKey(holder.tenantId(), holder.queueId());
            subscriptions.hold(queue, holder.sessionId(), connection);
            if (connection.hasEnded()) {
                subscriptions.letGo(queue, holder.sessionId(), connection);
            }
            // What ended just before that was told to nobody.
            journal.place(queue, holder.sessionId(), 0).thenAccept(found -> {
                if (found.isEmpty() || isOver(found.get())) {
                    showOut(connection);
                }
            });
        }
    }

    private void showOut(Connection connection) {
        Duration stays = patience.of(ASKS_WITHIN);
        CompletableFuture.delayedExecutor(stays.toMillis(), TimeUnit.MILLISECONDS)
                .execute(() -> connection.close(Ending.SESSION_ENDED));
    }

    /** One is open no more. */
    void closed(Connection connection) {
        if (connection.caller() instanceof Caller.SessionHolder holder) {
            subscriptions.letGo(new QueueKey(holder.tenantId(), holder.queueId()), holder.sessionId(), connection);
        }
        connections.closed(connection);
    }

    /** Why this caller may not listen to that; empty when it may. Whether there is such a thing is another question. */
    public Optional<String> refusal(Caller caller, Topic topic) {
        return Optional.ofNullable(Access.refusal(caller, topic));
    }

    /** Whether the session has ended for good, so that there is nothing to listen to. */
    public boolean isOver(Place place) {
        SessionStatus status = place.session().status();
        return !status.isLive() && !QueuePump.mayReturn(place.queue(), status);
    }

    CompletionStage<@Nullable String> join(Connection connection, Topic topic) {
        String refusal = Access.refusal(connection.caller(), topic);
        if (refusal != null) {
            return CompletableFuture.completedStage(refusal);
        }
        return switch (topic) {
            case Topic.OfQueue(var queue, var audience) ->
                journal.queue(queue, 0)
                        .thenApply(found -> found.isEmpty()
                                ? NO_QUEUE
                                : joinQueue(connection, topic, queue, audience, found.get()));
            case Topic.OfSession(var queue, var sessionId) ->
                journal.place(queue, sessionId, 0)
                        .thenApply(found -> found.isEmpty()
                                ? NO_SESSION
                                : joinSession(connection, topic, queue, sessionId, found.get()));
            case Topic.OfTenant tenant -> {
                if (connection.note(tenant)) {
                    subscriptions.add(tenant, connection);
                    dropIfEnded(connection, tenant);
                    yield CompletableFuture.completedStage(null);
                }
                yield CompletableFuture.completedStage(tooMany());
            }
        };
    }

    private @Nullable String joinQueue(
            Connection connection, Topic topic, QueueKey queue, Audience audience, QueueState found) {
        if (!connection.note(topic)) {
            return tooMany();
        }
        Seat seat = subscriptions.add(topic, connection, found);
        // What happened since it was looked up may have been told to nobody.
        QueueState now = newest(queue, found);
        if (!now.exists()) {
            connection.leaveNow(topic);
            return NO_QUEUE;
        }
        Update first = new Update.QueueChanged(queue, descriptions.facts(queue, now), Set.of(), 0);
        Listeners.tellOne(connection, seat, first, audience);
        dropIfEnded(connection, topic);
        return null;
    }

    private @Nullable String joinSession(
            Connection connection, Topic topic, QueueKey queue, UUID sessionId, Place found) {
        if (isOver(found)) {
            return SESSION_ENDED;
        }
        if (!connection.note(topic)) {
            return tooMany();
        }
        Seat seat = subscriptions.add(topic, connection, found.queue());
        QueueState now = newest(queue, found.queue());
        Session live = now.exists() ? now.session(sessionId) : null;
        if (live == null && found.session().status().isLive()) {
            connection.leaveNow(topic);
            return SESSION_ENDED;
        }
        PlaceFacts place = live == null ? null : descriptions.place(queue, now, live);
        Update first = place == null
                ? new Update.Gone(
                        queue,
                        descriptions.ended(
                                queue, now, sessionId, found.session().status()))
                : new Update.Moved(queue, place);
        Listeners.tellOne(connection, seat, first, Audience.VISITORS);
        if (place != null && live != null && isReady(now, live, place.position())) {
            Listeners.tellOne(connection, seat, new Update.GetReady(queue, place), Audience.VISITORS);
        }
        dropIfEnded(connection, topic);
        return null;
    }

    /** Whether the person was to get ready before anybody listened, and still is. */
    private static boolean isReady(QueueState queue, Session session, int position) {
        Visit visit = session.visit();
        if (visit == null || !visit.toldReady()) {
            return false;
        }
        int readyAt = visit.readyAt() > 0
                ? visit.readyAt()
                : queue.settings().visits().getReadyAt();
        return position > 0 && position <= readyAt;
    }

    private QueueState newest(QueueKey queue, QueueState known) {
        QueueState held = journal.held(queue);
        return held == null ? known : held;
    }

    /** It may have ended while it joined. */
    private void dropIfEnded(Connection connection, Topic topic) {
        if (connection.hasEnded()) {
            subscriptions.remove(topic, connection);
        }
    }

    void leave(Connection connection, Topic topic) {
        subscriptions.remove(topic, connection);
    }

    private static String tooMany() {
        return "This connection listens to " + Connection.MAX_TOPICS + " topics already.";
    }
}
