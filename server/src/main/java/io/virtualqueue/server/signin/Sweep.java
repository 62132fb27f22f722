package io.virtualqueue.server.signin;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.virtualqueue.server.db.DatabaseUnavailableException;
import io.virtualqueue.server.db.WorkerTransactions;
import io.virtualqueue.server.identity.Tickets;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Deletes failures and tickets that no longer count, in the background. */
@Singleton
final class Sweep {
    static final Duration EVERY = Duration.ofMinutes(10);

    private static final Logger LOG = Logger.getLogger(Sweep.class);

    private final LockOut lockOut;
    private final WorkerTransactions worker;
    private final Clock clock;
    private final CountDownLatch stopped = new CountDownLatch(1);

    @Inject
    Sweep(LockOut lockOut, WorkerTransactions worker, Clock clock) {
        this.lockOut = lockOut;
        this.worker = worker;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        Thread.ofVirtual().name("sign-in-sweep").start(this::run);
    }

    void stop(@Observes ShutdownEvent event) {
        stopped.countDown();
    }

    private void run() {
        try {
            while (!stopped.await(EVERY.toSeconds(), TimeUnit.SECONDS)) {
                sweep();
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    void sweep() {
        try {
            lockOut.sweep();
            worker.inTransaction(handle -> Tickets.forgetOld(handle, clock.instant()));
        } catch (DatabaseUnavailableException away) {
            // The next time will do.
            LOG.debug("The database is away");
        } catch (RuntimeException failure) {
            LOG.error("Old failures and tickets could not be deleted", failure);
        }
    }
}
