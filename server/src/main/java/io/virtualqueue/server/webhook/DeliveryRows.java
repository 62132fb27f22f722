package io.virtualqueue.server.webhook;

import io.virtualqueue.server.db.Sql;
import io.virtualqueue.server.journal.QueueKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The statements that make deliveries, each in a transaction of the caller's. */
final class DeliveryRows {
    /** Rows of one statement, so that none takes long. */
    static final int MAX_ROWS_AT_ONCE = 2_000;

    private static final String LISTENERS = Sql.text(DeliveryRows.class, "find_listeners");
    private static final String APPLICATION = Sql.text(DeliveryRows.class, "application_of_queue");
    private static final String KNOWN_SESSIONS = Sql.text(DeliveryRows.class, "read_known_sessions");
    private static final String ADD = Sql.text(DeliveryRows.class, "add_deliveries");

    private DeliveryRows() {}

    /** Whom to tell of this queue. A callback of its own takes the place of its application's. */
    static List<Webhook> listeners(Connection connection, QueueKey queue) throws SQLException {
        List<Webhook> found = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(LISTENERS)) {
            statement.setObject(1, queue.tenantId());
            statement.setObject(2, queue.queueId());
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    found.add(WebhookRows.stored(row).webhook());
                }
            }
        }
        if (found.stream().anyMatch(each -> isCallback(each) && each.queueId() != null)) {
            found.removeIf(each -> isCallback(each) && each.queueId() == null);
        }
        return found;
    }

    private static boolean isCallback(Webhook webhook) {
        return webhook.kind() == Webhook.Kind.CALLBACK;
    }

    static @Nullable UUID applicationOf(Connection connection, QueueKey queue) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(APPLICATION)) {
            statement.setObject(1, queue.tenantId());
            statement.setObject(2, queue.queueId());
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? row.getObject(1, UUID.class) : null;
            }
        }
    }

    static Map<UUID, Occasions.KnownSession> knownSessions(
            Connection connection, UUID tenantId, Collection<UUID> sessions) throws SQLException {
        Map<UUID, Occasions.KnownSession> known = new HashMap<>();
        if (sessions.isEmpty()) {
            return known;
        }
        try (PreparedStatement statement = connection.prepareStatement(KNOWN_SESSIONS)) {
            statement.setObject(1, tenantId);
            statement.setArray(2, connection.createArrayOf("uuid", sessions.toArray()));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    known.put(
                            row.getObject("id", UUID.class),
                            new Occasions.KnownSession(
                                    row.getInt("level"),
                                    WebhookRows.time(row, "joined_at"),
                                    WebhookRows.instant(row, "released_at"),
                                    row.getString("counter_id")));
                }
            }
        }
        return known;
    }

    /** Adds deliveries of one queue's events, in this order. */
    static void add(Connection connection, QueueKey queue, List<NewDelivery> deliveries, boolean isReplay)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ADD)) {
            for (int from = 0; from < deliveries.size(); from += MAX_ROWS_AT_ONCE) {
                List<NewDelivery> some = deliveries.subList(from, Math.min(deliveries.size(), from + MAX_ROWS_AT_ONCE));
                statement.setObject(1, queue.tenantId());
                statement.setObject(2, queue.queueId());
                statement.setBoolean(3, isReplay);
                Columns<NewDelivery> columns = new Columns<>(connection, some);
                statement.setArray(4, columns.of("uuid", NewDelivery::id));
                statement.setArray(5, columns.of("uuid", NewDelivery::webhookId));
                statement.setArray(6, columns.of("uuid", NewDelivery::chain));
                statement.setArray(7, columns.of("uuid", NewDelivery::eventId));
                statement.setArray(
                        8, columns.of("text", delivery -> delivery.name().wire()));
                statement.setArray(9, columns.of("int8", NewDelivery::seq));
                statement.setArray(10, columns.of("uuid", NewDelivery::sessionId));
                statement.setArray(11, columns.of("timestamptz", DeliveryRows::happenedAt));
                statement.setArray(12, columns.of("text", NewDelivery::facts));
                statement.executeUpdate();
            }
        }
    }

    private static OffsetDateTime happenedAt(NewDelivery delivery) {
        return Objects.requireNonNull(WebhookRows.utc(delivery.happenedAt()));
    }
}
