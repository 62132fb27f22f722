package io.virtualqueue.server.session;

import io.virtualqueue.engine.Session;
import io.virtualqueue.engine.SessionStatus;
import io.virtualqueue.engine.Visit;
import io.virtualqueue.server.journal.StoredVisit;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A session as the database has it, with its person.
 *
 * @param sealed what the person told, or null when that is nothing, or plain from before there was sealing
 */
record SessionRow(
        UUID id,
        UUID queueId,
        String userId,
        UUID userKey,
        int level,
        long orderKey,
        long seq,
        SessionStatus status,
        Instant joinedAt,
        Instant since,
        @Nullable Instant releasedAt,
        @Nullable Instant servedAt,
        @Nullable Instant endedAt,
        @Nullable String counterId,
        @Nullable Visit visit,
        Person person,
        @Nullable SealedPerson sealed) {

    static SessionRow from(ResultSet row) throws SQLException {
        return new SessionRow(
                row.getObject("id", UUID.class),
                row.getObject("queue_id", UUID.class),
                row.getString("user_id"),
                row.getObject("user_key", UUID.class),
                row.getInt("level"),
                row.getLong("order_key"),
                row.getLong("seq"),
                Words.status(row.getString("status")),
                row.getTimestamp("joined_at").toInstant(),
                row.getTimestamp("since").toInstant(),
                instant(row, "released_at"),
                instant(row, "served_at"),
                instant(row, "ended_at"),
                row.getString("counter_id"),
                StoredVisit.read(row.getString("visit")),
                new Person(
                        row.getString("name"),
                        row.getString("email"),
                        row.getString("phone"),
                        row.getString("metadata")),
                sealed(row));
    }

    private static @Nullable SealedPerson sealed(ResultSet row) throws SQLException {
        byte[] sealed = row.getBytes("sealed");
        return sealed == null
                ? null
                : new SealedPerson(row.getObject("tenant_id", UUID.class), row.getObject("id", UUID.class), sealed);
    }

    /** The same with its person readable. */
    SessionRow opened(People people) {
        return sealed == null
                ? this
                : new SessionRow(
                        id,
                        queueId,
                        userId,
                        userKey,
                        level,
                        orderKey,
                        seq,
                        status,
                        joinedAt,
                        since,
                        releasedAt,
                        servedAt,
                        endedAt,
                        counterId,
                        visit,
                        people.open(sealed),
                        null);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp timestamp = row.getTimestamp(column);
        return timestamp == null ? null : timestamp.toInstant();
    }

    Session session() {
        return new Session(id, userKey, level, orderKey, seq, status, joinedAt, since, counterId, visit);
    }
}
