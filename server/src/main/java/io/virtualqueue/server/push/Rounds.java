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
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;

/**
 * Hears of every event and lets each queue's listeners know in rounds. A round begins {@link #GATHERS} after something
 * happened, and takes with it whatever happens until then. After a round the queue rests for {@link #EVERY}, and at least
 * as long as the event loops took to send it: however many listen, and however much happens, half of their time is left
 * to requests, and what cannot be told in time is told together. When telling fails, nothing but telling fails.
 */
@Singleton
public final class Rounds {
    /** What belongs together is mostly one commit; a little is left for what follows it at once. */
    static final Duration GATHERS = Duration.ofMillis(5);
    /** With it the first in line hear of a change well within 50 ms of its commit, and a busy queue has few rounds. */
    static final Duration EVERY = Duration.ofMillis(20);
    /** A round that event loops have not sent after this long is not waited for any more. */
    static final Duration SENT_WITHIN = Duration.ofSeconds(5);

    private static final Logger LOG = Logger.getLogger(Rounds.class);

    private final Journal journal;
    private final Subscriptions subscriptions;
    private final Descriptions descriptions;
    private final Map<QueueKey, Going> going = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean closed;

    /**
     * A queue's pump.
     *
     * @param due whether something has happened since the last round began
     * @param busy whether somebody is at it
     * @param restsUntilNanos of {@link System#nanoTime}
     */
    private record Going(QueuePump pump, AtomicBoolean due, AtomicBoolean busy, AtomicLong restsUntilNanos) {}

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
                queue,
                _ -> new Going(
                        new QueuePump(queue, subscriptions, descriptions),
                        new AtomicBoolean(),
                        new AtomicBoolean(),
                        new AtomicLong(System.nanoTime())));
        here.pump().happened(events, state);
        here.due().set(true);
        if (here.busy().compareAndSet(false, true)) {
            threads.execute(() -> run(queue, here));
        }
    }

    private void run(QueueKey queue, Going here) {
        boolean more = true;
        while (more && !closed) {
            long rest = here.restsUntilNanos().get() - System.nanoTime();
            LockSupport.parkNanos(Math.max(GATHERS.toNanos(), rest));
            here.due().set(false);
            boolean walking = round(queue, here);
            Duration sending = awaitSent();
            here.restsUntilNanos().set(System.nanoTime() + Math.max(EVERY.toNanos(), sending.toNanos()));
            more = walking || here.due().get();
            if (!more) {
                here.busy().set(false);
                // What happened just before that found somebody busy.
                more = here.due().get() && here.busy().compareAndSet(false, true);
            }
        }
        if (!subscriptions.anyoneListensTo(queue)) {
            going.remove(queue, here);
        }
    }

    private static boolean round(QueueKey queue, Going here) {
        try {
            return here.pump().round();
        } catch (RuntimeException fault) {
            LOG.errorf(fault, "Listeners of queue %s could not be told", queue.queueId());
            return false;
        }
    }

    /** Waits until the event loops have sent what they were given, and returns how long that took. */
    private Duration awaitSent() {
        try {
            return subscriptions.loops().awaitDone(SENT_WITHIN);
        } catch (InterruptedException ending) {
            closed = true;
            return EVERY;
        }
    }
}
