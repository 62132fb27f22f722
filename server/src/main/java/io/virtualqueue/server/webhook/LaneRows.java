package io.virtualqueue.server.webhook;

import io.virtualqueue.server.db.DatabaseUnavailableException;
import io.virtualqueue.server.db.Sql;
import io.virtualqueue.server.db.WorkerTransactions;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
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

    /** How long a lane is kept without a sign of life, unless the operator says otherwise. */
    static final String LEASE_SECONDS = "30";
    /** Shorter, and a lane could be lost to a moment's stall. */
    private static final int MIN_LEASE_SECONDS = 3;

    private static final int MAX_LEASE_SECONDS = 300;

    private final WorkerTransactions worker;
    private final Duration lease;

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
    LaneRows(
            WorkerTransactions worker,
            @ConfigProperty(name = "VQ_WEBHOOK_LEASE_SECONDS", defaultValue = LEASE_SECONDS) int leaseSeconds) {
        if (leaseSeconds < MIN_LEASE_SECONDS || leaseSeconds > MAX_LEASE_SECONDS) {
            throw new IllegalArgumentException(
                    "VQ_WEBHOOK_LEASE_SECONDS must be from " + MIN_LEASE_SECONDS + " to " + MAX_LEASE_SECONDS + ".");
        }
        this.worker = worker;
        this.lease = Duration.ofSeconds(leaseSeconds);
    }

    /** How long a lane is kept without a sign of life: what a server leaves that ends suddenly waits so long. */
    Duration lease() {
        return lease;
    }

    /** Takes or keeps the lane for the lease; false when another server has it. */
    boolean take(Key lane, UUID owner) {
        return in(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(TAKE)) {
                statement.setObject(1, lane.tenantId());
                statement.setObject(2, lane.webhookId());
                statement.setObject(3, owner);
                statement.setLong(4, lease.toMillis());
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
            Columns<Due> columns = new Columns<>(connection, blocked);
            try (PreparedStatement statement = connection.prepareStatement(DEFER)) {
                statement.setArray(1, columns.of("int8", Due::ord));
                statement.setArray(2, columns.of("int8", Due::beforeOrd));
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
            Columns<Result> columns = new Columns<>(connection, results);
            try (PreparedStatement statement = connection.prepareStatement(END_ATTEMPTS)) {
                statement.setArray(1, columns.of("int8", Result::ord));
                statement.setArray(2, columns.of("text", Result::state));
                statement.setArray(3, columns.of("text", LaneRows::json));
                statement.setArray(4, columns.of("int8", Result::delayMillis));
                statement.setObject(5, lane.tenantId());
                statement.setObject(6, lane.webhookId());
                statement.setArray(7, columns.of("int8", Result::ord));
                statement.executeUpdate();
            }
            if (isWell != null) {
                note(connection, isWell ? NOTE_SUCCESS : NOTE_FAILURE, lane);
            }
            return results.size();
        });
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
            if (DatabaseUnavailableException.isMeantBy(e)) {
                throw new DatabaseUnavailableException(e);
            }
            throw new IllegalStateException("A statement of a lane failed", e);
        }
    }
}
