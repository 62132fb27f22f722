package io.virtualqueue.server.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DatabaseTest {
    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.fresh();

    private static final UUID ACME = UUID.fromString("00000000-0000-7000-8000-00000000000a");
    private static final UUID BETA = UUID.fromString("00000000-0000-7000-8000-00000000000b");

    @BeforeAll
    static void makeATableOfTwoTenants() throws SQLException {
        try (Connection owner = DATABASE.owner();
                Statement statement = owner.createStatement()) {
            statement.execute("CREATE TABLE note (tenant_id uuid NOT NULL, text text NOT NULL)");
            statement.execute("CREATE TABLE secret (text text NOT NULL)");
            statement.execute("ALTER TABLE note ENABLE ROW LEVEL SECURITY");
            statement.execute("CREATE POLICY of_tenant ON note TO vq_request USING (tenant_id = vq_tenant())");
            statement.execute("CREATE POLICY of_all ON note TO vq_worker USING (true)");
            statement.execute("GRANT SELECT, INSERT ON note TO vq_request, vq_worker");
        }
        for (UUID tenant : List.of(ACME, BETA)) {
            tenants().inTenant(tenant, handle -> write(handle, tenant, "of " + tenant));
        }
    }

    @Test
    void aRequestSeesOnlyTheRowsOfItsTenant() {
        assertThat(tenants().inTenant(ACME, DatabaseTest::notes)).containsExactly("of " + ACME);
        assertThat(tenants().inTenant(BETA, DatabaseTest::notes)).containsExactly("of " + BETA);
    }

    @Test
    void beforeTheTenantIsKnownNoRowIsVisible() {
        assertThat(tenants().<List<String>, RuntimeException>beforeTenant(DatabaseTest::notes))
                .isEmpty();
    }

    @Test
    void aWorkerSeesTheRowsOfAllTenants() {
        assertThat(DATABASE.database().worker().inTransaction(DatabaseTest::notes))
                .contains("of " + ACME, "of " + BETA);
    }

    @Test
    void aRequestCannotWriteIntoAnotherTenant() {
        assertThatThrownBy(() -> tenants().inTenant(ACME, handle -> write(handle, BETA, "smuggled")))
                .isInstanceOf(UnableToExecuteStatementException.class)
                .hasMessageContaining("row-level security");
    }

    @Test
    void aTableIsClosedUntilItIsGranted() {
        assertThatThrownBy(() -> DATABASE.database()
                        .worker()
                        .inTransaction(handle -> handle.createQuery("SELECT text FROM secret")
                                .mapTo(String.class)
                                .list()))
                .hasMessageContaining("permission denied");
    }

    @Test
    void whatThrowsIsRolledBack() {
        assertThatThrownBy(() -> tenants().inTenant(ACME, handle -> {
                    write(handle, ACME, "half done");
                    throw new IllegalStateException("no");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(tenants().inTenant(ACME, DatabaseTest::notes)).containsExactly("of " + ACME);
    }

    @Test
    void aPooledConnectionForgetsTheTenant() {
        for (int i = 0; i < 2 * Pools.REQUEST_CONNECTIONS; i++) {
            tenants().inTenant(ACME, DatabaseTest::notes);
            assertThat(tenants().<List<String>, RuntimeException>beforeTenant(DatabaseTest::notes))
                    .isEmpty();
        }
    }

    @Test
    void itSaysThatItIsReachable() {
        assertThat(DATABASE.database().isReachable()).isTrue();
    }

    private static TenantTransactions tenants() {
        return DATABASE.database().tenants();
    }

    private static List<String> notes(Handle handle) {
        return handle.createQuery("SELECT text FROM note").mapTo(String.class).list();
    }

    private static int write(Handle handle, UUID tenant, String text) {
        return handle.createUpdate("INSERT INTO note (tenant_id, text) VALUES (:tenant, :text)")
                .bind("tenant", tenant)
                .bind("text", text)
                .execute();
    }
}
