package io.virtualqueue.server.journal;

import io.virtualqueue.engine.Command;
import io.virtualqueue.engine.QueueState;
import io.virtualqueue.server.db.DatabaseUnavailableException;
import io.virtualqueue.server.db.Sql;
import io.virtualqueue.server.db.WorkerTransactions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Makes queues: row, head and first event, all of them or none. */
final class QueueCreation {
    private static final String INSERT_QUEUE = Sql.text(QueueCreation.class, "insert_queue");
    private static final String INSERT_HEAD = Sql.text(QueueCreation.class, "insert_head");
    private static final String INSERT_IDEMPOTENCY = Sql.text(QueueCreation.class, "insert_idempotency");
    private static final String LOCK_TENANT = Sql.text(QueueCreation.class, "lock_tenant");
    private static final String COUNT_QUEUES = Sql.text(QueueCreation.class, "count_queues");
    private static final UUID NO_BATCH = new UUID(0, 0);

    private final WorkerTransactions worker;

    QueueCreation(WorkerTransactions worker) {
        this.worker = worker;
    }

    Created create(List<NewQueue> queues, @Nullable Integer limit, @Nullable Idempotency idempotency) {
        try (Connection connection = worker.connection()) {
            try {
                Created created = create(connection, queues, limit, idempotency);
                connection.commit();
                return created;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        } catch (SQLException e) {
            if (SqlFault.of(e) == SqlFault.DATA) {
                // The same key at the same moment: the other one is committed now, and is found.
                if (idempotency != null && "23505".equals(e.getSQLState())) {
                    return create(queues, limit, idempotency);
                }
                throw new JournalException(JournalException.Reason.UNWRITABLE, e);
            }
            throw new DatabaseUnavailableException(e);
        }
    }

    private static Created create(
            Connection connection, List<NewQueue> queues, @Nullable Integer limit, @Nullable Idempotency idempotency)
            throws SQLException {
        UUID tenantId = queues.getFirst().key().tenantId();
        if (idempotency != null) {
            Map<Idempotency.Name, Batch.StoredAnswer> answers =
                    JournalSql.readIdempotency(connection, tenantId, List.of(idempotency));
            Batch.StoredAnswer stored = answers.get(idempotency.name());
            if (stored != null) {
                return stored.bodyHash().equals(idempotency.bodyHash())
                        ? new Created.Before(stored.resourceIds())
                        : new Created.KeyReused();
            }
        }
        if (limit != null && countToChange(connection, tenantId) + queues.size() > limit) {
            return new Created.TooMany(limit);
        }
        Instant now = clock(connection);
        List<QueueState> states = new ArrayList<>();
        for (NewQueue queue : queues) {
            states.add(insert(connection, queue, now));
        }
        if (idempotency != null) {
            insertIdempotency(connection, tenantId, idempotency, queues, now);
        }
        return new Created.Now(states);
    }

    /** How many queues the tenant has; nobody else who counts makes one until the end of the transaction. */
    private static long countToChange(Connection connection, UUID tenantId) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement(LOCK_TENANT);
                PreparedStatement count = connection.prepareStatement(COUNT_QUEUES)) {
            lock.setObject(1, tenantId);
            lock.execute();
            count.setObject(1, tenantId);
            try (ResultSet row = count.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private static QueueState insert(Connection connection, NewQueue queue, Instant now) throws SQLException {
        OffsetDateTime at = JournalSql.timestamp(now);
        try (PreparedStatement row = connection.prepareStatement(INSERT_QUEUE);
                PreparedStatement head = connection.prepareStatement(INSERT_HEAD)) {
            row.setObject(1, queue.key().tenantId());
            row.setObject(2, queue.key().queueId());
            row.setObject(3, queue.applicationId());
            row.setString(4, queue.settings().name());
            row.setString(5, queue.settings().kind().name().toLowerCase(Locale.ROOT));
            row.setString(6, queue.settings().status().name().toLowerCase(Locale.ROOT));
            row.setString(7, EventData.settings(queue.settings()));
            row.setObject(8, at);
            row.setObject(9, at);
            row.executeUpdate();
            head.setObject(1, queue.key().tenantId());
            head.setObject(2, queue.key().queueId());
            head.setObject(3, at);
            head.setObject(4, at);
            head.setObject(5, NO_BATCH);
            head.executeUpdate();
        }
        Batch batch = new Batch(queue.key(), QueueState.empty(), now, Map.of());
        Submission creation =
                Submission.of(queue.key(), new Command.Create(queue.settings())).leaving(queue.trace());
        batch.decide(new Pending(creation, new CompletableFuture<>()));
        AppendSql.append(connection, batch);
        return batch.after();
    }

    private static Instant clock(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT clock_timestamp()");
                ResultSet row = statement.executeQuery()) {
            row.next();
            return JournalSql.instant(row, 1);
        }
    }

    private static void insertIdempotency(
            Connection connection, UUID tenantId, Idempotency idempotency, List<NewQueue> queues, Instant now)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT_IDEMPOTENCY)) {
            statement.setObject(1, tenantId);
            statement.setString(2, idempotency.credential());
            statement.setString(3, idempotency.key());
            statement.setBytes(4, HexFormat.of().parseHex(idempotency.bodyHash()));
            statement.setArray(
                    5,
                    connection.createArrayOf(
                            "uuid",
                            queues.stream().map(queue -> queue.key().queueId()).toArray()));
            statement.setObject(6, JournalSql.timestamp(now));
            statement.executeUpdate();
        }
    }
}
