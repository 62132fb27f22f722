package io.virtualqueue.server.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.virtualqueue.engine.Decider;
import io.virtualqueue.engine.Event;
import io.virtualqueue.engine.QueueSettings;
import io.virtualqueue.engine.Session;
import io.virtualqueue.engine.SessionStatus;
import io.virtualqueue.server.db.TestDatabase;
import io.virtualqueue.server.journal.QueueKey;
import io.virtualqueue.server.journal.RecordedEvent;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TickerTest {
    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.fresh();

    private final Node node = new Node(DATABASE);
    private final Ticker ticker = new Ticker(node.journal);
    private final Queue<RecordedEvent> heard = new ConcurrentLinkedQueue<>();

    @BeforeEach
    void start() {
        node.journal.listen((_, events, _, _) -> heard.addAll(events));
        ticker.start(new StartupEvent());
    }

    @AfterEach
    void stop() {
        ticker.stop(new ShutdownEvent());
        node.close();
    }

    private List<UUID> released() {
        return heard.stream()
                .filter(event -> event.event() instanceof Event.Released)
                .map(event -> ((Event.Released) event.event()).sessionId())
                .toList();
    }

    @Test
    void whoIsDueIsReleasedInOrderWithoutAnybodyAsking() {
        QueueKey room = node.create(QueueSettings.waitingRoom("room", 100, 1_200));
        List<UUID> joined = node.join(room, 5);

        await().untilAsserted(() -> assertThat(released()).isEqualTo(joined));
    }

    @Test
    void moreThanOneTickMayReleaseAreReleasedTickAfterTick() {
        QueueKey room = node.create(QueueSettings.waitingRoom("room", 10_000, QueueSettings.MAX_RATE_PER_MINUTE));
        int many = 2 * Decider.MAX_RELEASES_PER_TICK + 1;
        List<UUID> joined = node.join(room, many);

        await().untilAsserted(() -> assertThat(node.state(room).inService()).isEqualTo(many));
        assertThat(released()).containsExactlyInAnyOrderElementsOf(joined);
    }

    @Test
    void theCapacityIsNeverPassed() {
        QueueKey room = node.create(QueueSettings.waitingRoom("room", 3, QueueSettings.MAX_RATE_PER_MINUTE));
        node.join(room, 5);

        await().untilAsserted(() -> assertThat(node.state(room).inService()).isEqualTo(3));
        assertThat(node.state(room).waiting()).isEqualTo(2);
        assertThat(node.state(room).nextDue()).as("nothing but the passes' end").isAfter(node.journal.now());
    }

    @Test
    void aStoppedTickerReleasesNobody() {
        ticker.stop(new ShutdownEvent());
        QueueKey room = node.create(QueueSettings.waitingRoom("room", 100, QueueSettings.MAX_RATE_PER_MINUTE));
        UUID joined = node.join(room, 1).getFirst();

        await().during(Ticker.LOOK_EVERY.multipliedBy(4))
                .untilAsserted(() -> assertThat(node.state(room).session(joined))
                        .extracting(Session::status)
                        .isEqualTo(SessionStatus.WAITING));
    }
}
