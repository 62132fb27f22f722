package io.virtualqueue.server.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.virtualqueue.engine.Session;
import io.virtualqueue.server.db.Database;
import io.virtualqueue.server.db.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/** Two nodes on one PostgreSQL, and a look behind the scenes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class JournalFixture {
    private final TestDatabase testDatabase = TestDatabase.fresh();
    protected final Database database = testDatabase.database();
    protected final UUID tenantId = newTenant();
    protected Node a;
    protected Node b;

    @BeforeEach
    void startNodes() {
        a = new Node(database.worker());
        b = new Node(database.worker());
    }

    @AfterEach
    void stopNodes() {
        a.close();
        b.close();
    }

    @AfterAll
    void dropDatabase() {
        testDatabase.close();
    }

    protected final UUID newTenant() {
        UUID id = UUID.randomUUID();
        try (Connection owner = testDatabase.owner();
                PreparedStatement insert = owner.prepareStatement(
                        "INSERT INTO tenant (id, name, domain, created_at, updated_at) VALUES (?, ?, ?, now(), now())")) {
            insert.setObject(1, id);
            insert.setString(2, "tenant");
            insert.setString(3, id + ".example");
            insert.executeUpdate();
            return id;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    protected final List<RecordedEvent> journalOf(QueueKey queue) {
        try (Connection connection = database.worker().connection()) {
            return JournalSql.readEvents(connection, queue, 0, Integer.MAX_VALUE);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    protected final String statusInDatabase(Session session) {
        try (Connection connection = database.worker().connection();
                PreparedStatement select =
                        connection.prepareStatement("SELECT status FROM session WHERE tenant_id = ? AND id = ?")) {
            select.setObject(1, tenantId);
            select.setObject(2, session.id());
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getString(1) : "missing";
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** A connection that may do anything to the tables. */
    protected final Connection owner() throws SQLException {
        return testDatabase.owner();
    }

    /** Holds the lock of a head until closed, so that nothing is written to the queue meanwhile. */
    protected final AutoCloseable lockHead(QueueKey queue) throws SQLException {
        Connection connection = database.worker().connection();
        var locked = JournalSql.lockHead(connection, queue);
        assertThat(locked).isPresent();
        return connection;
    }
}
