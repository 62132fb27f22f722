package io.virtualqueue.server.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Holds the tables and functions of every feature. */
class RowLevelSecurityTest {
    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.fresh();

    private static final String UNHELD_TABLES = Sql.text(RowLevelSecurityTest.class, "unheld_tables");
    private static final String OPEN_FUNCTIONS = Sql.text(RowLevelSecurityTest.class, "open_functions");

    @Test
    void everyTableOfTenantsIsHeldByRowLevelSecurity() throws SQLException {
        assertThat(query(UNHELD_TABLES)).isEmpty();
    }

    @Test
    void everyFunctionWithItsDefinersRightsIsClosedAndSaysWhereItLooks() throws SQLException {
        assertThat(query(OPEN_FUNCTIONS)).isEmpty();
    }

    @Test
    void aTableWithoutRowLevelSecurityIsFound() throws SQLException {
        assertThat(queryAfter(UNHELD_TABLES, "CREATE TABLE bad (tenant_id uuid)"))
                .containsExactly("bad: row-level security is off");
    }

    @Test
    void aTableWithoutAPolicyIsFound() throws SQLException {
        assertThat(queryAfter(
                        UNHELD_TABLES,
                        "CREATE TABLE bad (tenant_id uuid)",
                        "ALTER TABLE bad ENABLE ROW LEVEL SECURITY"))
                .containsExactly("bad: no policy for vq_worker");
    }

    @Test
    void aPolicyThatShowsEverythingIsFound() throws SQLException {
        assertThat(queryAfter(
                        UNHELD_TABLES,
                        "CREATE TABLE bad (tenant_id uuid)",
                        "ALTER TABLE bad ENABLE ROW LEVEL SECURITY",
                        "CREATE POLICY worker ON bad TO vq_worker USING (true)",
                        "CREATE POLICY open ON bad TO vq_request USING (true)"))
                .containsExactly("bad: a policy does not ask for the tenant");
    }

    @Test
    void aFunctionThatLetsTheCallerChooseWhatNamesMeanIsFound() throws SQLException {
        assertThat(queryAfter(
                        OPEN_FUNCTIONS, "CREATE FUNCTION bad() RETURNS int LANGUAGE sql SECURITY DEFINER RETURN 1"))
                .containsExactly("bad");
    }

    private static List<String> query(String sql) throws SQLException {
        return queryAfter(sql);
    }

    /** Runs the query after the statements, and undoes them. */
    private static List<String> queryAfter(String sql, String... statements) throws SQLException {
        try (Connection owner = DATABASE.owner();
                Statement statement = owner.createStatement()) {
            owner.setAutoCommit(false);
            for (String each : statements) {
                statement.execute(each);
            }
            List<String> found = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery(sql)) {
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
            }
            owner.rollback();
            return found;
        }
    }
}
