package io.virtualqueue.server.clinic;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The time of the day, which runs faster than the clock on the wall. What is due at once happens at once. */
final class Pace implements AutoCloseable {
    private final Duration minute;
    private final long startNanos;
    private final ScheduledExecutorService clock = new ScheduledThreadPoolExecutor(1);
    private final ExecutorService steps = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Throwable> failures = new ArrayList<>();
    private boolean closed;

    /**
     * Begins now.
     *
     * @param minute how long a minute of the day takes
     * @param openAt how many minutes are left until minute 0
     */
    Pace(Duration minute, int openAt) {
        this.minute = minute;
        this.startNanos = System.nanoTime() + minute.toNanos() * openAt;
    }

    /** At this minute of the day, or now if it is over. */
    void at(double minuteOfDay, Runnable step) {
        later(startNanos + (long) (minuteOfDay * minute.toNanos()) - System.nanoTime(), step);
    }

    /** So many minutes from now. */
    void after(double minutes, Runnable step) {
        later((long) (minutes * minute.toNanos()), step);
    }

    /** After a time that the server has named. */
    void after(Duration time, Runnable step) {
        later(time.toNanos(), step);
    }

    /** How long so many minutes of the day take. */
    Duration of(int minutes) {
        return minute.multipliedBy(minutes);
    }

    private synchronized void later(long nanos, Runnable step) {
        if (!closed) {
            ScheduledFuture<?> _ = clock.schedule(() -> begin(step), nanos, TimeUnit.NANOSECONDS);
        }
    }

    private synchronized void begin(Runnable step) {
        if (!closed) {
            steps.execute(() -> noting(step));
        }
    }

    private void noting(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException | AssertionError failure) {
            failed(failure);
        }
    }

    private synchronized void failed(Throwable failure) {
        failures.add(failure);
    }

    /** What went wrong in steps. */
    synchronized List<Throwable> failures() {
        return List.copyOf(failures);
    }

    /** Nothing more begins; returns when what is under way has ended. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        clock.shutdownNow();
        steps.close();
    }
}
