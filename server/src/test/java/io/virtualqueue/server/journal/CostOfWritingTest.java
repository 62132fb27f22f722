package io.virtualqueue.server.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.virtualqueue.engine.Command;
import io.virtualqueue.engine.QueueSettings;
import io.virtualqueue.engine.QueueState;
import io.virtualqueue.engine.Session;
import io.virtualqueue.server.db.CountingConnections;
import io.virtualqueue.server.db.Sql;
import io.virtualqueue.server.db.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a batch costs, counted: a regression shows here without a benchmark. */
class CostOfWritingTest {
    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final int ROUND_TRIPS_PER_BATCH = 3;

    @AfterAll
    static void dropDatabase() {
        DATABASE.close();
    }

    @Test
    void aThousandJoinsThatGatherAreOneBatchOfThreeRoundTrips() throws Exception {
        try (CountingConnections connections = new CountingConnections(DATABASE);
                Journal journal = new Journal(connections.worker(), Clock.systemUTC())) {
            QueueKey queue = newQueue(journal, 0);
            int before = connections.statements() + connections.commits();
            List<CompletionStage<Outcome>> joins = new ArrayList<>();
            // While the head is locked the first batch, of one, waits; everyone else gathers for the second.
            try (Connection holder = DATABASE.database().worker().connection()) {
                assertThat(JournalSql.lockHead(holder, queue)).isPresent();
                joins.add(journal.submit(Node.join(queue, "first", null)));
                while (connections.statements() + connections.commits() == before) {
                    Thread.onSpinWait();
                }
                for (int i = 0; i < Mailbox.MAX_BATCH; i++) {
                    joins.add(journal.submit(Node.join(queue, "user " + i, null)));
                }
            }
            joins.forEach(Node::await);
            assertThat(connections.statements() + connections.commits() - before)
                    .isEqualTo(2 * ROUND_TRIPS_PER_BATCH);
        }
    }

    @Test
    void aTickThatReleasesManyIsOneBatchAndOneEventEach() throws Exception {
        int people = 500;
        try (CountingConnections connections = new CountingConnections(DATABASE);
                Journal journal = new Journal(connections.worker(), Clock.systemUTC())) {
            QueueKey queue = newQueue(journal, 60 * people);
            List<RecordedEvent> heard = new ArrayList<>();
            List<CompletionStage<Outcome>> joins = new ArrayList<>();
            for (int i = 0; i < people; i++) {
                joins.add(journal.submit(Node.join(queue, "user " + i, null)));
            }
            joins.forEach(Node::await);
            Instant full = journal.now().plusSeconds(1);
            while (journal.now().isBefore(full)) {
                Thread.onSpinWait();
            }
            journal.listen((_, events, _, _) -> heard.addAll(events));
            int before = connections.statements() + connections.commits();
            Outcome.Done done = Node.done(Node.await(journal.submit(Submission.of(queue, new Command.Tick()))));
            assertThat(done.state().inService()).isEqualTo(people);
            assertThat(connections.statements() + connections.commits() - before)
                    .isEqualTo(ROUND_TRIPS_PER_BATCH);
            assertThat(heard).hasSize(people);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"read_events", "read_sessions", "read_idempotency", "copy_live_sessions"})
    void rowsAreReadByKeyEvenInTablesThatWereNeverAnalyzed(String statement) throws SQLException {
        String sql = Sql.text(JournalSql.class, statement);
        boolean isCopy = sql.startsWith("COPY");
        assertThat(planOf(isCopy ? sql.substring(sql.indexOf('(') + 1, sql.lastIndexOf(") TO")) : sql))
                .doesNotContain("Seq Scan");
    }

    @Test
    void rowsAreChangedByKeyEvenInTablesThatWereNeverAnalyzed() throws SQLException {
        assertThat(planOf(AppendSql.statement(EnumSet.allOf(AppendSql.Part.class))))
                .contains("session_pkey")
                .doesNotContain("Seq Scan", "session_in_queue", "session_live");
    }

    @Test
    void plansAreKeptForJoinsButNotForChanges() throws Exception {
        int more = 8;
        try (CountingConnections connections = new CountingConnections(DATABASE);
                Journal journal = new Journal(connections.worker(), Clock.systemUTC())) {
            QueueKey queue = newQueue(journal, 0);
            try (Connection connection = connections.worker().connection()) {
                QueueState empty = Node.await(journal.queue(queue, 0)).orElseThrow();
                for (int i = 0; i < more; i++) {
                    Submission join = Node.join(queue, "user " + i, null);
                    QueueState one = append(connection, queue, empty, join);
                    Session joined = one.waitingFrom(0, 1).getFirst();
                    append(connection, queue, one, Submission.of(queue, new Command.Leave(joined.id())));
                }
                assertThat(keptPlans(connection, "joined AS")).isOne();
                assertThat(keptPlans(connection, "changed AS")).isZero();
                connection.rollback();
            }
        }
    }

    /** Writes a batch of one command, and forgets it but for what the connection keeps. */
    private static QueueState append(Connection connection, QueueKey queue, QueueState before, Submission submission)
            throws SQLException {
        Batch batch = new Batch(queue, before, before.lastEventAt(), Map.of());
        batch.decide(new Pending(submission, new CompletableFuture<>()));
        AppendSql.append(connection, batch);
        connection.rollback();
        return batch.after();
    }

    private static int keptPlans(Connection connection, String part) throws SQLException {
        try (PreparedStatement count = connection.prepareStatement(
                "SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%INSERT INTO event%' || ? || '%'")) {
            count.setString(1, part);
            try (ResultSet row = count.executeQuery()) {
                assertThat(row.next()).isTrue();
                return row.getInt(1);
            }
        }
    }

    private static String planOf(String sql) throws SQLException {
        int[] number = {0};
        String numbered = Pattern.compile("\\?").matcher(sql).replaceAll((MatchResult _) -> "\\$" + ++number[0]);
        String nulls = String.join(", ", Collections.nCopies(number[0], "NULL"));
        StringBuilder plan = new StringBuilder();
        try (Connection connection = DATABASE.database().worker().connection();
                Statement statement = connection.createStatement()) {
            statement.execute("SET LOCAL plan_cache_mode = force_generic_plan");
            statement.execute("PREPARE hot AS " + numbered);
            try (ResultSet lines = statement.executeQuery("EXPLAIN EXECUTE hot (" + nulls + ")")) {
                while (lines.next()) {
                    plan.append(lines.getString(1)).append('\n');
                }
            }
            statement.execute("DEALLOCATE hot");
        }
        return plan.toString();
    }

    private static QueueKey newQueue(Journal journal, int releaseRatePerMinute) throws SQLException {
        UUID tenantId = UUID.randomUUID();
        try (Connection owner = DATABASE.owner();
                Statement insert = owner.createStatement()) {
            insert.executeUpdate("INSERT INTO tenant (id, name, domain, created_at, updated_at) VALUES ('" + tenantId
                    + "', 'tenant', '" + tenantId + ".example', now(), now())");
        }
        QueueKey queue = new QueueKey(tenantId, UUID.randomUUID());
        QueueSettings settings = QueueSettings.waitingRoom("room", 10_000, releaseRatePerMinute);
        journal.create(List.of(new NewQueue(queue, null, settings)), null);
        return queue;
    }
}
