package io.virtualqueue.server.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DatabaseUnavailableTest {
    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.fresh();

    @Test
    void aCallerThatFindsNoFreeConnectionInTimeIsTold() throws SQLException {
        List<Connection> taken = new ArrayList<>();
        try {
            for (int i = 0; i < Pools.WORKER_CONNECTIONS; i++) {
                taken.add(worker().connection());
            }
            assertThatThrownBy(() -> worker().connection()).isInstanceOf(DatabaseUnavailableException.class);
            assertThatThrownBy(() -> worker().inTransaction(DatabaseUnavailableTest::one))
                    .isInstanceOf(DatabaseUnavailableException.class);
        } finally {
            for (Connection connection : taken) {
                connection.close();
            }
        }
        assertThat(worker().inTransaction(DatabaseUnavailableTest::one)).isEqualTo(1);
    }

    @Test
    void aConnectionThatBreaksInTheMiddleIsToldAndReplaced() {
        assertThatThrownBy(() -> tenants().inTenant(UUID.randomUUID(), handle -> {
                    terminate(handle);
                    return one(handle);
                }))
                .isInstanceOf(DatabaseUnavailableException.class);
        assertThat(tenants().inTenant(UUID.randomUUID(), DatabaseUnavailableTest::one))
                .isEqualTo(1);
    }

    @Test
    void aStatementThatTakesTooLongIsTold() {
        assertThatThrownBy(() -> worker().inTransaction(handle -> {
                    handle.execute("SET LOCAL statement_timeout = 50");
                    return handle.execute("SELECT pg_sleep(60)");
                }))
                .isInstanceOf(DatabaseUnavailableException.class);
    }

    @Test
    void aMistakeInAStatementIsNotTakenForThat() {
        assertThatThrownBy(() -> worker().inTransaction(handle -> handle.execute("SELECT nothing")))
                .isInstanceOf(JdbiException.class);
    }

    @Test
    void connectionsHaveTheirTimeLimits() {
        for (String limit :
                List.of("statement_timeout=10s", "lock_timeout=5s", "idle_in_transaction_session_timeout=10s")) {
            String[] pair = limit.split("=", 2);
            String value = worker().inTransaction(handle ->
                    handle.createQuery("SHOW " + pair[0]).mapTo(String.class).one());
            assertThat(value).isEqualTo(pair[1]);
        }
    }

    @Test
    void whatAWriterDoesNotCommitIsRolledBack() throws SQLException {
        try (Connection connection = worker().connection();
                PreparedStatement statement = connection.prepareStatement("CREATE TEMP TABLE gone (x int)")) {
            assertThat(connection.getAutoCommit()).isFalse();
            statement.execute();
        }
        try (Connection connection = worker().connection();
                PreparedStatement statement = connection.prepareStatement("SELECT to_regclass('gone')");
                ResultSet result = statement.executeQuery()) {
            assertThat(result.next()).isTrue();
            assertThat(result.getString(1)).isNull();
        }
    }

    private static TenantTransactions tenants() {
        return DATABASE.database().tenants();
    }

    private static WorkerTransactions worker() {
        return DATABASE.database().worker();
    }

    private static int one(Handle handle) {
        return handle.createQuery("SELECT 1").mapTo(Integer.class).one();
    }

    private static void terminate(Handle handle) {
        int process = handle.createQuery("SELECT pg_backend_pid()")
                .mapTo(Integer.class)
                .one();
        DATABASE.asSuperuser("SELECT pg_terminate_backend(" + process + ")");
    }
}
