package io.virtualqueue.server.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.virtualqueue.engine.Command;
import io.virtualqueue.engine.QueueSettings;
import io.virtualqueue.server.db.TestDatabase;
import io.virtualqueue.server.journal.QueueKey;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReleaseMetricsTest {
    private static final int MAX_QUEUES_SHOWN = 2;

    /** One for each test: a node holds all queues of its database. */
    private final TestDatabase database = TestDatabase.fresh();

    private final Node node = new Node(database);
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final ReleaseMetrics metrics = new ReleaseMetrics(node.journal, registry, MAX_QUEUES_SHOWN);

    @BeforeEach
    void start() {
        metrics.start(new StartupEvent());
    }

    @AfterEach
    void stop() {
        metrics.stop(new ShutdownEvent());
        node.close();
        database.close();
    }

    private static Tags tags(QueueKey queue) {
        return Tags.of(
                "tenant", queue.tenantId().toString(), "queue", queue.queueId().toString());
    }

    private @Nullable Double value(String name, Tags tags) {
        Meter meter = registry.find(name).tags(tags).meter();
        return meter == null ? null : meter.measure().iterator().next().getValue();
    }

    @Test
    void releasesAndExpiriesAreCountedByQueue() {
        QueueKey desk = node.create(QueueSettings.serviceDesk("desk"));
        QueueKey room = node.create(QueueSettings.waitingRoom("room", 10, QueueSettings.MAX_RATE_PER_MINUTE));
        node.join(room, 3);
        node.join(desk, 1);
        node.submit(room, new Command.Tick());
        var first = node.join(room, 1).getFirst();
        node.submit(room, new Command.Tick());
        node.submit(room, new Command.Serve(first));
        node.submit(room, new Command.ExpireServing(List.of(first)));

        assertThat(value("queue.users.released", tags(room))).isEqualTo(4);
        assertThat(value("queue.users.expired", tags(room))).isEqualTo(1);
        assertThat(value("queue.users.released", tags(desk))).isNull();
    }

    @Test
    void theNumberOfThoseWhoWaitIsShownByQueue() {
        QueueKey desk = node.create(QueueSettings.serviceDesk("desk"));
        node.join(desk, 3);

        await().untilAsserted(() -> assertThat(value("queue.size", tags(desk))).isEqualTo(3));
    }

    @Test
    void aDeletedQueueIsShownNoMore() {
        QueueKey room = node.create(QueueSettings.waitingRoom("room", 10, QueueSettings.MAX_RATE_PER_MINUTE));
        node.join(room, 1);
        node.submit(room, new Command.Tick());
        await().untilAsserted(() -> assertThat(value("queue.size", tags(room))).isZero());

        node.submit(room, new Command.Delete());

        await().untilAsserted(() -> assertThat(value("queue.size", tags(room))).isNull());
        assertThat(value("queue.users.released", tags(room))).isNull();
    }

    @Test
    void queuesBeyondTheLimitAreSummedUp() {
        QueueKey full = node.create(QueueSettings.serviceDesk("full"));
        QueueKey half = node.create(QueueSettings.serviceDesk("half"));
        QueueKey small = node.create(QueueSettings.serviceDesk("small"));
        QueueKey smaller = node.create(QueueSettings.serviceDesk("smaller"));
        node.join(full, 4);
        node.join(half, 3);
        node.join(small, 2);
        node.join(smaller, 1);

        await().untilAsserted(() -> assertThat(value("queue.size", Tags.of("tenant", "others", "queue", "others")))
                .isEqualTo(3));
        assertThat(value("queue.size", tags(full))).isEqualTo(4);
        assertThat(value("queue.size", tags(small))).isNull();
    }

    @Test
    void releasesOfQueuesBeyondTheLimitAreCountedTogether() {
        for (int i = 0; i < MAX_QUEUES_SHOWN + 2; i++) {
            QueueKey room = node.create(QueueSettings.waitingRoom("room", 10, QueueSettings.MAX_RATE_PER_MINUTE));
            node.join(room, 1);
            node.submit(room, new Command.Tick());
        }

        assertThat(value("queue.users.released", Tags.of("tenant", "others", "queue", "others")))
                .isEqualTo(2);
    }
}
