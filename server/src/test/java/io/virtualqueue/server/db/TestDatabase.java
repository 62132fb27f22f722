package io.virtualqueue.server.db;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A fresh, migrated database on a durable PostgreSQL that all tests of one JVM share.
 *
 * <p>In a test class: {@code @RegisterExtension static final TestDatabase DATABASE = TestDatabase.fresh();} closes it
 * after the last test; elsewhere call {@link #close()}.
 */
public final class TestDatabase implements AutoCloseable, AfterAllCallback {
    private static final String TEMPLATE = "test_template";
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final Queue<AutoCloseable> USERS = new ConcurrentLinkedQueue<>();
    private static @Nullable EmbeddedPostgres postgres;

    private final DatabaseSettings.External settings;
    private final String name;
    private @Nullable Database database;

    private TestDatabase(String name) {
        this.name = name;
        this.settings = postgres().owner(name);
    }

    /** Copies the migrated template under a new name; takes some tens of milliseconds. */
    public static TestDatabase fresh() {
        EmbeddedPostgres server = postgres();
        String name = "test_" + NUMBER.incrementAndGet();
        execute(server, "CREATE DATABASE " + name + " TEMPLATE " + TEMPLATE + " OWNER virtualqueue");
        return new TestDatabase(name);
    }

    /** The database as the server has it; opened by the first call. */
    public synchronized Database database() {
        Database open = database;
        if (open == null) {
            open = Database.open(settings);
            database = open;
        }
        return open;
    }

    /** For a further server on the same database, as {@code VQ_DB_…} settings. */
    public DatabaseSettings.External settings() {
        return settings;
    }

    /** A connection as the owner of the tables, whom row-level security does not hold: for looking behind the scenes. */
    public Connection owner() throws SQLException {
        return Bootstrap.connect(settings.url(), settings.user(), settings.password());
    }

    /** Breaks every connection and takes no new one, as a server that is away. */
    public void goAway() {
        execute(postgres(), "ALTER DATABASE " + name + " ALLOW_CONNECTIONS false");
        execute(postgres(), "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + name + "'");
    }

    /** Ends what {@link #goAway()} began. */
    public void comeBack() {
        execute(postgres(), "ALTER DATABASE " + name + " ALLOW_CONNECTIONS true");
    }

    /** Has this closed when the JVM ends, before PostgreSQL stops. */
    public static void atTheEnd(AutoCloseable user) {
        USERS.add(user);
    }

    private static void closeUsers() {
        for (AutoCloseable user : USERS) {
            try {
                user.close();
            } catch (Exception failure) {
                throw new IllegalStateException(failure);
            }
        }
    }

    String name() {
        return name;
    }

    /** Runs a statement that not even the owner may. */
    void asSuperuser(String sql) {
        execute(postgres(), sql);
    }

    /** Closes the connections and drops the database. */
    @Override
    public synchronized void close() {
        if (database != null) {
            database.close();
            database = null;
        }
        execute(postgres(), "DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
    }

    @Override
    public void afterAll(ExtensionContext context) {
        close();
    }

    private static synchronized EmbeddedPostgres postgres() {
        EmbeddedPostgres running = postgres;
        if (running == null) {
            TestDirectories.deleteAbandoned();
            Path directory = TestDirectories.fresh();
            EmbeddedPostgres started = EmbeddedPostgres.start(directory);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                closeUsers();
                started.close();
                TestDirectories.delete(directory);
            }));
            makeTemplate(started);
            postgres = started;
            running = started;
        }
        return running;
    }

    private static void makeTemplate(EmbeddedPostgres server) {
        execute(server, "CREATE DATABASE " + TEMPLATE + " OWNER virtualqueue");
        Database.open(server.owner(TEMPLATE)).close();
    }

    private static void execute(EmbeddedPostgres server, String sql) {
        try (Connection connection = server.superuser();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
