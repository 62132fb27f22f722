package io.virtualqueue.server.db;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Work that a server does again and again until it stops, on a virtual thread of its own. A fault of one time is not the
 * end of all, and while the database is away the next time will do.
 */
public final class RepeatedWork {
    private static final Logger LOG = Logger.getLogger(RepeatedWork.class);

    private final String name;
    private final Duration pause;
    private final Runnable work;
    /** Ends the pause that is under way, or the next. */
    private final Semaphore wakes = new Semaphore(0);

    private volatile boolean stopped;

    /**
     * Work that has not begun.
     *
     * @param name of the thread, and what the log calls it
     * @param pause from the end of one time to the beginning of the next
     */
    public RepeatedWork(String name, Duration pause, Runnable work) {
        this.name = name;
        this.pause = pause;
        this.work = work;
    }

    /** The first time is at once. */
    public void start() {
        Thread.ofVirtual().name(name).start(this::run);
    }

    /** The first time is after a pause, or when somebody asks for it {@link #soon}. */
    public void startAfterPause() {
        Thread.ofVirtual().name(name).start(this::pauseAndRun);
    }

    /** The next time begins now, or when the one under way has ended: whatever it looks for may have been missed by that. */
    public void soon() {
        wakes.release();
    }

    /** There is no next time. */
    public void stop() {
        stopped = true;
        wakes.release();
    }

    public boolean isStopped() {
        return stopped;
    }

    private void pauseAndRun() {
        if (pauses()) {
            run();
        }
    }

    private void run() {
        do {
            attempt();
        } while (pauses());
    }

    /** False when it has been stopped meanwhile. */
    private boolean pauses() {
        try {
            if (wakes.tryAcquire(pause.toNanos(), TimeUnit.NANOSECONDS)) {
                // However many asked, one time is for all of them.
                wakes.drainPermits();
            }
            return !stopped;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void attempt() {
        try {
            work.run();
        } catch (DatabaseUnavailableException away) {
            LOG.debugf("The database is away; %s waits: %s", name, away.getMessage());
        } catch (RuntimeException failure) {
            if (!isStopped()) {
                LOG.warnf(failure, "This time %s failed; it will be tried again", name);
            }
        }
    }
}
