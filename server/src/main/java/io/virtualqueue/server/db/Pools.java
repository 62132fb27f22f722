package io.virtualqueue.server.db;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.TemplateEngine;
import org.jdbi.v3.postgres.PostgresPlugin;

/** The connection pools, and every limit that holds for their connections. */
final class Pools {
    /** Most connections that requests use at once. */
    static final int REQUEST_CONNECTIONS = 10;

    /** Most connections that writers, followers and sweeps use at once. */
    static final int WORKER_CONNECTIONS = 16;

    /** How long a caller waits for a free connection. */
    static final int CONNECTION_WAIT_MILLIS = 2_000;

    static final int VALIDATION_SECONDS = 1;
    static final int STATEMENT_TIMEOUT_SECONDS = 10;
    static final int LOCK_TIMEOUT_SECONDS = 5;
    static final int IDLE_IN_TRANSACTION_TIMEOUT_SECONDS = 10;

    /** Longer than a statement may take, so that it strikes only when the network is gone. */
    static final int SOCKET_TIMEOUT_SECONDS = 15;

    private static final int CONNECT_TIMEOUT_SECONDS = 2;
    private static final int LEAST_IDLE_CONNECTIONS = 2;

    /** Executions after which a connection keeps a statement's plan. */
    private static final int PREPARE_THRESHOLD = 2;

    private static final String LIMITS = "-c statement_timeout=" + STATEMENT_TIMEOUT_SECONDS + "s"
            + " -c lock_timeout=" + LOCK_TIMEOUT_SECONDS + "s"
            + " -c idle_in_transaction_session_timeout=" + IDLE_IN_TRANSACTION_TIMEOUT_SECONDS + "s"
            + " -c timezone=UTC";

    /**
     * Whatever a worker looks for has an index. Without this a plan that was made while a table was still small, and
     * that a connection keeps, would read all of it for every batch.
     */
    private static final String WORKER_PLANS = " -c enable_seqscan=off";

    /** Types that the driver writes in binary form only when told so: uuid[] (2951). */
    private static final String BINARY_TYPES = "2951";

    private Pools() {}

    static HikariDataSource requests(DatabaseSettings.External database, LoginRoles roles) {
        return open("request", database, roles.request(), REQUEST_CONNECTIONS, LIMITS);
    }

    static HikariDataSource worker(DatabaseSettings.External database, LoginRoles roles) {
        return open("worker", database, roles.worker(), WORKER_CONNECTIONS, LIMITS + WORKER_PLANS);
    }

    private static HikariDataSource open(
            String name, DatabaseSettings.External database, LoginRoles.Login login, int connections, String options) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        config.setJdbcUrl(database.url());
        config.setUsername(login.role());
        config.setPassword(login.password());
        config.setMaximumPoolSize(connections);
        config.setMinimumIdle(LEAST_IDLE_CONNECTIONS);
        config.setConnectionTimeout(CONNECTION_WAIT_MILLIS);
        config.setValidationTimeout(TimeUnit.SECONDS.toMillis(VALIDATION_SECONDS));
        config.addDataSourceProperty("ApplicationName", "virtualqueue " + name);
        config.addDataSourceProperty("connectTimeout", Integer.toString(CONNECT_TIMEOUT_SECONDS));
        config.addDataSourceProperty("socketTimeout", Integer.toString(SOCKET_TIMEOUT_SECONDS));
        config.addDataSourceProperty("tcpKeepAlive", "true");
        config.addDataSourceProperty("prepareThreshold", Integer.toString(PREPARE_THRESHOLD));
        config.addDataSourceProperty("binaryTransferEnable", BINARY_TYPES);
        // Details and arguments hold people's data, and would stand in logs.
        config.addDataSourceProperty("logServerErrorDetail", "false");
        config.addDataSourceProperty("options", options);
        try {
            return new HikariDataSource(config);
        } catch (PoolInitializationException failure) {
            if (failure.getCause() instanceof SQLException cause) {
                throw StartupProblems.of(database, cause);
            }
            throw failure;
        }
    }

    static Jdbi jdbi(DataSource pool) {
        Jdbi jdbi = Jdbi.create(pool).installPlugin(new PostgresPlugin());
        jdbi.getConfig(StatementExceptions.class).setMessageRendering(StatementExceptions.MessageRendering.NONE);
        // Our SQL is not a template: "<" is less-than.
        jdbi.getConfig(SqlStatements.class).setTemplateEngine(TemplateEngine.NOP);
        return jdbi;
    }
}
