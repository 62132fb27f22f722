package io.virtualqueue.server.journal;

import io.virtualqueue.engine.Session;
import io.virtualqueue.engine.SessionStatus;
import io.virtualqueue.server.db.Sql;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads of the journal's tables; {@link AppendSql} writes. Plain JDBC: this is the hot path. */
final class JournalSql {
    private static final String LOCK_HEAD = Sql.text(JournalSql.class, "lock_head");
    private static final String READ_EVENTS = Sql.text(JournalSql.class, "read_events");
    private static final String READ_SESSIONS = Sql.text(JournalSql.class, "read_sessions");
    private static final String READ_IDEMPOTENCY = Sql.text(JournalSql.class, "read_idempotency");

    private JournalSql() {}

    /** Locks the head of a queue until the end of the transaction. Empty: there is no such queue. */
    static Optional<Head> lockHead(Connection connection, QueueKey queue) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(LOCK_HEAD)) {
            statement.setObject(1, queue.tenantId());
            statement.setObject(2, queue.queueId());
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                Instant lastEventAt = instant(row, 2);
                Instant clock = instant(row, 4);
                return Optional.of(new Head(
                        row.getLong(1),
                        lastEventAt,
                        row.getObject(3, UUID.class),
                        clock.isAfter(lastEventAt) ? clock : lastEventAt));
            }
        }
    }

    /** The events after a number, in order, at most {@code limit}. */
    static List<RecordedEvent> readEvents(Connection connection, QueueKey queue, long afterSeq, int limit)
            throws SQLException {
        List<RecordedEvent> events = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(READ_EVENTS)) {
            statement.setObject(1, queue.tenantId());
            statement.setObject(2, queue.queueId());
            statement.setLong(3, afterSeq);
            statement.setInt(4, limit);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    EventColumns columns = new EventColumns(
                            row.getString(2),
                            row.getObject(4, UUID.class),
                            row.getObject(5, UUID.class),
                            nullable(row, row.getShort(6)),
                            nullable(row, row.getLong(7)),
                            row.getString(8));
                    events.add(new RecordedEvent(row.getLong(1), instant(row, 3), columns.event()));
                }
            }
        }
        return events;
    }

    /** Sessions of a queue by id, ended or not; ids of other queues are left out. */
    static List<Session> readSessions(Connection connection, QueueKey queue, Collection<UUID> ids) throws SQLException {
        List<Session> sessions = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(READ_SESSIONS)) {
            statement.setObject(1, queue.tenantId());
            statement.setArray(2, connection.createArrayOf("uuid", ids.toArray()));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    if (queue.queueId().equals(row.getObject(2, UUID.class))) {
                        sessions.add(session(row));
                    }
                }
            }
        }
        return sessions;
    }

    /** A row of {@code read_sessions.sql}. */
    private static Session session(ResultSet row) throws SQLException {
        return new Session(
                row.getObject(1, UUID.class),
                row.getObject(3, UUID.class),
                row.getShort(4),
                row.getLong(5),
                row.getLong(6),
                SessionStatus.valueOf(row.getString(7).toUpperCase(Locale.ROOT)),
                instant(row, 8),
                instant(row, 9),
                row.getString(10),
                EventData.visitOf(row.getString(11)));
    }

    /** What these keys were answered in the last 24 hours. */
    static Map<Idempotency.Name, Batch.StoredAnswer> readIdempotency(
            Connection connection, UUID tenantId, Collection<Idempotency> keys) throws SQLException {
        Map<Idempotency.Name, Batch.StoredAnswer> answers = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(READ_IDEMPOTENCY)) {
            statement.setObject(1, tenantId);
            statement.setArray(2, textArray(connection, keys.stream().map(Idempotency::credential)));
            statement.setArray(3, textArray(connection, keys.stream().map(Idempotency::key)));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    UUID[] resources = (UUID[]) row.getArray(4).getArray();
                    answers.put(
                            new Idempotency.Name(row.getString(1), row.getString(2)),
                            new Batch.StoredAnswer(
                                    HexFormat.of().formatHex(row.getBytes(3)),
                                    List.of(resources),
                                    row.getLong(5),
                                    row.getBoolean(6)));
                }
            }
        }
        return answers;
    }

    private static Array textArray(Connection connection, java.util.stream.Stream<String> values) throws SQLException {
        return connection.createArrayOf("text", values.toArray());
    }

    static Instant instant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static OffsetDateTime timestamp(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static <T> @Nullable T nullable(ResultSet row, T value) throws SQLException {
        return row.wasNull() ? null : value;
    }
}
