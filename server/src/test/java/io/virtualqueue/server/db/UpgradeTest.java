package io.virtualqueue.server.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What becomes of a database with tenants in it when a newer server starts on it. */
class UpgradeTest {
    @RegisterExtension
    static final TestDatabase NEIGHBOUR = TestDatabase.fresh();

    private static final String NAME = "upgrade_test";
    private static final String BEFORE_APPLICATIONS = "202611241110";
    private static final UUID LIVE = UUID.fromString("019a2b3c-4d5e-7f60-8123-456789abcdef");
    private static final UUID DELETED = UUID.fromString("019a2b3c-4d5e-7f60-8123-456789abcd00");
    private static final String SANDBOX_OF_LIVE = "019a2b3c-4d5e-8f60-8123-456789abcdef";
    private static final String SANDBOX_OF_DELETED = "019a2b3c-4d5e-8f60-8123-456789abcd00";

    private final DatabaseSettings.External settings = new DatabaseSettings.External(
            NEIGHBOUR.settings().url().replace(NEIGHBOUR.name(), NAME),
            NEIGHBOUR.settings().user(),
            NEIGHBOUR.settings().password());

    @BeforeEach
    void makeAnOldDatabase() throws SQLException {
        NEIGHBOUR.asSuperuser("CREATE DATABASE " + NAME + " OWNER virtualqueue");
        Flyway.configure()
                .dataSource(settings.url(), settings.user(), settings.password())
                .locations("filesystem:src/main/resources/db/migration")
                .target(BEFORE_APPLICATIONS)
                .load()
                .migrate();
        try (Connection owner = Bootstrap.connect(settings.url(), settings.user(), settings.password());
                Statement statement = owner.createStatement()) {
            statement.execute("INSERT INTO tenant (id, name, domain, created_at, updated_at, deleted_at) VALUES ('"
                    + LIVE + "', 'Bank', 'bank.example', now(), now(), NULL), ('"
                    + DELETED + "', 'Gone', 'gone.example', now(), now(), now())");
            statement.execute("INSERT INTO application (tenant_id, id, name, allowed_origins, created_at, updated_at)"
                    + " VALUES ('" + LIVE + "', '" + LIVE + "', 'default', '{}', now(), now())");
            statement.execute("INSERT INTO api_key (tenant_id, id, application_id, key_hash, created_at)" + " VALUES ('"
                    + LIVE + "', '" + LIVE + "', '" + LIVE + "', 'hash', now())");
        }
    }

    @AfterEach
    void drop() {
        NEIGHBOUR.asSuperuser("DROP DATABASE " + NAME + " WITH (FORCE)");
    }

    @Test
    void everyTenantGetsItsSandboxAndEveryKeyGoesOnWorkingWithAllScopes() {
        try (Database database = Database.open(settings)) {
            List<String> sandboxes = database.worker()
                    .inTransaction(handle -> handle.createQuery(
                                    "SELECT concat_ws(' ', id, sandbox_of, name, domain, deleted_at IS NOT NULL)"
                                            + " FROM tenant WHERE sandbox_of IS NOT NULL ORDER BY name")
                            .mapTo(String.class)
                            .list());
            List<String> keys = database.worker()
                    .inTransaction(
                            handle -> handle.createQuery("SELECT concat_ws(' ', tenant_id, scopes, is_test, expires_at)"
                                            + " FROM api_key WHERE key_hash = :hash")
                                    .bind("hash", "hash".getBytes(StandardCharsets.UTF_8))
                                    .mapTo(String.class)
                                    .list());
            assertThat(sandboxes)
                    .containsExactly(
                            SANDBOX_OF_LIVE + " " + LIVE + " Bank bank.example f",
                            SANDBOX_OF_DELETED + " " + DELETED + " Gone gone.example t");
            assertThat(keys)
                    .containsExactly(LIVE + " {tenant:read,queues:read,queues:write,sessions:read,sessions:write} f");
        }
    }
}
