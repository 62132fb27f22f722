package io.virtualqueue.server.release;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.virtualqueue.engine.Command;
import io.virtualqueue.engine.QueueState;
import io.virtualqueue.server.journal.Journal;
import io.virtualqueue.server.journal.Outcome;
import io.virtualqueue.server.journal.QueueKey;
import io.virtualqueue.server.journal.Submission;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Puts a tick into the mailbox of every queue in which somebody is due to be released or to expire. Every node does so
 * for the queues that it holds: a tick too many finds nothing to do.
 */
@Singleton
final class Ticker {
    /** How often all queues are looked at. */
    static final Duration LOOK_EVERY = Duration.ofMillis(50);
    /** How long a queue is left alone when a tick has failed: the database is away, and asking faster helps nobody. */
    static final Duration BACK_OFF = Duration.ofSeconds(1);

    private static final Logger LOG = Logger.getLogger(Ticker.class);

    private final Journal journal;
    private final Set<QueueKey> underWay = ConcurrentHashMap.newKeySet();
    private final Thread thread = Thread.ofVirtual().name("ticker").unstarted(this::tickUntilClosed);
    private volatile boolean closed;

    Ticker(Journal journal) {
        this.journal = journal;
    }

    void start(@Observes StartupEvent event) {
        thread.start();
    }

    void stop(@Observes ShutdownEvent event) {
        closed = true;
        LockSupport.unpark(thread);
    }

    private void tickUntilClosed() {
        while (!closed) {
            try {
                journal.forEachHeld(this::tickIfDue);
            } catch (RuntimeException e) {
                LOG.errorf(e, "A look for queues that are due failed");
            }
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
    }

    private void tickIfDue(QueueKey key, QueueState queue) {
        if (!closed && isDue(queue) && underWay.add(key)) {
            tick(key);
        }
    }

    private boolean isDue(QueueState queue) {
        Instant due = queue.nextDue();
        return due != null && !due.isAfter(journal.now());
    }

    private void tick(QueueKey key) {
        journal.submit(Submission.of(key, new Command.Tick()))
                .whenComplete((outcome, failure) -> answered(key, outcome, failure));
    }

    /** One tick releases so many and no more; where more are due, the next one follows at once. */
    private void answered(QueueKey key, @Nullable Outcome outcome, @Nullable Throwable failure) {
        if (!closed && outcome instanceof Outcome.Done done && done.changed() && isDue(done.state())) {
            tick(key);
        } else if (failure == null) {
            underWay.remove(key);
        } else {
            Thread.startVirtualThread(() -> {
                LockSupport.parkNanos(BACK_OFF.toNanos());
                underWay.remove(key);
            });
        }
    }
}
