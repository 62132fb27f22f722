package io.virtualqueue.server.signin;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.virtualqueue.server.db.RepeatedWork;
import io.virtualqueue.server.db.WorkerTransactions;
import io.virtualqueue.server.identity.Tickets;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/** Deletes failures and tickets that no longer count, in the background. */
@Singleton
final class Sweep {
    static final Duration EVERY = Duration.ofMinutes(10);

    private final LockOut lockOut;
    private final WorkerTransactions worker;
    private final Clock clock;
    private final RepeatedWork sweeps = new RepeatedWork("sweep of sign-ins", EVERY, this::sweep);

    @Inject
    Sweep(LockOut lockOut, WorkerTransactions worker, Clock clock) {
        this.lockOut = lockOut;
        this.worker = worker;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        sweeps.startAfterPause();
    }

    void stop(@Observes ShutdownEvent event) {
        sweeps.stop();
    }

    private void sweep() {
        lockOut.sweep();
        worker.inTransaction(handle -> Tickets.forgetOld(handle, clock.instant()));
    }
}
