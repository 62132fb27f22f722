package io.virtualqueue.server.journal;

import io.virtualqueue.engine.QueueState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** A queue in this node's memory: its newest committed version, and the commands that wait to change it. */
final class HeldQueue {
    private static final Logger LOG = Logger.getLogger(HeldQueue.class);

    private static final Duration NOTED_EVERY = Duration.ofSeconds(1);

    final QueueKey key;
    final Mailbox mailbox;
    private final List<FeedListener> listeners;
    private volatile QueueState state;
    private volatile long usedAtNanos = System.nanoTime();
    private volatile long seqInDatabase;
    private final AtomicBoolean following = new AtomicBoolean();
    /** The numbers of the batch that this node committed last, or is committing. */
    private long ownAfterSeq;

    private long ownUpToSeq;

    HeldQueue(QueueKey key, QueueState state, List<FeedListener> listeners, MailboxFactory mailboxes) {
        this.key = key;
        this.state = state;
        this.listeners = listeners;
        this.mailbox = mailboxes.mailboxOf(this);
    }

    /** Makes the mailbox of a queue that is being constructed. */
    @FunctionalInterface
    interface MailboxFactory {
        Mailbox mailboxOf(HeldQueue queue);
    }

    QueueState state() {
        return state;
    }

    /**
     * Says that this node is about to commit these numbers: a look at the database may bring them before the writer
     * does. Nobody else can write them until the commit is decided.
     */
    synchronized void committing(long afterSeq, long upToSeq) {
        ownAfterSeq = afterSeq;
        ownUpToSeq = upToSeq;
    }

    /** Says that the commit did not happen, so that the numbers are anybody's. */
    synchronized void notCommitted() {
        ownUpToSeq = ownAfterSeq;
    }

    /**
     * Makes committed events visible and tells the listeners, in order and once, however many threads bring them.
     *
     * @param events the last of the journal up to {@code newer}, reaching back at least to what is visible now
     */
    synchronized void publish(List<RecordedEvent> events, QueueState newer) {
        long seen = state.seq();
        if (newer.seq() <= seen) {
            return;
        }
        state = newer.forgetEnded();
        Map<Boolean, List<RecordedEvent>> unseen = events.stream()
                .filter(event -> event.seq() > seen)
                .collect(Collectors.partitioningBy(this::isWrittenHere));
        // Whatever came before the own batch was visible when it was decided.
        tell(unseen.getOrDefault(true, List.of()), true);
        tell(unseen.getOrDefault(false, List.of()), false);
    }

    private boolean isWrittenHere(RecordedEvent event) {
        return event.seq() > ownAfterSeq && event.seq() <= ownUpToSeq;
    }

    private void tell(List<RecordedEvent> events, boolean writtenHere) {
        if (!events.isEmpty()) {
            listeners.forEach(listener -> tell(listener, events, writtenHere));
        }
    }

    /** A listener's fault is not the queue's. */
    private void tell(FeedListener listener, List<RecordedEvent> events, boolean writtenHere) {
        try {
            listener.happened(key, events, state, writtenHere);
        } catch (RuntimeException e) {
            LOG.errorf(e, "A listener of the feed failed");
        }
    }

    /** Someone asked for it now. Noted now and then: a write with every read would cost the readers of the state. */
    void touch(long nanoTime) {
        if (nanoTime - usedAtNanos > NOTED_EVERY.toNanos()) {
            usedAtNanos = nanoTime;
        }
    }

    long usedAtNanos() {
        return usedAtNanos;
    }

    /** What the last look at the heads said. */
    void noticed(long lastSeq) {
        seqInDatabase = lastSeq;
    }

    /** Whether the caller may follow now; then it says {@link #endFollowing} in the end. One thread is enough. */
    boolean beginFollowing() {
        return following.compareAndSet(false, true);
    }

    void endFollowing() {
        following.set(false);
    }

    boolean isBehind() {
        return seqInDatabase > state.seq();
    }
}
