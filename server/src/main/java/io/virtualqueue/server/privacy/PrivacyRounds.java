package io.virtualqueue.server.privacy;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.virtualqueue.server.db.RepeatedWork;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
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
    private final RepeatedWork rounds = new RepeatedWork("round over personal data", PAUSE, this::round);
    private int number;

    @Inject
    PrivacyRounds(PlainPeople plain, Resealing resealing, Retention retention) {
        this.plain = plain;
        this.resealing = resealing;
        this.retention = retention;
    }

    void start(@Observes StartupEvent event) {
        rounds.start();
    }

    void stop(@Observes ShutdownEvent event) {
        rounds.stop();
    }

    private void round() {
        boolean isHourly = number == 0;
        number = (number + 1) % ROUNDS_PER_HOUR;
        if (isHourly) {
            hourly();
        } else {
            resealing.carryOn();
        }
    }

    private void hourly() {
        long sealed = plain.sealAll(null);
        if (sealed > 0) {
            LOG.infof("Sealed what %d people had told before there was sealing", sealed);
        }
        retention.forgetAllDue();
    }
}
