package io.virtualqueue.server.push;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.virtualqueue.engine.QueueState;
import io.virtualqueue.server.journal.Journal;
import io.virtualqueue.server.journal.QueueKey;
import io.virtualqueue.server.journal.RecordedEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;

/**
 * Hears of every event and lets each queue's listeners know in rounds. A round begins this long after something happened,
 * and takes with it whatever happens until then. When telling fails, nothing but telling fails.
 */
@Singleton
public final class Rounds {
    /** With it the first in line hear of a change well within 50 ms of its commit, and a busy queue has few rounds. */
    static final Duration EVERY = Duration.ofMillis(20);

    private static final Logger LOG = Logger.getLogger(Rounds.class);

    private final Journal journal;
    private final Subscriptions subscriptions;
    private final Descriptions descriptions;
    private final Map<QueueKey, Going> going = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean closed;

    /** A queue's pump, and whether somebody is at it. */
    private record Going(QueuePump pump, AtomicBoolean busy) {}

    @Inject
    Rounds(Journal journal, Subscriptions subscriptions, Descriptions descriptions) {
        this.journal = journal;
        this.subscriptions = subscriptions;
        this.descriptions = descriptions;
    }

    void start(@Observes StartupEvent event) {
        journal.listen(this::happened);
    }

    void stop(@Observes ShutdownEvent event) {
        closed = true;
        threads.shutdownNow();
    }

    private void happened(QueueKey queue, List<RecordedEvent> events, QueueState state, boolean writtenHere) {
        if (closed || !subscriptions.anyoneListensTo(queue)) {
            going.remove(queue);
            return;
        }
        Going here = going.computeIfAbsent(
                queue, _ -> new Going(new QueuePump(queue, subscriptions, descriptions), new AtomicBoolean()));
        here.pump().happened(events, state);
        if (here.busy().compareAndSet(false, true)) {
            threads.execute(() -> run(queue, here));
        }
    }

    private void run(QueueKey queue, Going here) {
        boolean more = true;
        while (more && !closed) {
            LockSupport.parkNanos(EVERY.toNanos());
            here.busy().set(false);
            try {
                more = here.pump().round();
            } catch (RuntimeException fault) {
                LOG.errorf(fault, "Listeners of queue %s could not be told", queue.queueId());
                more = false;
            }
            more = more && here.busy().compareAndSet(false, true);
        }
        if (!subscriptions.anyoneListensTo(queue)) {
            going.remove(queue, here);
        }
    }
}
