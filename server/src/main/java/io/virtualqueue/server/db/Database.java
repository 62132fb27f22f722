package io.virtualqueue.server.db;

import com.zaxxer.hikari.HikariDataSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/** The one database of this server, migrated and open; its two doors are {@link #tenants()} and {@link #worker()}. */
public final class Database implements AutoCloseable {
    private final HikariDataSource requestPool;
    private final HikariDataSource workerPool;
    private final Jdbi requests;
    private final TenantTransactions tenants;
    private final WorkerTransactions worker;
    private final @Nullable EmbeddedPostgres embedded;

    private Database(HikariDataSource requestPool, HikariDataSource workerPool, @Nullable EmbeddedPostgres embedded) {
        this.requestPool = requestPool;
        this.workerPool = workerPool;
        this.embedded = embedded;
        this.requests = Pools.jdbi(requestPool);
        this.tenants = new TenantTransactions(requests);
        this.worker = new WorkerTransactions(workerPool, Pools.jdbi(workerPool));
    }

    /**
     * Starts PostgreSQL if it is to be embedded, makes the roles, migrates and connects.
     *
     * @throws StartupException when any of it is not possible; nothing is left running then
     */
    public static Database open(DatabaseSettings settings) {
        return switch (settings) {
            case DatabaseSettings.External external -> connect(external, null);
            case DatabaseSettings.Embedded(var data) -> {
                EmbeddedPostgres embedded = EmbeddedPostgres.start(data);
                try {
                    yield connect(embedded.owner(), embedded);
                } catch (RuntimeException failure) {
                    embedded.close();
                    throw failure;
                }
            }
        };
    }

    private static Database connect(DatabaseSettings.External owner, @Nullable EmbeddedPostgres embedded) {
        LoginRoles roles = Bootstrap.prepare(owner);
        Migrations.run(owner);
        HikariDataSource requestPool = Pools.requests(owner, roles);
        try {
            return new Database(requestPool, Pools.worker(owner, roles), embedded);
        } catch (RuntimeException failure) {
            requestPool.close();
            throw failure;
        }
    }

    /** Transactions of requests. */
    public TenantTransactions tenants() {
        return tenants;
    }

    /** Transactions of writers, followers and sweeps. */
    public WorkerTransactions worker() {
        return worker;
    }

    /** Whether the database answers now; takes up to {@value Pools#CONNECTION_WAIT_MILLIS} ms to say no. */
    public boolean isReachable() {
        try {
            return requests.withHandle(handle -> handle.getConnection().isValid(Pools.VALIDATION_SECONDS));
        } catch (JdbiException | java.sql.SQLException unreachable) {
            return false;
        }
    }

    /** Closes the connections, then stops an embedded PostgreSQL. */
    @Override
    public void close() {
        requestPool.close();
        workerPool.close();
        if (embedded != null) {
            embedded.close();
        }
    }
}
