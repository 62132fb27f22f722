package io.virtualqueue.server.db;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Transactions of writers, followers and sweeps, which see every tenant's rows. */
public final class WorkerTransactions {
    private final DataSource connections;
    private final Jdbi jdbi;

    WorkerTransactions(DataSource connections, Jdbi jdbi) {
        this.connections = connections;
        this.jdbi = jdbi;
    }

    /**
     * Runs the work in one transaction; rolls back when it throws.
     *
     * @throws DatabaseUnavailableException when the database cannot be asked now
     */
    public <T extends @Nullable Object, X extends Exception> T inTransaction(HandleCallback<T, X> work) throws X {
        return Transactions.run(jdbi, work);
    }

    /**
     * A connection for a caller that begins and commits by itself: autocommit is off; what is not committed when it is
     * closed is rolled back.
     *
     * @throws DatabaseUnavailableException when none can be had now
     */
    public Connection connection() {
        try {
            Connection connection = connections.getConnection();
            try {
                connection.setAutoCommit(false);
                return connection;
            } catch (SQLException | RuntimeException failure) {
                connection.close();
                throw failure;
            }
        } catch (SQLException failure) {
            throw new DatabaseUnavailableException(failure);
        }
    }
}
