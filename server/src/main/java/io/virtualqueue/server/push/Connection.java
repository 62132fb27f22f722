package io.virtualqueue.server.push;

import io.virtualqueue.server.identity.Caller;
import io.virtualqueue.server.identity.ShownCredential;
import io.virtualqueue.server.journal.QueueKey;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An open connection of some protocol, and what it listens to. */
public abstract class Connection implements Listener {
    /** Topics that one connection may listen to at once, and joins that may wait for their turn. */
    public static final int MAX_TOPICS = 1_000;

    private final Push push;
    private final Protocol protocol;
    private final ShownCredential credential;
    private final Set<Topic> topics = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean ended = new AtomicBoolean();
    private CompletionStage<?> last = CompletableFuture.completedStage(null);
    private int waiting;

    protected Connection(Push push, Protocol protocol, ShownCredential credential) {
        this.push = push;
        this.protocol = protocol;
        this.credential = credential;
    }

    /** Counts it as open; call once it can be told something. */
    protected final void opened() {
        push.opened(this);
    }

    /** Listens no more; call when it has ended, for whatever reason. */
    protected final void ended() {
        if (ended.compareAndSet(false, true)) {
            topics.forEach(topic -> push.leave(this, topic));
            topics.clear();
            push.closed(this);
        }
    }

    /**
     * Begins to listen; the present state comes first. One thing after the other: however many a client asks for at once,
     * it takes the database's time for one.
     *
     * @return completes with null, or with why it is refused
     */
    public final CompletionStage<@Nullable String> join(Topic topic) {
        return inTurn(() -> push.join(this, topic));
    }

    /** Listens to this no more, once what was asked before is done. */
    public final void leave(Topic topic) {
        inTurn(() -> {
            leaveNow(topic);
            return CompletableFuture.completedStage(null);
        });
    }

    private synchronized CompletionStage<@Nullable String> inTurn(Supplier<CompletionStage<@Nullable String>> step) {
        if (waiting >= MAX_TOPICS) {
            return CompletableFuture.completedStage(
                    "You have asked for " + MAX_TOPICS + " topics that are not joined yet.");
        }
        waiting++;
        CompletionStage<@Nullable String> done = last.handle((_, _) -> null).thenCompose(_ -> step.get());
        last = done.whenComplete((_, _) -> stepped());
        return done;
    }

    private synchronized void stepped() {
        waiting--;
    }

    final void leaveNow(Topic topic) {
        if (topics.remove(topic)) {
            push.leave(this, topic);
        }
    }

    /** False when there are too many. */
    final boolean note(Topic topic) {
        if (ended.get() || (topics.size() >= MAX_TOPICS && !topics.contains(topic))) {
            return false;
        }
        topics.add(topic);
        return true;
    }

    final boolean hasEnded() {
        return ended.get();
    }

    public final Caller caller() {
        return credential.caller();
    }

    final ShownCredential credential() {
        return credential;
    }

    final Protocol protocol() {
        return protocol;
    }

    @Override
    public final void sessionEnded(UUID sessionId) {
        if (caller() instanceof Caller.SessionHolder holder
                && holder.sessionId().equals(sessionId)) {
            close(Ending.SESSION_ENDED);
        }
    }

    @Override
    public final void queueDeleted(QueueKey queue) {
        try {
            // Whoever leaves before what has been told had its turn would not hear it.
            loop().execute(() -> leaveDeleted(queue));
        } catch (RejectedExecutionException stopped) {
            // The server stops, and with it the connections of this thread.
        }
    }

    private void leaveDeleted(QueueKey queue) {
        topics.stream().filter(topic -> isOf(topic, queue)).toList().forEach(this::leaveNow);
        if (caller() instanceof Caller.SessionHolder || (protocol == Protocol.SSE && topics.isEmpty())) {
            close(Ending.QUEUE_DELETED);
        }
    }

    private static boolean isOf(Topic topic, QueueKey queue) {
        return switch (topic) {
            case Topic.OfQueue ofQueue -> ofQueue.queue().equals(queue);
            case Topic.OfSession ofSession -> ofSession.queue().equals(queue);
            case Topic.OfTenant _ -> false;
        };
    }
}
