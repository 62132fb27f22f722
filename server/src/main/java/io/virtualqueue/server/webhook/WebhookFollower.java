package io.virtualqueue.server.webhook;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.virtualqueue.engine.Event;
import io.virtualqueue.engine.QueueState;
import io.virtualqueue.server.db.DatabaseUnavailableException;
import io.virtualqueue.server.db.RepeatedWork;
import io.virtualqueue.server.db.Sql;
import io.virtualqueue.server.db.WorkerTransactions;
import io.virtualqueue.server.journal.FollowerCursors;
import io.virtualqueue.server.journal.Journal;
import io.virtualqueue.server.journal.JournalException;
import io.virtualqueue.server.journal.QueueKey;
import io.virtualqueue.server.journal.RecordedEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Follows the journal of every tenant that has a webhook and has deliveries made of each event, once, however many
 * servers there are. The server that wrote an event follows at once; what is left behind any of them finds within {@link
 * #LOOK_EVERY}. Tenants without webhooks cost nothing.
 */
@Singleton
final class WebhookFollower {
    static final Duration LOOK_EVERY = Duration.ofSeconds(2);
    /** Queues followed at the same time, so that writers find connections. */
    static final int MAX_AT_ONCE = 4;
    /** Queues taken up by one look. */
    static final int MAX_FOUND = 1_000;
    /** A queue in which nothing happened for so long leaves the memory, and with it which positions were told. */
    static final Duration FORGET_AFTER = Duration.ofMinutes(10);

    /** How often, and after how long, a queue is tried that another server is at; then it waits for the next look. */
    private static final int TRIES_WHERE_TAKEN = 10;

    private static final Duration PAUSE_WHERE_TAKEN = Duration.ofMillis(20);

    private static final Logger LOG = Logger.getLogger(WebhookFollower.class);
    private static final String FIND_TENANTS = Sql.text(WebhookFollower.class, "find_tenants_with_webhooks");

    private final Journal journal;
    private final WorkerTransactions worker;
    private final Lanes lanes;
    private final FollowerCursors cursors;
    private final Counter processed;
    private final Timer duration;
    private final Map<QueueKey, FollowedQueue> queues = new ConcurrentHashMap<>();
    private final Semaphore places = new Semaphore(MAX_AT_ONCE, true);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final RepeatedWork looks;
    private volatile Set<UUID> tenants = Set.of();

    @Inject
    WebhookFollower(Journal journal, WorkerTransactions worker, Lanes lanes, MeterRegistry registry) {
        this(journal, worker, lanes, registry, LOOK_EVERY);
    }

    /** A follower that looks by itself so often. */
    WebhookFollower(
            Journal journal, WorkerTransactions worker, Lanes lanes, MeterRegistry registry, Duration lookEvery) {
        this.looks = new RepeatedWork("look for queues that webhooks have not been told of", lookEvery, this::look);
        this.journal = journal;
        this.worker = worker;
        this.lanes = lanes;
        this.cursors = new FollowerCursors(worker, FirstWebhook.FOLLOWER);
        this.processed = Counter.builder("events.processed")
                .description("Events that followers of the journal have worked on")
                .tag("follower", FirstWebhook.FOLLOWER)
                .register(registry);
        this.duration = Timer.builder("event.processing.duration")
                .description("How long followers worked on the events of one transaction")
                .tag("follower", FirstWebhook.FOLLOWER)
                .register(registry);
    }

    void start(@Observes StartupEvent event) {
        journal.listen(this::happened);
        looks.start();
    }

    void stop(@Observes ShutdownEvent event) {
        looks.stop();
        threads.shutdownNow();
    }

    /**
     * Looks now: a tenant has its first webhook, or one again. What happens from then on is followed at once on this server;
     * the others find out by their next look.
     */
    void lookNow() {
        looks.soon();
    }

    private boolean isStopped() {
        return looks.isStopped();
    }

    private void happened(QueueKey queue, List<RecordedEvent> events, QueueState state, boolean writtenHere) {
        if (writtenHere && tenants.contains(queue.tenantId())) {
            wake(queue, state.seq());
        }
    }

    private void wake(QueueKey queue, long upToSeq) {
        FollowedQueue followed = queues.computeIfAbsent(queue, FollowedQueue::new);
        followed.wake(upToSeq);
        goOn(followed);
    }

    private void goOn(FollowedQueue queue) {
        if (!isStopped() && queue.begin()) {
            threads.execute(() -> follow(queue));
        }
    }

    /** Looks which tenants have webhooks, and which of their queues are behind. */
    private void look() {
        tenants = Set.copyOf(worker.inTransaction(
                handle -> handle.createQuery(FIND_TENANTS).mapTo(UUID.class).list()));
        if (!tenants.isEmpty()) {
            cursors.behind(tenants, MAX_FOUND).forEach(behind -> wake(behind.queue(), behind.lastSeq()));
        }
        queues.values().removeIf(queue -> queue.isIdleSince(FORGET_AFTER));
    }

    private void follow(FollowedQueue queue) {
        boolean failed = false;
        try {
            boolean more = true;
            while (more && !isStopped()) {
                more = advance(queue) || queue.isWoken();
                if (!more && queue.hasUntoldPositions()) {
                    queue.awaitWake(queue.untilPositions());
                    more = true;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failed = true;
        } catch (RuntimeException failure) {
            failed = true;
            report(queue.key, failure);
        } finally {
            queue.end();
        }
        // Whoever woke it while it was ending did not begin anew.
        if (!failed && queue.isWoken()) {
            goOn(queue);
        }
    }

    /** What is left to do another look finds. */
    private void report(QueueKey queue, RuntimeException failure) {
        Throwable cause = failure instanceof CompletionException completion && completion.getCause() != null
                ? completion.getCause()
                : failure;
        if (isStopped()) {
            return;
        }
        if (cause instanceof DatabaseUnavailableException || cause instanceof JournalException) {
            LOG.warnf("Webhooks hear of queue %s later: %s", queue.queueId(), cause.getMessage());
        } else {
            LOG.errorf(failure, "Webhooks cannot be told of queue %s", queue.queueId());
        }
    }

    /** What was made in one transaction. */
    private static final class Made {
        int events;
        boolean positions;
        final Set<UUID> told = new HashSet<>();
    }

    /** True when there is more to do at once. */
    private boolean advance(FollowedQueue queue) throws InterruptedException {
        long upToSeq = queue.wanted();
        QueueState state = state(queue.key, upToSeq);
        if (state == null) {
            return false;
        }
        for (int tries = 0; tries < TRIES_WHERE_TAKEN; tries++) {
            Made made = new Made();
            FollowerCursors.Step step = advance(queue, upToSeq, state, made);
            if (step != FollowerCursors.Step.TAKEN) {
                processed.increment(made.events);
                if (made.positions) {
                    queue.positionsTold(state);
                }
                lanes.wake(queue.key.tenantId(), made.told);
                return step == FollowerCursors.Step.MORE;
            }
            queue.awaitWake(PAUSE_WHERE_TAKEN);
        }
        return false;
    }

    private FollowerCursors.Step advance(FollowedQueue queue, long upToSeq, QueueState state, Made made)
            throws InterruptedException {
        places.acquire();
        long start = System.nanoTime();
        try {
            return cursors.advance(queue.key, upToSeq, (connection, events) -> {
                List<Webhook> listeners = DeliveryRows.listeners(connection, queue.key);
                made.events = events.size();
                made.told.addAll(EventDeliveries.add(connection, queue.key, listeners, state, events));
                boolean wanted = wantPositions(listeners);
                if (wanted) {
                    noteNewcomers(queue.positions, state, events);
                }
                if (queue.isTimeForPositions(wanted)) {
                    List<Occasion> changes = queue.positions.changes(state);
                    made.told.addAll(EventDeliveries.add(connection, queue.key, listeners, changes));
                    made.positions = true;
                }
            });
        } finally {
            places.release();
            duration.record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
        }
    }

    private static void noteNewcomers(PositionNews positions, QueueState state, List<RecordedEvent> events) {
        for (RecordedEvent recorded : events) {
            if (recorded.event() instanceof Event.Joined joined) {
                positions.joined(state, joined.sessionId());
            }
        }
    }

    private static boolean wantPositions(List<Webhook> listeners) {
        return listeners.stream().anyMatch(webhook -> EventName.POSITION_CHANGED.isAskedForBy(webhook.events()));
    }

    /** The queue as this server holds it, having seen that number; deleted ones too. */
    private @Nullable QueueState state(QueueKey queue, long seq) {
        QueueState held = journal.held(queue);
        if (held == null || held.seq() < seq) {
            journal.queue(queue, seq).toCompletableFuture().join();
            held = journal.held(queue);
        }
        return held;
    }
}
