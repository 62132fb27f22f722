package io.virtualqueue.server.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.virtualqueue.engine.Command;
import io.virtualqueue.engine.QueueSettings;
import io.virtualqueue.server.db.TestDatabase;
import io.virtualqueue.server.http.ProblemException;
import io.virtualqueue.server.journal.Journal;
import io.virtualqueue.server.journal.NewQueue;
import io.virtualqueue.server.journal.PersonalData;
import io.virtualqueue.server.journal.QueueKey;
import io.virtualqueue.server.journal.Submission;
import io.virtualqueue.server.vault.TestVault;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Finding what a path does not say: the tenant of a queue, the queue of a session. */
class LookUpsTest {
    private static final int FEW = 3;

    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.fresh();

    private final UUID tenantId = UUID.randomUUID();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Journal journal = new Journal(DATABASE.database().worker(), Clock.systemUTC());
    private final People people = new People(TestVault.open(DATABASE.database()), threads);
    private final SessionRows rows = new SessionRows(DATABASE.database().tenants(), people, FEW);
    private final PublicQueues queues = new PublicQueues(DATABASE.database().tenants(), threads, FEW);

    @BeforeEach
    void makeTheTenant() throws SQLException {
        asOwner("INSERT INTO tenant (id, name, domain, created_at, updated_at) VALUES (?, 'x', 'x', now(), now())");
    }

    @AfterEach
    void stop() throws SQLException {
        journal.close();
        threads.close();
        asOwner("UPDATE tenant SET deleted_at = now() WHERE id = ?");
    }

    @Test
    void onlySoManySessionsAreRemembered() {
        QueueKey queue = queue();
        for (int i = 0; i < FEW + 2; i++) {
            UUID session = join(queue, "visitor " + i);
            assertThat(rows.knownQueueOf(tenantId, session)).isNull();
            assertThat(rows.queueOf(tenantId, session)).contains(queue.queueId());
            assertThat(rows.knownQueues()).isLessThanOrEqualTo(FEW);
        }
        assertThat(rows.knownQueues()).isEqualTo(FEW);
    }

    @Test
    void theSessionOfAnotherTenantIsUnknown() {
        UUID session = join(queue(), "ann");
        assertThat(rows.queueOf(UUID.randomUUID(), session)).isEmpty();
        assertThat(rows.find(UUID.randomUUID(), session)).isEmpty();
        assertThat(rows.find(tenantId, session)).isPresent();
    }

    @Test
    void onlySoManyQueuesAreRemembered() {
        for (int i = 0; i < FEW + 2; i++) {
            QueueKey queue = queue();
            assertThat(find(queue.queueId())).isEqualTo(queue);
            assertThat(queues.known()).isLessThanOrEqualTo(FEW);
        }
        assertThat(queues.known()).isEqualTo(FEW);
    }

    @Test
    void theQueueOfADeletedTenantIsUnknown() throws SQLException {
        QueueKey queue = queue();
        asOwner("UPDATE tenant SET deleted_at = now() WHERE id = ?");
        assertThatThrownBy(() -> find(queue.queueId())).hasCauseInstanceOf(ProblemException.class);
    }

    private QueueKey find(UUID queueId) {
        return queues.find(queueId).toCompletableFuture().join().key();
    }

    private QueueKey queue() {
        QueueKey key = new QueueKey(tenantId, UUID.randomUUID());
        journal.create(List.of(new NewQueue(key, null, QueueSettings.serviceDesk("desk"))), null);
        return key;
    }

    private UUID join(QueueKey queue, String user) {
        UUID session = UUID.randomUUID();
        Command join = new Command.Join(session, UserKey.of(queue.queueId(), user), null);
        journal.submit(new Submission(queue, join, user, PersonalData.NONE, null))
                .toCompletableFuture()
                .join()
                .orThrow();
        return session;
    }

    private void asOwner(String sql) throws SQLException {
        try (Connection owner = DATABASE.owner();
                PreparedStatement statement = owner.prepareStatement(sql)) {
            statement.setObject(1, tenantId);
            statement.executeUpdate();
        }
    }
}
