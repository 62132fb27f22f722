package io.virtualqueue.server.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.virtualqueue.engine.QueueSettings;
import io.virtualqueue.engine.QueueState;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The answer of a COMMIT is lost; what the journal holds tells what became of it. */
class OutcomeResolverTest extends JournalFixture {
    private QueueKey queue;
    private OutcomeResolver resolver;

    @BeforeEach
    void makeQueue() {
        queue = a.create(tenantId, QueueSettings.waitingRoom("room", 10, 0));
        resolver = new OutcomeResolver(database.worker());
    }

    private Batch batch(Connection connection, String user) throws SQLException {
        QueueState before = a.state(queue);
        Head head = JournalSql.lockHead(connection, queue).orElseThrow();
        Batch batch = new Batch(queue, before, head.now(), Map.of());
        batch.decide(new Pending(Node.join(queue, user, null), new CompletableFuture<>()));
        AppendSql.append(connection, batch);
        return batch;
    }

    @Test
    void aCommittedBatchIsFoundByTheHead() throws SQLException {
        Batch batch;
        try (Connection connection = database.worker().connection()) {
            batch = batch(connection, "ann");
            connection.commit();
        }
        assertThat(resolver.wasCommitted(queue, batch)).isTrue();
    }

    @Test
    void aCommittedBatchIsFoundByItsEventsOnceOthersHaveWritten() throws SQLException {
        Batch batch;
        try (Connection connection = database.worker().connection()) {
            batch = batch(connection, "ann");
            connection.commit();
        }
        b.joined(queue, "bob");

        assertThat(resolver.wasCommitted(queue, batch)).isTrue();
    }

    @Test
    void aBatchThatWasRolledBackIsNotThere() throws SQLException {
        Batch batch;
        try (Connection connection = database.worker().connection()) {
            batch = batch(connection, "ann");
            connection.rollback();
        }
        assertThat(resolver.wasCommitted(queue, batch)).isFalse();
        b.joined(queue, "bob");
        assertThat(resolver.wasCommitted(queue, batch)).isFalse();
    }

    @Test
    void aTransactionThatIsStillEndingIsWaitedFor() throws Exception {
        try (Connection connection = database.worker().connection()) {
            Batch batch = batch(connection, "ann");
            CompletableFuture<Boolean> answer = new CompletableFuture<>();
            Thread asking = Thread.startVirtualThread(() -> answer.complete(resolver.wasCommitted(queue, batch)));
            while (waitingForLocks() == 0) {
                Thread.onSpinWait();
            }
            connection.commit();
            asking.join();
            assertThat(answer).isCompletedWithValue(true);
        }
    }

    private long waitingForLocks() throws SQLException {
        try (Connection connection = database.worker().connection();
                var rows =
                        connection.createStatement().executeQuery("SELECT count(*) FROM pg_locks WHERE NOT granted")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    @Test
    void aBackendThatDiesUnderABatchCostsNobodyTheirPlace() throws Exception {
        List<CompletableFuture<Outcome>> joins = new ArrayList<>();
        // One connection kills the others: the pool might give one that was killed before.
        try (Connection killer = database.worker().connection()) {
            for (int round = 0; round < 20; round++) {
                for (int i = 0; i < 20; i++) {
                    joins.add(a.submitJoin(queue, "user-" + round + "-" + i).toCompletableFuture());
                }
                killAnotherBackend(killer);
            }
        }
        long acknowledged = joins.stream()
                .filter(join -> {
                    try {
                        return Node.session(Node.await(join)) != null;
                    } catch (RuntimeException e) {
                        return false;
                    }
                })
                .count();
        try (Node later = new Node(database.worker())) {
            assertThat((long) later.state(queue).waiting()).isEqualTo(acknowledged);
        }
        assertThat(journalOf(queue)).hasSize((int) acknowledged + 1);
    }

    private static void killAnotherBackend(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    + " WHERE datname = current_database() AND pid <> pg_backend_pid() AND usename = current_user"
                    + " ORDER BY query_start DESC NULLS LAST LIMIT 1");
        }
        connection.commit();
    }
}
