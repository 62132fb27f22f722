package io.virtualqueue.server.push;

import io.virtualqueue.engine.QueueState;
import io.virtualqueue.engine.Session;
import io.virtualqueue.server.http.SpokenDuration;
import io.virtualqueue.server.journal.Journal;
import io.virtualqueue.server.journal.QueueKey;
import io.virtualqueue.server.session.SessionView;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Lets connections listen to topics, as far as their caller may. */
@Singleton
public final class Push {
    private final Journal journal;
    private final Subscriptions subscriptions;
    private final Connections connections;
    private final SessionView view;
    private final SpokenDuration speech;

    @Inject
    Push(
            Journal journal,
            Subscriptions subscriptions,
            Connections connections,
            SessionView view,
            SpokenDuration speech) {
        this.journal = journal;
        this.subscriptions = subscriptions;
        this.connections = connections;
        this.view = view;
        this.speech = speech;
    }

    public Connections connections() {
        return connections;
    }

    /** Why the connection may not listen to that; empty when it may. Whether there is such a thing is another question. */
    public Optional<String> refusal(Connection connection, Topic topic) {
        return Optional.ofNullable(Access.refusal(connection.caller(), topic));
    }

    CompletionStage<@Nullable String> join(Connection connection, Topic topic) {
        String refusal = Access.refusal(connection.caller(), topic);
        if (refusal != null) {
            return CompletableFuture.completedStage(refusal);
        }
        return switch (topic) {
            case Topic.OfQueue ofQueue -> join(connection, topic, ofQueue.queue());
            case Topic.OfSession ofSession -> join(connection, topic, ofSession.queue());
            case Topic.OfTenant tenant -> {
                if (connection.note(tenant)) {
                    subscriptions.add(tenant, connection);
                    yield CompletableFuture.completedStage(null);
                }
                yield CompletableFuture.completedStage(tooMany());
            }
        };
    }

    private CompletionStage<@Nullable String> join(Connection connection, Topic topic, QueueKey queue) {
        return journal.queue(queue, 0).thenApply(state -> joined(connection, topic, queue, state));
    }

    private @Nullable String joined(Connection connection, Topic topic, QueueKey queue, Optional<QueueState> found) {
        if (found.isEmpty()) {
            return "There is no such queue.";
        }
        if (!connection.note(topic)) {
            return tooMany();
        }
        subscriptions.add(topic, connection, found.get());
        if (connection.hasEnded()) {
            subscriptions.remove(topic, connection);
            return null;
        }
        // What happened since it was looked up may have been told to nobody.
        QueueState newest = journal.held(queue);
        tellFirst(connection, topic, queue, newest == null ? found.get() : newest);
        return null;
    }

    /** What there is now, so that nobody has to ask besides listening. */
    private void tellFirst(Connection connection, Topic topic, QueueKey queue, QueueState state) {
        Update first = null;
        if (topic instanceof Topic.OfQueue) {
            first = new Update.QueueChanged(queue, QueueFacts.of(queue, state, journal.now(), speech), Set.of());
        } else if (topic instanceof Topic.OfSession ofSession) {
            Session session = state.session(ofSession.sessionId());
            first = session == null ? null : new Update.Moved(queue, view.place(queue, state, session));
        }
        if (first != null) {
            Audience audience = topic instanceof Topic.OfQueue ofQueue ? ofQueue.audience() : Audience.VISITORS;
            String text = connection.codec().encode(first, audience);
            if (text != null) {
                connection.loop().execute(() -> connection.tell(text));
            }
        }
    }

    void leave(Connection connection, Topic topic) {
        subscriptions.remove(topic, connection);
    }

    private static String tooMany() {
        return "This connection listens to " + Connection.MAX_TOPICS + " topics already.";
    }
}
