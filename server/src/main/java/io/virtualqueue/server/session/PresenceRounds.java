package io.virtualqueue.server.session;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Makes the rounds of {@link Presence}, one after the other, as long as the server runs. */
@Singleton
final class PresenceRounds {
    private static final Logger LOG = Logger.getLogger(PresenceRounds.class);
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final Presence presence;
    private final CountDownLatch stopped = new CountDownLatch(1);

    @Inject
    PresenceRounds(Presence presence) {
        this.presence = presence;
    }

    void start(@Observes StartupEvent event) {
        Thread.ofVirtual().name("presence").start(this::run);
    }

    void stop(@Observes ShutdownEvent event) {
        stopped.countDown();
    }

    private void run() {
        try {
            while (!stopped.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                round();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A fault of one round is not the end of all rounds. */
    private void round() {
        try {
            presence.round();
        } catch (RuntimeException e) {
            LOG.warnf(e, "A look for silent visitors failed");
        }
    }
}
