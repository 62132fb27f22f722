package io.virtualqueue.server.journal;

import io.virtualqueue.engine.DeskFacts;
import io.virtualqueue.engine.QueueState;
import io.virtualqueue.engine.Snapshot;
import io.virtualqueue.engine.TokenBucket;
import io.virtualqueue.server.db.DatabaseUnavailableException;
import io.virtualqueue.server.db.Sql;
import io.virtualqueue.server.db.WorkerTransactions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/** Loads a queue that this node does not hold: head and live sessions in one snapshot. */
final class LineLoader {
    private static final String LOAD_QUEUE = Sql.text(LineLoader.class, "load_queue");
    /** Queues loaded at the same time; after a start there may be thousands, and writers need connections too. */
    static final int MAX_AT_ONCE = 4;

    private final WorkerTransactions worker;
    private final Semaphore places = new Semaphore(MAX_AT_ONCE, true);

    LineLoader(WorkerTransactions worker) {
        this.worker = worker;
    }

    /** Empty: there is no such queue. A deleted one is found and says so. */
    Optional<QueueState> load(QueueKey queue) {
        places.acquireUninterruptibly();
        try {
            return loadNow(queue);
        } finally {
            places.release();
        }
    }

    private Optional<QueueState> loadNow(QueueKey queue) {
        try (Connection connection = worker.connection()) {
            int usualIsolation = connection.getTransactionIsolation();
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            try {
                return load(connection, queue);
            } finally {
                connection.rollback();
                connection.setTransactionIsolation(usualIsolation);
            }
        } catch (SQLException e) {
            throw new DatabaseUnavailableException(e);
        }
    }

    private static Optional<QueueState> load(Connection connection, QueueKey queue) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(LOAD_QUEUE)) {
            statement.setObject(1, queue.tenantId());
            statement.setObject(2, queue.queueId());
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                boolean deleted = row.getBoolean(8);
                return Optional.of(QueueState.restore(new Snapshot(
                        row.getLong(1),
                        JournalSql.instant(row, 2),
                        EventData.settings(row.getString(5)),
                        deleted,
                        JournalSql.instant(row, 6),
                        JournalSql.instant(row, 7),
                        new TokenBucket(row.getLong(3), JournalSql.instant(row, 4)),
                        Turns.read(row.getArray(9)),
                        new DeskFacts(row.getObject(10, LocalDate.class), row.getInt(11), row.getInt(12)),
                        deleted ? List.of() : LiveSessions.read(connection, queue.queueId()))));
            }
        }
    }
}
