package io.virtualqueue.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.virtualqueue.engine.Event;
import io.virtualqueue.engine.QueueSettings;
import io.virtualqueue.engine.QueueState;
import io.virtualqueue.engine.QueueStatus;
import io.virtualqueue.engine.Session;
import io.virtualqueue.engine.WaitEstimate;
import io.virtualqueue.server.http.SpokenDuration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WaitingTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final UUID ANN = new UUID(0, 1);
    private static final UUID BOB = new UUID(0, 2);
    private static final int PER_MINUTE = 6;

    private final SpokenDuration speech = new SpokenDuration();
    private final QueueState twoWait = QueueState.empty()
            .evolve(new Event.Created(QueueSettings.waitingRoom("room", 10, PER_MINUTE)), NOW)
            .evolve(joined(ANN), NOW)
            .evolve(joined(BOB), NOW);

    @Test
    void theSecondInLineHasOneAheadAndAnEstimate() {
        Waiting waiting = waiting(twoWait, BOB, "en");
        assertThat(waiting.position()).isEqualTo(2);
        assertThat(waiting.ahead()).isEqualTo(1);
        assertThat(waiting.seconds()).isPositive();
        assertThat(waiting.secondsP90()).isGreaterThanOrEqualTo(waiting.seconds());
        WaitEstimate estimate = Objects.requireNonNull(twoWait.waitEstimate(2, NOW));
        assertThat(waiting.spoken()).isEqualTo(speech.say(estimate.median(), "en"));
    }

    @Test
    void theWaitIsSpokenInTheCallersLanguage() {
        assertThat(waiting(twoWait, BOB, "de").spoken()).endsWith(" Sekunden");
    }

    @Test
    void inAPausedQueueThePositionIsKnownAndTheWaitIsNot() {
        QueueState paused =
                twoWait.evolve(new Event.SettingsChanged(twoWait.settings().withStatus(QueueStatus.PAUSED)), NOW);
        assertThat(waiting(paused, BOB, null)).isEqualTo(new Waiting(2, null, null, null));
    }

    @Test
    void onceItIsTheirTurnTheWaitIsZero() {
        QueueState released = twoWait.evolve(new Event.Released(ANN), NOW);
        assertThat(waiting(released, ANN, null)).isEqualTo(new Waiting(0, 0L, 0L, "0 seconds"));
    }

    @Test
    void whoHasLeftWaitsForNothing() {
        QueueState left = twoWait.evolve(new Event.Left(ANN, false), NOW);
        Waiting waiting = waiting(left, ANN, null);
        assertThat(waiting).isEqualTo(new Waiting(0, null, null, null));
        assertThat(waiting.ahead()).isZero();
    }

    private Waiting waiting(QueueState state, UUID id, @Nullable String language) {
        Session session = Objects.requireNonNull(state.session(id));
        return Waiting.of(state, session, NOW, speech, language);
    }

    private static Event joined(UUID id) {
        return new Event.Joined(id, id, 20, id.getLeastSignificantBits());
    }
}
