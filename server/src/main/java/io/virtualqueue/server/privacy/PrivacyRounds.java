package io.virtualqueue.server.privacy;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.virtualqueue.server.db.DatabaseUnavailableException;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Does what nobody waits for: at the start and each hour seals what is plain and forgets what is due; between, soon after
 * a tenant has a new key, seals with it.
 */
@Singleton
final class PrivacyRounds {
    private static final Logger LOG = Logger.getLogger(PrivacyRounds.class);
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final int ROUNDS_PER_HOUR = (int) Duration.ofHours(1).dividedBy(PAUSE);

    private final PlainPeople plain;
    private final Resealing resealing;
    private final Retention retention;
    private final CountDownLatch stopped = new CountDownLatch(1);

    @Inject
    PrivacyRounds(PlainPeople plain, Resealing resealing, Retention retention) {
        this.plain = plain;
        this.resealing = resealing;
        this.retention = retention;
    }

    void start(@Observes StartupEvent event) {
        Thread.ofVirtual().name("privacy").start(this::run);
    }

    void stop(@Observes ShutdownEvent event) {
        stopped.countDown();
    }

    private void run() {
        try {
            int round = 0;
            do {
                boolean hourly = round == 0;
                attempt(hourly ? this::hourly : resealing::carryOn);
                round = (round + 1) % ROUNDS_PER_HOUR;
            } while (!stopped.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void hourly() {
        long sealed = plain.sealAll(null);
        if (sealed > 0) {
            LOG.infof("Sealed what %d people had told before there was sealing", sealed);
        }
        retention.forgetAllDue();
    }

    /** A fault of one round is not the end of all rounds. */
    private static void attempt(Runnable work) {
        try {
            work.run();
        } catch (DatabaseUnavailableException away) {
            LOG.debugf("Personal data wait until the database is back: %s", away.getMessage());
        } catch (RuntimeException failure) {
            LOG.warn("A round over personal data failed", failure);
        }
    }
}
