package io.virtualqueue.server.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.virtualqueue.engine.Command;
import io.virtualqueue.engine.QueueSettings;
import io.virtualqueue.server.db.TestDatabase;
import io.virtualqueue.server.journal.QueueKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WaitMetricsTest {
    private final TestDatabase database = TestDatabase.fresh();
    private final Node node = new Node(database);
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @AfterEach
    void stop() {
        node.close();
        database.close();
    }

    private double value(String kind, String estimate) {
        return registry.get("queue.wait.coverage")
                .tags("kind", kind, "estimate", estimate)
                .gauge()
                .value();
    }

    @Test
    void theCoverageOfAllQueuesOfAKindIsShown() {
        new WaitMetrics(node.journal, registry).start(new StartupEvent());
        assertThat(value("waiting_room", "p90")).isNaN();

        for (int number = 0; number < 3; number++) {
            QueueKey room = node.create(QueueSettings.waitingRoom("room", 10, QueueSettings.MAX_RATE_PER_MINUTE));
            node.join(room, 1);
            node.submit(room, new Command.Tick());
        }

        assertThat(value("waiting_room", "p90")).isBetween(0.0, 1.0);
        assertThat(value("waiting_room", "median")).isLessThanOrEqualTo(value("waiting_room", "p90"));
        assertThat(value("service_desk", "p90")).isNaN();
        assertThat(registry.getMeters()).hasSize(4);
    }
}
