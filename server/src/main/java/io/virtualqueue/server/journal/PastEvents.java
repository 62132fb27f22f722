package io.virtualqueue.server.journal;

import io.virtualqueue.server.db.DatabaseUnavailableException;
import io.virtualqueue.server.db.WorkerTransactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** Reads what happened before: for those who were away. */
public final class PastEvents {
    /** How many events of one session are read; a person who is called and put back all day has fewer. */
    public static final int MAX_OF_SESSION = 1_000;

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
        return read(connection -> JournalSql.readEvents(connection, queue, seq, limit));
    }

    /**
     * The events of one session, in order, as far as the first {@value #MAX_OF_SESSION}. Waits for the database.
     *
     * @param fromSeq the number of the event that brought it into the queue
     * @throws DatabaseUnavailableException when it cannot be asked now
     */
    public List<RecordedEvent> ofSession(QueueKey queue, UUID sessionId, long fromSeq) {
        return read(connection -> JournalSql.readSessionEvents(connection, queue, sessionId, fromSeq, MAX_OF_SESSION));
    }

    private interface Reading {
        List<RecordedEvent> in(Connection connection) throws SQLException;
    }

    private List<RecordedEvent> read(Reading reading) {
        try (Connection connection = worker.connection()) {
            List<RecordedEvent> events = reading.in(connection);
            connection.rollback();
            return events;
        } catch (SQLException e) {
            throw new DatabaseUnavailableException(e);
        }
    }
}
