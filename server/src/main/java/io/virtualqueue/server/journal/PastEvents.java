package io.virtualqueue.server.journal;

import io.virtualqueue.server.db.DatabaseUnavailableException;
import io.virtualqueue.server.db.WorkerTransactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Reads what happened before: for those who were away. */
public final class PastEvents {
    private final WorkerTransactions worker;

    public PastEvents(WorkerTransactions worker) {
        this.worker = worker;
    }

    /**
     * The events of a queue after a number, in order. Waits for the database: not for the event loop.
     *
     * @param limit how many at most
     * @throws DatabaseUnavailableException when it cannot be asked now
     */
    public List<RecordedEvent> after(QueueKey queue, long seq, int limit) {
        try (Connection connection = worker.connection()) {
            List<RecordedEvent> events = JournalSql.readEvents(connection, queue, seq, limit);
            connection.rollback();
            return events;
        } catch (SQLException e) {
            throw new DatabaseUnavailableException(e);
        }
    }
}
