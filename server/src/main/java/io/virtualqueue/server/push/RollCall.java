package io.virtualqueue.server.push;

import io.virtualqueue.server.journal.QueueKey;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;

/**
 * Tells staff who is in a queue once somebody has gone: the newest list, on a thread of its own, for it has to be read.
 * However many go at once, there is one list under way and at most one to follow it.
 */
final class RollCall {
    /** Lists of one queue are at least so far apart. */
    static final Duration EVERY = Duration.ofMillis(250);

    private static final Logger LOG = Logger.getLogger(RollCall.class);

    private final QueueKey queue;
    private final Subscriptions subscriptions;
    private final Descriptions descriptions;
    private final AtomicBoolean wanted = new AtomicBoolean();
    private final AtomicBoolean underWay = new AtomicBoolean();

    RollCall(QueueKey queue, Subscriptions subscriptions, Descriptions descriptions) {
        this.queue = queue;
        this.subscriptions = subscriptions;
        this.descriptions = descriptions;
    }

    /** The list has changed. */
    void ask() {
        wanted.set(true);
        if (underWay.compareAndSet(false, true)) {
            Thread.startVirtualThread(this::run);
        }
    }

    private void run() {
        do {
            while (wanted.getAndSet(false)) {
                call();
                LockSupport.parkNanos(EVERY.toNanos());
            }
            underWay.set(false);
        } while (wanted.get() && underWay.compareAndSet(false, true));
    }

    private void call() {
        try {
            subscriptions.tell(new Update.Roll(queue, descriptions.roll(queue)), Audience.STAFF);
        } catch (RuntimeException fault) {
            // Without a database nothing happens that would change the list; the next change asks again.
            LOG.debugf(fault, "The people in queue %s could not be listed", queue.queueId());
        }
    }
}
