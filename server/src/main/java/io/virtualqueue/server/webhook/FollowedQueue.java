package io.virtualqueue.server.webhook;

import io.virtualqueue.engine.QueueState;
import io.virtualqueue.server.journal.QueueKey;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** A queue that somebody wants to hear of, and whether a thread is at it. */
final class FollowedQueue {
    /** Positions are told so often at most. */
    static final Duration POSITIONS_EVERY = Duration.ofSeconds(1);

    final QueueKey key;
    final PositionNews positions = new PositionNews();
    private final AtomicLong wanted = new AtomicLong();
    private final AtomicBoolean busy = new AtomicBoolean();
    private final Semaphore wakes = new Semaphore(0);
    private volatile long usedNanos = System.nanoTime();
    private boolean positionsUntold;
    private long positionsNanos = System.nanoTime() - POSITIONS_EVERY.toNanos();

    FollowedQueue(QueueKey key) {
        this.key = key;
    }

    /** There are events up to that number. */
    void wake(long upToSeq) {
        wanted.accumulateAndGet(upToSeq, Math::max);
        usedNanos = System.nanoTime();
        wakes.release();
    }

    /** Whether the caller may begin; then it says {@link #end}. */
    boolean begin() {
        return busy.compareAndSet(false, true);
    }

    void end() {
        busy.set(false);
    }

    long wanted() {
        wakes.drainPermits();
        return wanted.get();
    }

    /** Whether it has been woken since {@link #wanted} was asked. */
    boolean isWoken() {
        return wakes.availablePermits() > 0;
    }

    /** Waits to be woken, but no longer than this. */
    void awaitWake(Duration atMost) throws InterruptedException {
        if (wakes.tryAcquire(atMost.toNanos(), TimeUnit.NANOSECONDS)) {
            wakes.release();
        }
    }

    /** Whether positions are to be told now; when not, but somebody wants to know, they are told later. */
    boolean isTimeForPositions(boolean wanted) {
        boolean isTime = wanted && !untilPositions().isPositive();
        positionsUntold = wanted && !isTime;
        return isTime;
    }

    void positionsTold(QueueState state) {
        positions.tell(state);
        positionsNanos = System.nanoTime();
    }

    /** Whether positions wait to be told. */
    boolean hasUntoldPositions() {
        return positionsUntold;
    }

    /** How long until positions may be told again; zero or less for now. */
    Duration untilPositions() {
        return POSITIONS_EVERY.minusNanos(System.nanoTime() - positionsNanos);
    }

    boolean isIdleSince(Duration period) {
        return !busy.get() && System.nanoTime() - usedNanos > period.toNanos();
    }
}
