package io.virtualqueue.server.identity;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.virtualqueue.server.db.DatabaseUnavailableException;
import io.virtualqueue.server.db.WorkerTransactions;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;

/** Keeps what this server remembers of callers up to date, in the background. */
@Singleton
final class Watch {
    private static final Logger LOG = Logger.getLogger(Watch.class);
    private static final long POLLS_PER_ORIGINS = Origins.MAX_AGE.dividedBy(Revocations.POLL_EVERY) / 2;
    private static final long POLLS_PER_USES = KeyUses.WRITTEN_EVERY.dividedBy(Revocations.POLL_EVERY);
    private static final long POLLS_PER_HOUSEKEEPING = Duration.ofMinutes(10).dividedBy(Revocations.POLL_EVERY);
    private static final long POLLS_PER_KEYS = KeyRing.LOOK_EVERY.dividedBy(Revocations.POLL_EVERY);

    private final Revocations revocations;
    private final Origins origins;
    private final KeyUses uses;
    private final KeyRing keyRing;
    private final WorkerTransactions worker;
    private final Clock clock;
    private volatile boolean stopped;

    @Inject
    Watch(
            Revocations revocations,
            Origins origins,
            KeyUses uses,
            KeyRing keyRing,
            WorkerTransactions worker,
            Clock clock) {
        this.revocations = revocations;
        this.origins = origins;
        this.uses = uses;
        this.keyRing = keyRing;
        this.worker = worker;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        revocations.poll();
        origins.refresh();
        Thread.ofVirtual().name("identity-watch").start(this::watch);
    }

    void stop(@Observes ShutdownEvent event) {
        stopped = true;
    }

    private void watch() {
        boolean away = false;
        for (long round = 1; !stopped; round++) {
            LockSupport.parkNanos(Revocations.POLL_EVERY.toNanos());
            try {
                look(round);
                away = false;
            } catch (DatabaseUnavailableException failure) {
                if (!away && !stopped) {
                    LOG.warn("The database is away; credentials cannot be checked until it is back");
                }
                away = true;
            } catch (RuntimeException failure) {
                LOG.error("Revocations could not be read", failure);
            }
        }
    }

    private void look(long round) {
        if (stopped) {
            return;
        }
        revocations.poll();
        if (round % POLLS_PER_ORIGINS == 0) {
            origins.refresh();
        }
        if (round % POLLS_PER_USES == 0) {
            uses.write();
        }
        if (round % POLLS_PER_KEYS == 0) {
            keyRing.attend();
        }
        if (round % POLLS_PER_HOUSEKEEPING == 0) {
            revocations.forgetOld();
            worker.inTransaction(handle -> RequestKey.forgetOld(handle, clock.instant()));
        }
    }
}
