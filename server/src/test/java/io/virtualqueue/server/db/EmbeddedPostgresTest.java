package io.virtualqueue.server.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EmbeddedPostgresTest {
    private final Path directory = TestDirectories.fresh();

    @AfterEach
    void delete() {
        TestDirectories.delete(directory);
    }

    @Test
    void itForgetsNothingThatItConfirmed() throws SQLException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(directory)) {
            for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
                assertThat(query(postgres, "SHOW " + setting)).as(setting).isEqualTo("on");
            }
        }
    }

    @Test
    void itListensOnTheLoopbackOnlyAndAlwaysAsksForThePassword() throws SQLException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(directory)) {
            assertThat(query(postgres, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(query(postgres, "SELECT string_agg(DISTINCT auth_method, ',') FROM pg_hba_file_rules"))
                    .isEqualTo("scram-sha-256");
            assertThatThrownBy(() -> Bootstrap.connect(postgres.owner().url(), "virtualqueue", "guess")
                            .close())
                    .hasMessageContaining("password authentication failed");
        }
    }

    @Test
    void onlyItsUserMayReadTheCredentials() throws IOException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(directory)) {
            Path credentials = directory.resolve("credentials");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(credentials)))
                    .isEqualTo("rw-------");
            assertThat(Files.readString(credentials)).contains(postgres.owner().password());
            assertThat(directory.resolve("initial-password")).doesNotExist();
        }
    }

    @Test
    void itsLogShowsNobodysData() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(directory)) {
            execute(postgres, "CREATE TABLE person (email text PRIMARY KEY)");
            execute(postgres, "INSERT INTO person VALUES ('ada@example.com')");
            assertThatThrownBy(() -> execute(postgres, "INSERT INTO person VALUES ('ada@example.com')"))
                    .hasMessageContaining("duplicate key");
        }
        assertThat(directory.resolve("postgres.log"))
                .content()
                .contains("ready to accept connections")
                .doesNotContain("ada@example.com");
    }

    @Test
    void aRestartKeepsTheData() throws SQLException {
        try (EmbeddedPostgres first = EmbeddedPostgres.start(directory)) {
            execute(first, "CREATE TABLE kept AS SELECT 42 AS number");
        }
        try (EmbeddedPostgres second = EmbeddedPostgres.start(directory)) {
            assertThat(query(second, "SELECT number FROM kept")).isEqualTo("42");
        }
    }

    @Test
    void aSecondStartOnTheSameDirectoryIsRefused() {
        try (EmbeddedPostgres first = EmbeddedPostgres.start(directory)) {
            assertThatThrownBy(() -> EmbeddedPostgres.start(directory))
                    .isInstanceOf(StartupException.class)
                    .hasMessageContaining("is in use by another server (process "
                            + ProcessHandle.current().pid() + ")");
            assertThat(LeftoverPostgres.find(directory.resolve("postgres"))).isPresent();
            assertThat(first.owner().url()).contains("127.0.0.1");
        }
    }

    @Test
    void aPostgresLeftOverByAKilledServerIsEnded() throws Exception {
        try (EmbeddedPostgres first = EmbeddedPostgres.start(directory)) {
            execute(first, "CREATE TABLE kept AS SELECT 42 AS number");
        }
        ProcessHandle leftover = startElsewhereAndKill();
        assertThat(leftover.isAlive()).isTrue();
        try (EmbeddedPostgres next = EmbeddedPostgres.start(directory)) {
            assertThat(leftover.isAlive()).isFalse();
            assertThat(query(next, "SELECT number FROM kept")).isEqualTo("42");
        }
    }

    private ProcessHandle startElsewhereAndKill() throws Exception {
        Process server = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        PostgresHolder.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader output = server.inputReader()) {
            assertThat(output.lines()).contains(PostgresHolder.READY);
        } finally {
            server.destroyForcibly();
        }
        server.waitFor();
        return LeftoverPostgres.find(directory.resolve("postgres")).orElseThrow();
    }

    @Test
    void aPostgresThatIsKilledIsStartedAgain() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(directory)) {
            execute(postgres, "CREATE TABLE kept AS SELECT 42 AS number");
            ProcessHandle first =
                    LeftoverPostgres.find(directory.resolve("postgres")).orElseThrow();
            assertThat(first.destroyForcibly()).isTrue();
            first.onExit().get(10, TimeUnit.SECONDS);
            await().atMost(Duration.ofSeconds(60))
                    .ignoreExceptions()
                    .untilAsserted(() -> assertThat(query(postgres, "SELECT number FROM kept"))
                            .isEqualTo("42"));
            assertThat(query(postgres, "SHOW fsync")).isEqualTo("on");
        }
        assertThat(LeftoverPostgres.find(directory.resolve("postgres"))).isEmpty();
    }

    @Test
    void aFirstStartThatDidNotFinishBeginsAnew() throws Exception {
        Files.createDirectories(directory.resolve("postgres"));
        Files.writeString(directory.resolve("postgres").resolve("PG_VERSION"), "17\n");
        Files.writeString(directory.resolve("unfinished"), "");
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(directory)) {
            assertThat(query(postgres, "SELECT 1")).isEqualTo("1");
        }
        assertThat(directory.resolve("unfinished")).doesNotExist();
    }

    @Test
    void dataOfAnotherVersionIsRefused() throws IOException {
        Files.createDirectories(directory.resolve("postgres"));
        Files.writeString(directory.resolve("postgres").resolve("PG_VERSION"), "15\n");
        assertThatThrownBy(() -> EmbeddedPostgres.start(directory))
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("is of PostgreSQL 15");
    }

    @Test
    void aFullDiskIsRefusedBeforeAnythingStarts() {
        assertThatThrownBy(() -> DataDirectory.take(directory, Long.MAX_VALUE))
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("is full")
                .hasMessageContaining("are needed");
        assertThat(directory).isEmptyDirectory();
    }

    private static void execute(EmbeddedPostgres postgres, String sql) throws SQLException {
        try (Connection connection = postgres.superuser();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String query(EmbeddedPostgres postgres, String sql) throws SQLException {
        try (Connection connection = postgres.superuser();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }
}
