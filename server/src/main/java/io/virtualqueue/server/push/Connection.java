package io.virtualqueue.server.push;

import io.virtualqueue.server.identity.Caller;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** An open connection of some protocol, and what it listens to. */
public abstract class Connection implements Listener {
    /** Topics that one connection may listen to at once. */
    public static final int MAX_TOPICS = 1_000;

    private final Push push;
    private final Protocol protocol;
    private final Caller caller;
    private final Set<Topic> topics = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean ended = new AtomicBoolean();

    protected Connection(Push push, Protocol protocol, Caller caller) {
        this.push = push;
        this.protocol = protocol;
        this.caller = caller;
    }

    /** Counts it as open; call once it can be told something. */
    protected final void opened() {
        push.connections().opened(this);
    }

    /** Listens no more; call when it has ended, for whatever reason. */
    protected final void ended() {
        if (ended.compareAndSet(false, true)) {
            topics.forEach(topic -> push.leave(this, topic));
            topics.clear();
            push.connections().closed(this);
        }
    }

    /**
     * Begins to listen; the present state comes first.
     *
     * @return completes with null, or with why it is refused
     */
    public final CompletionStage<@Nullable String> join(Topic topic) {
        return push.join(this, topic);
    }

    /** Listens to this no more. */
    public final void leave(Topic topic) {
        if (topics.remove(topic)) {
            push.leave(this, topic);
        }
    }

    /** False when there are too many. */
    final boolean note(Topic topic) {
        if (ended.get() || topics.size() >= MAX_TOPICS) {
            return false;
        }
        topics.add(topic);
        return true;
    }

    final boolean hasEnded() {
        return ended.get();
    }

    public final Caller caller() {
        return caller;
    }

    final Protocol protocol() {
        return protocol;
    }

    /** Ends it from here; the client is told why, as well as the protocol can. Any thread. */
    public abstract void close(String reason);
}
