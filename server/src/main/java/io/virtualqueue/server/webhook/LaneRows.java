package io.virtualqueue.server.webhook;

import io.virtualqueue.server.db.DatabaseUnavailableException;
import io.virtualqueue.server.db.Sql;
import io.virtualqueue.server.db.WorkerTransactions;
import io.virtualqueue.server.session.People;
import io.virtualqueue.server.session.Person;
import io.virtualqueue.server.session.SealedPerson;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The statements that lanes are driven by; each waits for the database and has a transaction of its own. */
@Singleton
final class LaneRows {
    private static final String TAKE = Sql.text(LaneRows.class, "take_lane");
    private static final String LEAVE = Sql.text(LaneRows.class, "leave_lane");
    private static final String TARGET = Sql.text(LaneRows.class, "read_target");
    private static final String FIND_DUE_LANES = Sql.text(LaneRows.class, "find_due_lanes");
    private static final String READ_DUE = Sql.text(LaneRows.class, "read_due");
    private static final String DEFER = Sql.text(LaneRows.class, "defer_deliveries");
    private static final String END_ATTEMPTS = Sql.text(LaneRows.class, "end_attempts");
    private static final String NOTE_SUCCESS = Sql.text(LaneRows.class, "note_success");
    private static final String NOTE_FAILURE = Sql.text(LaneRows.class, "note_failure");
    private static final String TOLD_SESSIONS = Sql.text(LaneRows.class, "read_told_sessions");

    private final WorkerTransactions worker;
    private final People people;

    /** A webhook's lane. */
    record Key(UUID tenantId, UUID webhookId) {}

    /**
     * What became of a delivery.
     *
     * @param attempt null when there was none, and it only has to wait
     * @param delayMillis until it is tried again, if it is
     */
    record Result(long ord, String state, @Nullable Attempt attempt, long delayMillis) {}

    /** Work that may fail as statements do. */
    @FunctionalInterface
    private interface Statements<T extends @Nullable Object> {
        T run(Connection connection) throws SQLException;
    }

    @Inject
    LaneRows(WorkerTransactions worker, People people) {
        this.worker = worker;
        this.people = people;
    }

