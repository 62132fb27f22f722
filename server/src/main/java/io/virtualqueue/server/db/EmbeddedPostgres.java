package io.virtualqueue.server.db;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A real PostgreSQL that belongs to this process: reachable on the loopback only, and durable. */
final class EmbeddedPostgres implements AutoCloseable {
    /** Long enough to replay {@code max_wal_size} after a crash. */
    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    /** Of the programs that the build puts on the class path. */
    static final String MAJOR_VERSION = "17";

    private static final String SUPERUSER = "postgres";
    private static final String OWNER = "virtualqueue";
    private static final String DATABASE = "virtualqueue";

    private static final Map<String, String> SERVER = Map.ofEntries(
            // The library starts PostgreSQL with these off; a confirmed join must survive a power cut.
            Map.entry("fsync", "on"),
            Map.entry("synchronous_commit", "on"),
            Map.entry("full_page_writes", "on"),
            Map.entry("listen_addresses", "127.0.0.1"),
            Map.entry("unix_socket_directories", "''"),
            Map.entry("max_connections", "200"),
            Map.entry("shared_buffers", "256MB"),
            Map.entry("max_wal_size", "2GB"),
            Map.entry("wal_compression", "on"),
            // Failed statements are told to their caller; in the log they could show someone's data, and fill the disk.
            Map.entry("log_min_messages", "log"),
            Map.entry("log_checkpoints", "off"),
            Map.entry("log_line_prefix", "'%m [%p] '"));

    private static final List<String> MUST_BE_ON = List.of("fsync", "synchronous_commit", "full_page_writes");

    private final DataDirectory directory;
    private final io.zonky.test.db.postgres.embedded.EmbeddedPostgres process;
    private final PostgresKeeper keeper;

    private EmbeddedPostgres(DataDirectory directory, io.zonky.test.db.postgres.embedded.EmbeddedPostgres process) {
        this.directory = directory;
        this.process = process;
        this.keeper = PostgresKeeper.watch(
                directory,
                LeftoverPostgres.find(directory.postgres())
                        .orElseThrow(() -> new StartupException(
                                "The embedded PostgreSQL ended at once; " + directory.log() + " says why.")));
    }

    /**
     * Takes the data directory, ends what a killed run left there, and starts PostgreSQL on it.
     *
     * @throws StartupException when that is not possible
     */
    static EmbeddedPostgres start(Path data) {
        DataDirectory directory = DataDirectory.take(data);
        EmbeddedPostgres started;
        try {
            LeftoverPostgres.end(directory.postgres());
            started = new EmbeddedPostgres(directory, launch(directory));
        } catch (RuntimeException failure) {
            LeftoverPostgres.end(directory.postgres());
            directory.close();
            throw failure;
        }
        try {
            started.prepare();
            return started;
        } catch (RuntimeException failure) {
            started.close();
            throw failure;
        }
    }

    private static io.zonky.test.db.postgres.embedded.EmbeddedPostgres launch(DataDirectory directory) {
        Redirect log = Redirect.appendTo(directory.log().toFile());
        var builder = io.zonky.test.db.postgres.embedded.EmbeddedPostgres.builder()
                .setDataDirectory(directory.postgres())
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setOverrideWorkingDirectory(directory.programs().toFile())
                .setOutputRedirector(log)
                .setErrorRedirector(log)
                .setPGStartupWait(START_LIMIT)
                .setConnectConfig("password", directory.credentials().superuserPassword());
        SERVER.forEach(builder::setServerConfig);
        try {
            if (directory.isNew()) {
                Path password = directory.writeInitialPassword();
                initialise(builder, password);
            }
            return builder.start();
        } catch (IOException | RuntimeException failure) {
            throw new StartupException(
                    "The embedded PostgreSQL does not start; " + directory.log() + " says why.", failure);
        }
    }

    /** These reach initdb as options, so that there is no moment at which PostgreSQL asks for no password. */
    private static void initialise(io.zonky.test.db.postgres.embedded.EmbeddedPostgres.Builder builder, Path password) {
        builder.setLocaleConfig("auth", "scram-sha-256")
                .setLocaleConfig("pwfile", password.toString())
                .setLocaleConfig("locale-provider", "builtin")
                .setLocaleConfig("builtin-locale", "C.UTF-8")
                .setLocaleConfig("locale", "C");
    }

    private void prepare() {
        try (Connection connection = superuser()) {
            refuseUnlessDurable(connection);
            if (directory.isNew()) {
                makeOwner(connection);
                directory.markReady();
            }
        } catch (SQLException failure) {
            throw new StartupException("The embedded PostgreSQL cannot be prepared: " + failure.getMessage(), failure);
        }
    }

    private static void refuseUnlessDurable(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String setting : MUST_BE_ON) {
                try (ResultSet result = statement.executeQuery("SHOW " + setting)) {
                    if (!result.next() || !result.getString(1).equals("on")) {
                        throw new StartupException("The embedded PostgreSQL runs with " + setting
                                + " off and would forget what it confirmed.");
                    }
                }
            }
        }
    }

    private void makeOwner(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            // Generated passwords are hexadecimal, so that they need no quoting.
            statement.execute("CREATE ROLE " + OWNER + " LOGIN CREATEROLE PASSWORD '"
                    + directory.credentials().ownerPassword() + "'");
            statement.execute("CREATE DATABASE " + DATABASE + " OWNER " + OWNER);
        }
    }

    /** How the owner of the tables connects. */
    DatabaseSettings.External owner() {
        return owner(DATABASE);
    }

    DatabaseSettings.External owner(String database) {
        return new DatabaseSettings.External(
                url(database), OWNER, directory.credentials().ownerPassword());
    }

    Connection superuser() throws SQLException {
        return Bootstrap.connect(
                url("postgres"), SUPERUSER, directory.credentials().superuserPassword());
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + process.getPort() + "/" + database;
    }

    /** Stops PostgreSQL and frees the data directory. */
    @Override
    public void close() {
        keeper.close();
        try {
            process.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } finally {
            // The library waits five seconds for a stop, which writing out a full cache can outlast.
            LeftoverPostgres.end(directory.postgres());
            directory.close();
        }
    }
}
