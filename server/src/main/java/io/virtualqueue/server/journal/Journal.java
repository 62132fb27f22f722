package io.virtualqueue.server.journal;

import io.virtualqueue.engine.QueueState;
import io.virtualqueue.engine.Rejection;
import io.virtualqueue.engine.Session;
import io.virtualqueue.server.db.DatabaseUnavailableException;
import io.virtualqueue.server.db.WorkerTransactions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The door to all queues. Commands are durable when their outcome is known; reads come from memory and are exact as of
 * the last commit that this node knows, on other nodes' writes at most 250 ms late.
 *
 * <p>Stages complete on virtual threads. They fail with {@link JournalException} or {@link
 * DatabaseUnavailableException}.
 */
public final class Journal implements AutoCloseable {
    /** How long {@link #close} waits for accepted commands. */
    static final Duration DRAIN_WITHIN = Duration.ofSeconds(30);
    /** A queue without people that nobody asked for in this time leaves the memory. */
    static final Duration FORGET_AFTER = Duration.ofMinutes(10);

    private static final Duration PAUSE = Duration.ofMillis(5);

    private final DatabaseClock clock;
    private final Follower follower;
    private final PlaceLookUps lookUps;
    private final LineLoader loader;
    private final BatchWriter writer;
    private final Transfers transfers;
    private final QueueCreation creation;
    private final HeadPoller poller;
    private final Housekeeping housekeeping;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<FeedListener> listeners = new CopyOnWriteArrayList<>();
    private final Map<QueueKey, HeldQueue> held = new ConcurrentHashMap<>();
    private final Map<QueueKey, CompletableFuture<Optional<HeldQueue>>> loading = new ConcurrentHashMap<>();
    private final AtomicInteger unanswered = new AtomicInteger();
    private volatile boolean closed;

    public Journal(WorkerTransactions worker, Clock systemClock) {
        this.clock = new DatabaseClock(systemClock);
        this.follower = new Follower(worker);
        this.lookUps = new PlaceLookUps(worker, follower);
        this.loader = new LineLoader(worker);
        Commits commits = new Commits(new OutcomeResolver(worker));
        this.writer = new BatchWriter(worker, follower, clock, commits);
        this.transfers = new Transfers(worker, follower, clock, commits);
        this.creation = new QueueCreation(worker);
        this.poller = new HeadPoller(worker, clock, this::headMoved);
        this.housekeeping = new Housekeeping(worker, () -> forgetIdle(System.nanoTime()));
    }

    /** Begins to follow the other nodes, and loads the queues that have people in them. */
    public void start() {
        poller.start();
        housekeeping.start();
    }

    /** The database's time as this node knows it. */
    public Instant now() {
        return clock.now();
    }

    public void listen(FeedListener listener) {
        listeners.add(listener);
    }

    /** The queue if this node holds it, without waiting for anything; deleted ones too. */
    public @Nullable QueueState held(QueueKey key) {
        HeldQueue queue = held.get(key);
        if (queue == null) {
            return null;
        }
        queue.touch(System.nanoTime());
        return queue.state();
    }

    /** Every queue that this node holds. */
    public void forEachHeld(BiConsumer<QueueKey, QueueState> action) {
        held.forEach((key, queue) -> action.accept(key, queue.state()));
    }

    /**
     * The queue, having seen at least the event of that number.
     *
     * @param minSeq 0 for whatever this node knows
     * @return empty when there is no such queue or it is deleted
     */
    public CompletionStage<Optional<QueueState>> queue(QueueKey key, long minSeq) {
        QueueState known = held(key);
        if (known != null && known.seq() >= minSeq) {
            return CompletableFuture.completedStage(known.exists() ? Optional.of(known) : Optional.empty());
        }
        return hold(key)
                .thenCompose(found -> found.isEmpty()
                        ? CompletableFuture.completedStage(Optional.empty())
                        : async(() -> {
                            lookUps.reach(found.get(), minSeq);
                            return Optional.of(found.get().state()).filter(QueueState::exists);
                        }));
    }

    /**
     * A session in its queue, live or ended. A session that this node has not seen makes it catch up first.
     *
     * @return empty when there is no such session or queue
     */
    public CompletionStage<Optional<Place>> place(QueueKey key, UUID sessionId, long minSeq) {
        Place held = heldPlace(key, sessionId, minSeq);
        if (held != null) {
            return CompletableFuture.completedStage(Optional.of(held));
        }
        return hold(key)
                .thenCompose(found -> found.isEmpty()
                        ? CompletableFuture.completedStage(Optional.empty())
                        : async(() -> lookUps.find(found.get(), sessionId, minSeq)));
    }

    /** A live session in its queue if this node knows it, without waiting for anything; else null. */
    public @Nullable Place heldPlace(QueueKey key, UUID sessionId, long minSeq) {
        QueueState known = held(key);
        if (known == null || !known.exists() || known.seq() < minSeq) {
            return null;
        }
        Session session = known.session(sessionId);
        return session == null ? null : new Place(known, session);
    }

    /** Puts a command into the mailbox of its queue. */
    public CompletionStage<Outcome> submit(Submission submission) {
        HeldQueue queue = held.get(submission.queue());
        if (queue != null) {
            return offer(queue, submission);
        }
        return hold(submission.queue())
                .thenCompose(found -> found.isEmpty()
                        ? CompletableFuture.completedStage(new Outcome.Refused(Rejection.QUEUE_DELETED, null))
                        : offer(found.get(), submission));
    }

