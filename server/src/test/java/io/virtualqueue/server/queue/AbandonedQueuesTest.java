package io.virtualqueue.server.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.virtualqueue.engine.QueueSettings;
import io.virtualqueue.engine.QueueState;
import io.virtualqueue.server.db.TestDatabase;
import io.virtualqueue.server.journal.Journal;
import io.virtualqueue.server.journal.NewQueue;
import io.virtualqueue.server.journal.QueueKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AbandonedQueuesTest {
    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.fresh();

    private final Journal journal = new Journal(DATABASE.database().worker(), Clock.systemUTC());
    private final AbandonedQueues abandoned =
            new AbandonedQueues(DATABASE.database().worker(), journal);

    @AfterEach
    void close() {
        journal.close();
    }

    @Test
    void theQueuesOfADeletedTenantAreDeletedAFewAtATimeAndNoOthers() throws SQLException {
        UUID deleted = tenant();
        UUID living = tenant();
        QueueKey kept = queue(living);
        List<QueueKey> lost = Stream.generate(() -> queue(deleted)).limit(5).toList();
        assertThat(abandoned.deleteSome(3)).isZero();

        execute("UPDATE tenant SET deleted_at = now() WHERE id = ?", deleted);

        assertThat(abandoned.deleteSome(3)).isEqualTo(3);
        assertThat(abandoned.deleteSome(3)).isEqualTo(2);
        assertThat(abandoned.deleteSome(3)).isZero();
        assertThat(lost).allMatch(queue -> state(queue).isDeleted());
        assertThat(state(kept).exists()).isTrue();
    }

    private QueueState state(QueueKey queue) {
        return Objects.requireNonNull(journal.held(queue));
    }

    private QueueKey queue(UUID tenantId) {
        QueueKey key = new QueueKey(tenantId, UUID.randomUUID());
        journal.create(List.of(new NewQueue(key, null, QueueSettings.waitingRoom("room", 10, 0))), null);
        return key;
    }

    private static UUID tenant() throws SQLException {
        UUID id = UUID.randomUUID();
        execute(
                "INSERT INTO tenant (id, name, domain, created_at, updated_at)"
                        + " SELECT id, 'tenant', id::text, now(), now() FROM (VALUES (?::uuid)) AS fresh (id)",
                id);
        return id;
    }

    private static void execute(String sql, UUID tenantId) throws SQLException {
        try (Connection owner = DATABASE.owner();
                PreparedStatement statement = owner.prepareStatement(sql)) {
            statement.setObject(1, tenantId);
            statement.executeUpdate();
        }
    }
}
