package io.virtualqueue.bench.server;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The events of a queue as they stand in the table. */
public final class Journal {
    private static final int ROWS_PER_FETCH = 10_000;
    private static final String EVENTS = """
            SELECT seq, type, (extract(epoch FROM at) * 1000000)::bigint, session_id, level, order_key
            FROM event WHERE queue_id = ? ORDER BY seq""";
    private static final String SESSIONS = "SELECT id, seq FROM session WHERE queue_id = ?";

    private Journal() {}

    /**
     * A fact.
     *
     * @param atMicros since 1970
     * @param sessionId whose it is; zeros for those of the queue itself
     * @param level of a join; 0 otherwise
     */
    public record Event(long seq, String type, long atMicros, UUID sessionId, int level, long orderKey) {}

    /**
     * Someone's row.
     *
     * @param seq of the join
     */
    public record SessionRow(UUID id, long seq) {}

    /** All events of a queue in their order. */
    public static List<Event> events(Database database, String queueId) throws SQLException {
        return read(
                database,
                EVENTS,
                queueId,
                row -> new Event(
                        row.getLong(1),
                        row.getString(2),
                        row.getLong(3),
                        id(row.getObject(4, UUID.class)),
                        row.getInt(5),
                        row.getLong(6)));
    }

    /** All sessions of a queue. */
    public static List<SessionRow> sessions(Database database, String queueId) throws SQLException {
        return read(
                database, SESSIONS, queueId, row -> new SessionRow(id(row.getObject(1, UUID.class)), row.getLong(2)));
    }

    private static UUID id(@Nullable UUID id) {
        return id == null ? new UUID(0, 0) : id;
    }

    @FunctionalInterface
    private interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private static <T> List<T> read(Database database, String query, String queueId, RowReader<T> reader)
            throws SQLException {
        List<T> all = new ArrayList<>();
        try (Connection connection = database.connect();
                PreparedStatement select = connection.prepareStatement(query)) {
            connection.setAutoCommit(false);
            select.setFetchSize(ROWS_PER_FETCH);
            select.setObject(1, UUID.fromString(queueId));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    all.add(reader.read(row));
                }
            }
        }
        return all;
    }
}