    private CompletionStage<Outcome> offer(HeldQueue queue, Submission submission) {
        queue.touch(System.nanoTime());
        Pending pending = new Pending(submission, new CompletableFuture<>());
        unanswered.incrementAndGet();
        JournalException.@Nullable Reason refusal = closed
                ? JournalException.Reason.SHUTTING_DOWN
                : queue.mailbox.offer(pending) ? null : JournalException.Reason.MAILBOX_FULL;
        if (refusal != null) {
            pending.outcome().completeExceptionally(new JournalException(refusal));
        }
        return pending.outcome().whenComplete((_, _) -> unanswered.decrementAndGet());
    }

    /**
     * Sends a session on to another queue. The outcome is about the new session; what either queue refuses has changed
     * nothing in both.
     */
    public CompletionStage<Outcome> transfer(Transfer transfer) {
        if (closed) {
            return CompletableFuture.failedStage(new JournalException(JournalException.Reason.SHUTTING_DOWN));
        }
        unanswered.incrementAndGet();
        return hold(transfer.from())
                .thenCombineAsync(hold(transfer.to()), (from, to) -> carryOut(transfer, from, to), threads)
                .whenComplete((_, _) -> unanswered.decrementAndGet());
    }

    private Outcome carryOut(Transfer transfer, Optional<HeldQueue> from, Optional<HeldQueue> to) {
        if (from.isEmpty() || to.isEmpty()) {
            return new Outcome.Refused(Rejection.QUEUE_DELETED, null);
        }
        from.get().touch(System.nanoTime());
        to.get().touch(System.nanoTime());
        return transfers.transfer(transfer, from.get(), to.get());
    }

    /** What a request with this key, about this queue, was answered before; empty when the key is new. */
    public CompletionStage<Optional<Outcome>> answered(QueueKey queue, Idempotency key) {
        return hold(queue).thenApplyAsync(found -> found.flatMap(known -> lookUps.answered(known, key)), threads);
    }

    /** Makes queues of one tenant, however many it has. */
    public Created create(List<NewQueue> queues, @Nullable Idempotency idempotency) {
        return create(queues, null, idempotency);
    }

    /**
     * Makes queues of one tenant, all of them or none. Waits for the database: not for the event loop.
     *
     * @param queues at least one
     * @param limit how many the tenant may have then, or null for any number
     */
    public Created create(List<NewQueue> queues, @Nullable Integer limit, @Nullable Idempotency idempotency) {
        Created created = creation.create(queues, limit, idempotency);
        if (created instanceof Created.Now(var states)) {
            for (int i = 0; i < states.size(); i++) {
                NewQueue queue = queues.get(i);
                held.putIfAbsent(queue.key(), newlyHeld(queue.key(), states.get(i)));
            }
        }
        return created;
    }

    private HeldQueue newlyHeld(QueueKey key, QueueState state) {
        return new HeldQueue(key, state, listeners, queue -> new Mailbox(threads, batch -> writer.write(queue, batch)));
    }

    private CompletionStage<Optional<HeldQueue>> hold(QueueKey key) {
        HeldQueue queue = held.get(key);
        if (queue != null) {
            return CompletableFuture.completedStage(Optional.of(queue));
        }
        CompletableFuture<Optional<HeldQueue>> mine = new CompletableFuture<>();
        CompletableFuture<Optional<HeldQueue>> underWay = loading.putIfAbsent(key, mine);
        if (underWay != null) {
            return underWay;
        }
        threads.execute(() -> load(key, mine));
        return mine;
    }

    private void load(QueueKey key, CompletableFuture<Optional<HeldQueue>> promise) {
        try {
            Optional<HeldQueue> loaded =
                    loader.load(key).map(state -> held.computeIfAbsent(key, _ -> newlyHeld(key, state)));
            loading.remove(key);
            promise.complete(loaded);
        } catch (RuntimeException e) {
            loading.remove(key);
            promise.completeExceptionally(e);
        }
    }

    private <T> CompletableFuture<T> async(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, threads);
    }

    private void headMoved(HeadPoller.MovedHead head) {
        if (closed) {
            return;
        }
        HeldQueue queue = held.get(head.queue());
        if (queue == null) {
            if (head.hasPeople()) {
                hold(head.queue());
            }
            return;
        }
        queue.noticed(head.lastSeq());
        follower.followSoon(queue, threads);
    }

    /** Lets go of queues that are empty and that nobody asks for. */
    void forgetIdle(long nanoTime) {
        held.values()
                .removeIf(queue -> queue.state().waiting() + queue.state().inService() == 0
                        && queue.mailbox.isIdle()
                        && nanoTime - queue.usedAtNanos() > FORGET_AFTER.toNanos());
    }

    /** Takes no more commands and waits until those accepted are answered. */
    @Override
    public void close() {
        closed = true;
        poller.close();
        housekeeping.close();
        long start = System.nanoTime();
        while (unanswered.get() > 0 && System.nanoTime() - start < DRAIN_WITHIN.toNanos()) {
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        threads.shutdown();
    }
}
