package io.virtualqueue.server.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BootstrapTest {
    private final TestDatabase database = TestDatabase.fresh();

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void serversThatStartTogetherOnOneDatabaseAgree() throws Exception {
        CompletableFuture<Database> first = CompletableFuture.supplyAsync(() -> Database.open(database.settings()));
        CompletableFuture<Database> second = CompletableFuture.supplyAsync(() -> Database.open(database.settings()));
        try (Database one = first.get(30, TimeUnit.SECONDS);
                Database other = second.get(30, TimeUnit.SECONDS)) {
            assertThat(one.isReachable()).isTrue();
            assertThat(other.isReachable()).isTrue();
        }
    }

    @Test
    void aChangedPasswordOfALoginRoleIsPutRight() throws SQLException {
        Bootstrap.prepare(database.settings());
        asOwner("ALTER ROLE " + role("request") + " PASSWORD 'changed'");
        try (Database open = Database.open(database.settings())) {
            assertThat(open.isReachable()).isTrue();
        }
    }

    @Test
    void neitherLoginMayBypassRowLevelSecurity() throws SQLException {
        Bootstrap.prepare(database.settings());
        for (String mighty : new String[] {"SUPERUSER", "BYPASSRLS"}) {
            database.asSuperuser("ALTER ROLE " + role("request") + " " + mighty);
            assertThatThrownBy(() -> Database.open(database.settings()))
                    .isInstanceOf(StartupException.class)
                    .hasMessageContaining("may bypass row-level security");
            database.asSuperuser("ALTER ROLE " + role("request") + " NO" + mighty);
        }
    }

    @Test
    void aLoginThatCouldBecomeSomeoneWhoMayIsRefused() throws SQLException {
        Bootstrap.prepare(database.settings());
        database.asSuperuser("CREATE ROLE " + role("mighty") + " BYPASSRLS");
        database.asSuperuser("GRANT " + role("mighty") + " TO " + role("worker"));
        assertThatThrownBy(() -> Database.open(database.settings()))
                .isInstanceOf(StartupException.class)
                .hasMessageContaining(role("worker"));
    }

    @Test
    void aWrongPasswordIsSaidInOneSentenceWithoutIt() {
        DatabaseSettings.External settings = database.settings();
        assertThatThrownBy(() ->
                        Database.open(new DatabaseSettings.External(settings.url(), settings.user(), "a wrong guess")))
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("refuses user virtualqueue")
                .hasMessageNotContaining("guess");
    }

    @Test
    void aDatabaseThatIsNotThereIsSaid() {
        DatabaseSettings.External settings = database.settings();
        assertThatThrownBy(() -> Database.open(new DatabaseSettings.External(
                        settings.url().replaceAll("/test_\\d+$", "/nowhere"), settings.user(), settings.password())))
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("does not exist");
    }

    @Test
    void anOwnerThatMayNotMakeRolesIsSaid() {
        database.asSuperuser("CREATE ROLE " + role("poor") + " LOGIN PASSWORD 'poor'");
        assertThatThrownBy(() -> Database.open(
                        new DatabaseSettings.External(database.settings().url(), role("poor"), "poor")))
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("CREATEROLE");
    }

    @Test
    void aDatabaseThatForgetsWhatItConfirmedIsRefused() {
        database.asSuperuser("ALTER DATABASE " + database.name() + " SET synchronous_commit = off");
        assertThatThrownBy(() -> Database.open(database.settings()))
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("synchronous_commit = off");
    }

    private String role(String suffix) {
        return database.name() + "_" + suffix;
    }

    private void asOwner(String sql) throws SQLException {
        try (Connection owner = database.owner();
                Statement statement = owner.createStatement()) {
            statement.execute(sql);
        }
    }
}
