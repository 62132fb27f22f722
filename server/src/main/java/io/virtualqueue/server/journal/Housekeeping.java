package io.virtualqueue.server.journal;

import io.virtualqueue.server.db.DatabaseUnavailableException;
import io.virtualqueue.server.db.Sql;
import io.virtualqueue.server.db.WorkerTransactions;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;

/** Throws away what time has made useless: answers to idempotency keys after 24 hours, queues nobody asks for. */
final class Housekeeping implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Housekeeping.class);
    private static final String SWEEP_IDEMPOTENCY = Sql.text(Housekeeping.class, "sweep_idempotency");
    private static final Duration EVERY = Duration.ofMinutes(1);
    /** Rows deleted in one transaction, so that none of them holds locks for long. */
    static final int MAX_ROWS_PER_DELETE = 10_000;

    private final WorkerTransactions worker;
    private final Runnable forgetIdle;
    private final Thread thread;
    private volatile boolean closed;

    /**
     * Prepares the round; {@link #start} begins it.
     *
     * @param forgetIdle lets go of idle queues
     */
    Housekeeping(WorkerTransactions worker, Runnable forgetIdle) {
        this.worker = worker;
        this.forgetIdle = forgetIdle;
        this.thread = Thread.ofVirtual().name("journal-housekeeping").unstarted(this::repeat);
    }

    void start() {
        thread.start();
    }

    private void repeat() {
        while (!closed) {
            LockSupport.parkNanos(EVERY.toNanos());
            if (!closed) {
                cleanUp();
            }
        }
    }

    /** A fault of one round is not the end of all rounds. */
    private void cleanUp() {
        try {
            forgetIdle.run();
            deleteOldAnswers();
        } catch (DatabaseUnavailableException e) {
            LOG.debugf("Old answers stay until the database is back: %s", e.getMessage());
        } catch (RuntimeException e) {
            LOG.warn("Old answers could not be deleted", e);
        }
    }

    /** Deletes answers older than 24 hours, as many as there are. */
    int deleteOldAnswers() {
        int deleted = 0;
        int last;
        do {
            last = worker.inTransaction(handle -> handle.execute(SWEEP_IDEMPOTENCY, MAX_ROWS_PER_DELETE));
            deleted += last;
        } while (last == MAX_ROWS_PER_DELETE && !closed);
        return deleted;
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }
}
