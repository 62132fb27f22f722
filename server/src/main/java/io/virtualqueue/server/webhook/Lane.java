package io.virtualqueue.server.webhook;

import io.virtualqueue.server.db.DatabaseUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Sends what is due for one webhook as long as this server has its lane: of each chain one after the other, several chains
 * at a time. What became of deliveries is written down in batches; whatever was not written is sent again. For one
 * thread, which {@link #run} keeps until there is nothing to do.
 */
final class Lane {
    /** Rows at hand. */
    static final int MAX_AT_HAND = 1_000;
    /** Requests under way. */
    static final int MAX_AT_ONCE = 16;
    /** The part of its lease after which a lane renews it, so that a slow database does not cost it the lane. */
    static final int RENEWED_AFTER_ONE_IN = 3;
    /** How long a lane without work stays, so that a trickle does not take and leave it for each event. */
    static final Duration LINGERS = Duration.ofMillis(250);
    /** How long those requests are waited for that are under way when the lane has to end. */
    static final Duration SETTLES_WITHIN = Duration.ofSeconds(3);

    private static final Logger LOG = Logger.getLogger(Lane.class);
    private static final Duration LOOKS_FOR_MORE_EVERY = Duration.ofMillis(500);

    final LaneRows.Key key;
    private final LaneParts parts;
    private final Hand hand = new Hand();
    private final BlockingQueue<Runnable> finished = new LinkedBlockingQueue<>();
    private final Semaphore wakes = new Semaphore(0);
    private final Ledger ledger;
    private @Nullable Target target;
    private @Nullable String offReason;
    /** Whether something has arrived since the webhook was read. */
    private boolean hasArrived;
    /** Whether its circuit breaker has refused a request. */
    private boolean isPaused;
    /** Whether all that was due is at hand. */
    private boolean isExhausted;

    private long readNanos;
    private long renewedNanos;

    Lane(LaneRows.Key key, LaneParts parts) {
        this.key = key;
        this.parts = parts;
        this.ledger = new Ledger(key, parts.rows());
    }

    /** There may be more to send. Any thread. */
    void wake() {
        wakes.release();
    }

    boolean isWoken() {
        return wakes.availablePermits() > 0;
    }

    /**
     * Sends until nothing is due.
     *
     * @param goesOn false once the lane has to end
     * @return how long it should be left alone, because its circuit breaker is open
     */
    Duration run(BooleanSupplier goesOn) throws InterruptedException {
        if (!parts.rows().take(key, parts.owner())) {
            return Duration.ZERO;
        }
        renewedNanos = System.nanoTime();
        try {
            boolean more = true;
            while (more && offReason == null && goesOn.getAsBoolean() && keeps()) {
                more = step();
            }
            settle();
        } finally {
            parts.rows().leave(key, parts.owner());
        }
        if (target == null) {
            return Duration.ZERO;
        }
        if (offReason != null) {
            parts.switchOff().switchOff(target.webhook(), offReason);
        }
        return parts.sender().pausedFor(target.webhook()).orElse(Duration.ZERO);
    }

    /** Renews the lease in time. False when another server has taken the lane. */
    private boolean keeps() {
        Duration lease = parts.rows().lease();
        if (System.nanoTime() - renewedNanos < lease.toNanos() / RENEWED_AFTER_ONE_IN) {
            return true;
        }
        long before = System.nanoTime();
        boolean kept = before - renewedNanos < lease.toNanos() && parts.rows().take(key, parts.owner());
        renewedNanos = before;
        return kept;
    }

    /** One round; false when there is nothing to do. */
    private boolean step() throws InterruptedException {
        if (isTimeToRead() && !read()) {
            return false;
        }
        startSome();
        if (hand.underWay() == 0 && ledger.isEmpty()) {
            if (isPaused) {
                isPaused = parts.sender()
                        .pausedFor(Objects.requireNonNull(target).webhook())
                        .isPresent();
                return !isPaused;
            }
            return hand.readyChains() > 0 || linger();
        }
        collect();
        if (ledger.isDue() || hand.underWay() == 0) {
            hand.letGo(ledger.write());
        }
        return true;
    }

    private boolean isTimeToRead() {
        if (isPaused || hand.readyChains() >= MAX_AT_ONCE || hand.size() >= MAX_AT_HAND) {
            return false;
        }
        return !isExhausted
                || wakes.drainPermits() > 0
                || System.nanoTime() - readNanos > LOOKS_FOR_MORE_EVERY.toNanos();
    }

    /** Takes up what is due, and the webhook as it is now. False when nothing is sent there any more. */
    private boolean read() {
        hand.letGo(ledger.write());
        StoredWebhook stored = parts.rows().target(key).orElse(null);
        if (stored == null) {
            return false;
        }
        target = new Target(stored.webhook(), parts.secrets().open(stored, Instant.now()));
        if (parts.sender().pausedFor(stored.webhook()).isPresent() && hand.underWay() == 0) {
            return false;
        }
        hasArrived = false;
        wakes.drainPermits();
        int limit = MAX_AT_HAND - hand.size();
        List<Due> due = parts.rows().read(key, hand.held(), limit);
        parts.rows().defer(key, hand.take(due));
        isExhausted = due.size() < limit;
        readNanos = System.nanoTime();
        return true;
    }

    private void startSome() throws InterruptedException {
        List<Due> starting = new ArrayList<>();
        while (!isPaused && hand.readyChains() > 0 && hand.underWay() < MAX_AT_ONCE && takesPlace(starting)) {
            Due next = hand.next();
            if (next == null) {
                parts.requests().places().release();
                break;
            }
            starting.add(next);
        }
        if (starting.isEmpty()) {
            return;
        }
        List<UUID> sessions =
                starting.stream().map(Due::sessionId).filter(Objects::nonNull).toList();
        try {
            Map<UUID, ToldSession> told = parts.sessions().read(key.tenantId(), sessions);
            starting.forEach(due -> start(due, due.sessionId() == null ? null : told.get(due.sessionId())));
        } catch (RuntimeException failure) {
            parts.requests().places().release(starting.size());
            throw failure;
        }
    }

    /** Waits a little for the first: other lanes' requests may take all places. */
    private boolean takesPlace(List<Due> starting) throws InterruptedException {
        boolean isFirst = starting.isEmpty() && hand.underWay() == 0;
        return isFirst
                ? parts.requests().places().tryAcquire(LINGERS.toMillis(), TimeUnit.MILLISECONDS)
                : parts.requests().places().tryAcquire();
    }

    private void start(Due due, @Nullable ToldSession session) {
        Target to = Objects.requireNonNull(target);
        parts.requests().threads().execute(() -> {
            Sender.Sent sent;
            try {
                sent = parts.sender().send(to, due, session);
            } finally {
                parts.requests().places().release();
            }
            finished.add(() -> ended(due, sent));
        });
    }

    /** Takes note of what has ended, after waiting a little for something to end. */
    private void collect() throws InterruptedException {
        Runnable first = finished.poll(Ledger.GATHERS.toMillis(), TimeUnit.MILLISECONDS);
        if (first != null) {
            first.run();
            List<Runnable> more = new ArrayList<>();
            finished.drainTo(more);
            more.forEach(Runnable::run);
        }
    }

    private void ended(Due due, Sender.Sent sent) {
        Attempt attempt = sent.attempt();
        if (attempt == null) {
            isPaused = true;
            giveBack(due);
            return;
        }
        Target to = Objects.requireNonNull(target);
        Webhook webhook = to.webhook();
        double chance = ThreadLocalRandom.current().nextDouble();
        Verdict verdict = Verdict.of(attempt, due.attempts() + 1, webhook.retryPolicy(), sent.retryAfter(), chance);
        parts.metrics().ended(webhook.kind(), verdict, Duration.ofMillis(attempt.latencyMillis()));
        switch (verdict) {
            case Verdict.Delivered() -> {
                hasArrived = true;
                ledger.delivered(due, attempt);
                hand.goOn(due);
            }
            case Verdict.Dead() -> {
                ledger.dead(due, attempt);
                hand.goOn(due);
            }
            case Verdict.Retry(var after) -> ledger.later(due, attempt, hand.stop(due), after);
        }
        if (Objects.equals(attempt.status(), Verdict.GONE)) {
            offReason = "The receiver answered 410: it is gone.";
        } else if (!hasArrived && to.hasFailedForLong(attempt.at())) {
            offReason = "Every attempt has failed for " + Target.FAILS_FOR.toDays() + " days.";
        }
    }

    /** Nothing was tried: it stays due as it is. */
    private void giveBack(Due due) {
        List<Due> rest = hand.stop(due);
        hand.letGo(List.of(due.ord()));
        hand.letGo(rest.stream().map(Due::ord).toList());
    }

    /** Waits for more. False when nothing comes. */
    private boolean linger() throws InterruptedException {
        if (wakes.tryAcquire(LINGERS.toMillis(), TimeUnit.MILLISECONDS)) {
            isExhausted = false;
            return true;
        }
        return false;
    }

    /** Waits a little for what is under way and writes down what became of it. */
    private void settle() throws InterruptedException {
        long start = System.nanoTime();
        while (hand.underWay() > 0 && System.nanoTime() - start < SETTLES_WITHIN.toNanos()) {
            collect();
        }
        try {
            ledger.write();
        } catch (DatabaseUnavailableException away) {
            LOG.debugf("What became of some deliveries is not known: they are sent again (%s)", away.getMessage());
        }
    }
}
