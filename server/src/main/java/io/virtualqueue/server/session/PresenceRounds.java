package io.virtualqueue.server.session;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.virtualqueue.server.db.RepeatedWork;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Makes the rounds of {@link Presence}, one after the other, as long as the server runs. */
@Singleton
final class PresenceRounds {
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final RepeatedWork rounds;

    @Inject
    PresenceRounds(Presence presence) {
        this.rounds = new RepeatedWork("presence", PAUSE, presence::round);
    }

    void start(@Observes StartupEvent event) {
        rounds.startAfterPause();
    }

    void stop(@Observes ShutdownEvent event) {
        rounds.stop();
    }
}
