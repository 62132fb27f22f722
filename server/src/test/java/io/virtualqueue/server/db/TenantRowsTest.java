package io.virtualqueue.server.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What raw SQL can do as the role of requests, in every table of the database: see and change rows of its own tenant as
 * far as that is granted, and nothing of another.
 */
class TenantRowsTest {
    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.fresh();

    private static final UUID OWN = UUID.fromString("00000000-0000-7000-8000-00000000000a");
    private static final UUID OTHER = UUID.fromString("00000000-0000-7000-8000-00000000000b");
    private static final String DENIED = "42501";
    /** Tables of the platform, which have no tenant: nothing for requests. */
    private static final String WITHOUT_TENANT = Sql.text(TenantRowsTest.class, "tables_without_tenant");

    private static final String WITH_TENANT = Sql.text(TenantRowsTest.class, "tables_with_tenant");
    private static final String GIVES_MORE_THAN_IDS = Sql.text(TenantRowsTest.class, "functions_that_give_rows");
    private static Map<String, String> tenantColumns = Map.of();

    /** What became of a statement. */
    private record Tried(long rows, String refusal) {
        boolean isRefused() {
            return refusal.equals(DENIED);
        }
    }

    @BeforeAll
    static void aRowOfEachTenantInEveryTable() throws SQLException {
        try (Connection owner = DATABASE.owner();
                Statement statement = owner.createStatement()) {
            Map<String, String> found = new LinkedHashMap<>();
            for (List<String> row : read(statement, WITH_TENANT)) {
                found.put(row.getFirst(), row.getLast());
            }
            tenantColumns = found;
            SampleRows samples = new SampleRows(statement);
            for (Map.Entry<String, String> table : found.entrySet()) {
                samples.add(table.getKey(), table.getValue(), OWN);
                samples.add(table.getKey(), table.getValue(), OTHER);
            }
        }
    }

    @TestFactory
    Stream<DynamicTest> aRequestSeesAndChangesNothingOfAnotherTenant() {
        return tenantColumns.entrySet().stream()
                .map(table ->
                        DynamicTest.dynamicTest(table.getKey(), () -> holdsApart(table.getKey(), table.getValue())));
    }

    private static void holdsApart(String table, String tenant) throws SQLException {
        String ofOther = " WHERE " + tenant + " = '" + OTHER + "'";
        Tried own = as(OWN, "SELECT count(*) FROM " + table + " WHERE " + tenant + " = '" + OWN + "'");
        assertThat(own.isRefused() || own.rows() == 1)
                .as("a row of one's own, where the table is open to requests")
                .isTrue();
        assertThat(as(OWN, "SELECT count(*) FROM " + table + ofOther).rows()).isZero();
        assertThat(as(OWN, "SELECT count(*) FROM " + table + " WHERE " + tenant + " <> '" + OWN + "'")
                        .rows())
                .isZero();
        assertThat(as(null, "SELECT count(*) FROM " + table).rows()).isZero();
        assertThat(as(OWN, "UPDATE " + table + " SET " + tenant + " = " + tenant + ofOther)
                        .rows())
                .isZero();
        assertThat(as(OWN, "DELETE FROM " + table + ofOther).rows()).isZero();
        assertThat(as(OWN, "UPDATE " + table + " SET " + tenant + " = '" + OTHER + "'")
                        .isRefused())
                .as("giving a row away")
                .isTrue();
        assertThat(as(OWN, "INSERT INTO " + table + " (" + tenant + ") VALUES ('" + OTHER + "')")
                        .isRefused())
                .as("writing into another tenant")
                .isTrue();
    }

    @Test
    void theTablesOfThePlatformAreClosedToRequests() throws SQLException {
        try (Connection owner = DATABASE.owner();
                Statement statement = owner.createStatement()) {
            List<List<String>> tables = read(statement, WITHOUT_TENANT);
            assertThat(tables).isNotEmpty().allSatisfy(table -> {
                assertThat(as(OWN, "SELECT count(*) FROM " + table.getFirst()).isRefused())
                        .as(table.getFirst())
                        .isTrue();
                assertThat(as(OWN, "DELETE FROM " + table.getFirst()).isRefused())
                        .as(table.getFirst())
                        .isTrue();
            });
        }
    }

    @Test
    void whatRequestsMayCallBeforeTheTenantIsKnownGivesIdsOnly() throws SQLException {
        try (Connection owner = DATABASE.owner();
                Statement statement = owner.createStatement()) {
            assertThat(read(statement, GIVES_MORE_THAN_IDS)).isEmpty();
        }
    }

    @Test
    void aRequestCannotBecomeAnyoneElse() throws SQLException {
        for (String role : List.of("vq_worker", "virtualqueue", "postgres")) {
            assertThat(as(OWN, "SET ROLE " + role).isRefused()).as(role).isTrue();
        }
        assertThat(as(OWN, "ALTER TABLE person DISABLE ROW LEVEL SECURITY").isRefused())
                .isTrue();
        assertThat(as(OWN, "SET row_security = off").refusal()).isEmpty();
        assertThat(afterwards("SET row_security = off", "SELECT count(*) FROM person")
                        .isRefused())
                .isTrue();
    }

    /** Tries a statement in a transaction of that tenant, or before one is known, and undoes it. */
    private static Tried as(@Nullable UUID tenant, String sql) throws SQLException {
        return afterwards(tenant == null ? "SELECT 1" : "SELECT set_config('vq.tenant', '" + tenant + "', true)", sql);
    }

    private static Tried afterwards(String first, String sql) throws SQLException {
        try (Connection request = request();
                Statement statement = request.createStatement()) {
            request.setAutoCommit(false);
            statement.execute(first);
            try {
                if (statement.execute(sql)) {
                    try (ResultSet rows = statement.getResultSet()) {
                        return new Tried(rows.next() ? rows.getLong(1) : 0, "");
                    }
                }
                return new Tried(Math.max(statement.getUpdateCount(), 0), "");
            } catch (SQLException refused) {
                return new Tried(0, refused.getSQLState());
            } finally {
                request.rollback();
            }
        }
    }

    private static Connection request() throws SQLException {
        DATABASE.database();
        LoginRoles.Login login =
                LoginRoles.of(DATABASE.name(), DATABASE.settings().password()).request();
        return DriverManager.getConnection(DATABASE.settings().url(), login.role(), login.password());
    }

    private static List<List<String>> read(Statement statement, String sql) throws SQLException {
        List<List<String>> found = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(sql)) {
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    row.add(rows.getString(i));
                }
                found.add(row);
            }
        }
        return found;
    }
}