    /** Takes or keeps the lane for so long; false when another server has it. */
    boolean take(Key lane, UUID owner, long millis) {
        return in(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(TAKE)) {
                statement.setObject(1, lane.tenantId());
                statement.setObject(2, lane.webhookId());
                statement.setObject(3, owner);
                statement.setLong(4, millis);
                return statement.executeUpdate() == 1;
            }
        });
    }

    void leave(Key lane, UUID owner) {
        in(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(LEAVE)) {
                statement.setObject(1, lane.tenantId());
                statement.setObject(2, lane.webhookId());
                statement.setObject(3, owner);
                return statement.executeUpdate();
            }
        });
    }

    /** Empty when nothing is to be sent there any more. */
    Optional<StoredWebhook> target(Key lane) {
        return in(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(TARGET)) {
                statement.setObject(1, lane.tenantId());
                statement.setObject(2, lane.webhookId());
                try (ResultSet row = statement.executeQuery()) {
                    return row.next() ? Optional.of(WebhookRows.stored(row)) : Optional.empty();
                }
            }
        });
    }

    /** Lanes with something to be sent now that nobody else has, but for these webhooks'. */
    List<Key> due(Collection<UUID> butFor, UUID owner, int limit) {
        return in(connection -> {
            List<Key> found = new ArrayList<>();
            try (PreparedStatement statement = connection.prepareStatement(FIND_DUE_LANES)) {
                statement.setArray(1, connection.createArrayOf("uuid", butFor.toArray()));
                statement.setObject(2, owner);
                statement.setInt(3, limit);
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        found.add(new Key(row.getObject(1, UUID.class), row.getObject(2, UUID.class)));
                    }
                }
            }
            return found;
        });
    }

    /** What is due, in its order, but for these numbers. */
    List<Due> read(Key lane, Collection<Long> butFor, int limit) {
        return in(connection -> {
            List<Due> found = new ArrayList<>();
            try (PreparedStatement statement = connection.prepareStatement(READ_DUE)) {
                statement.setObject(1, lane.webhookId());
                statement.setArray(2, connection.createArrayOf("int8", butFor.toArray()));
                statement.setInt(3, limit);
                statement.setObject(4, lane.webhookId());
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        found.add(due(row));
                    }
                }
            }
            return found;
        });
    }

    private static Due due(ResultSet row) throws SQLException {
        String type = row.getString("event_type");
        EventName name = EventName.of(type).orElseThrow(() -> new IllegalStateException("no event is called " + type));
        long before = row.getLong("before_ord");
        Long beforeOrd = row.wasNull() ? null : (Long) before;
        return new Due(
                row.getLong("ord"),
                row.getObject("id", UUID.class),
                row.getObject("chain", UUID.class),
                row.getObject("event_id", UUID.class),
                name,
                row.getObject("queue_id", UUID.class),
                row.getObject("session_id", UUID.class),
                WebhookRows.time(row, "happened_at"),
                Facts.Json.read(name, row.getString("facts")),
                row.getInt("attempts"),
                beforeOrd);
    }

    /** Has these wait for the ones before them in their chains. */
    void defer(Key lane, List<Due> blocked) {
        if (blocked.isEmpty()) {
            return;
        }
        in(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(DEFER)) {
                statement.setArray(1, connection.createArrayOf("int8", blocked.stream()
                        .map(Due::ord)
                        .toArray()));
                statement.setArray(2, connection.createArrayOf("int8", blocked.stream()
                        .map(Due::beforeOrd)
                        .toArray()));
                statement.setObject(3, lane.tenantId());
                statement.setObject(4, lane.webhookId());
                return statement.executeUpdate();
            }
        });
    }

    /**
     * Writes down what became of deliveries, and how the webhook is.
     *
     * @param isWell whether one has arrived; null when none was tried
     */
    void write(Key lane, List<Result> results, @Nullable Boolean isWell) {
        in(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(END_ATTEMPTS)) {
                statement.setArray(1, array(connection, "int8", results.stream().map(Result::ord).toArray()));
                statement.setArray(2, array(connection, "text", results.stream().map(Result::state).toArray()));
                statement.setArray(3, array(connection, "text", results.stream().map(LaneRows::json).toArray()));
                statement.setArray(
                        4, array(connection, "int8", results.stream().map(Result::delayMillis).toArray()));
                statement.setObject(5, lane.tenantId());
                statement.setObject(6, lane.webhookId());
                statement.setArray(7, array(connection, "int8", results.stream().map(Result::ord).toArray()));
                statement.executeUpdate();
            }
            if (isWell != null) {
                note(connection, isWell ? NOTE_SUCCESS : NOTE_FAILURE, lane);
            }
            return results.size();
        });
    }

    private static java.sql.Array array(Connection connection, String type, @Nullable Object[] values)
            throws SQLException {
        return connection.createArrayOf(type, values);
    }

    private static @Nullable String json(Result result) {
        Attempt attempt = result.attempt();
        return attempt == null ? null : attempt.toJson();
    }

    private static void note(Connection connection, String sql, Key lane) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, lane.tenantId());
            statement.setObject(2, lane.webhookId());
            statement.executeUpdate();
        }
    }

    /** Whose sessions these are, as far as that is known still. */
    Map<UUID, ToldSession> told(UUID tenantId, Collection<UUID> sessions) {
        Map<UUID, ToldSession> told = HashMap.newHashMap(sessions.size());
        for (SealedSession session : sessions.isEmpty() ? List.<SealedSession>of() : sealed(tenantId, sessions)) {
            // Opened when the connection has been given back: the keys may have to be asked for.
            Person person = session.sealed == null ? session.plain : people.open(session.sealed);
            told.put(
                    session.id, new ToldSession(session.userId, session.joinedAt, person.name(), person.email()));
        }
        return told;
    }

    /** A session with its person as the database has it. */
    private record SealedSession(
            UUID id, String userId, Instant joinedAt, Person plain, @Nullable SealedPerson sealed) {}

    private List<SealedSession> sealed(UUID tenantId, Collection<UUID> sessions) {
        return in(connection -> {
            List<SealedSession> found = new ArrayList<>();
            try (PreparedStatement statement = connection.prepareStatement(TOLD_SESSIONS)) {
                statement.setObject(1, tenantId);
                statement.setArray(2, connection.createArrayOf("uuid", sessions.toArray()));
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        UUID id = row.getObject("id", UUID.class);
                        byte[] sealed = row.getBytes("sealed");
                        found.add(new SealedSession(
                                id,
                                row.getString("user_id"),
                                WebhookRows.time(row, "joined_at"),
                                new Person(row.getString("name"), row.getString("email"), null, null),
                                sealed == null ? null : new SealedPerson(tenantId, id, sealed)));
                    }
                }
            }
            return found;
        });
    }

    private <T extends @Nullable Object> T in(Statements<T> work) {
        try (Connection connection = worker.connection()) {
            try {
                T result = work.run(connection);
                connection.commit();
                return result;
            } finally {
                connection.rollback();
            }
        } catch (SQLException e) {
            throw new DatabaseUnavailableException(e);
        }
    }
}
