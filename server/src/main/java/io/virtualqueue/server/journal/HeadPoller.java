package io.virtualqueue.server.journal;

import io.virtualqueue.server.db.DatabaseUnavailableException;
import io.virtualqueue.server.db.Sql;
import io.virtualqueue.server.db.WorkerTransactions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Looks at the heads of all queues at a fixed pace and tells which have moved: this is how a node hears of what others
 * write, at most 250 ms late, and of queues with people in them that it does not hold.
 */
final class HeadPoller implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(HeadPoller.class);
    private static final String READ_HEADS = Sql.text(HeadPoller.class, "read_heads");
    static final Duration POLL_EVERY = Duration.ofMillis(100);
    /** Longer than a transaction may last: an event dated before the last look may be committed after it. */
    private static final Duration OVERLAP = Duration.ofSeconds(30);
    /** How often queues with people in them are looked for, moved or not. */
    private static final Duration LOOK_FOR_LIVE_EVERY = Duration.ofSeconds(30);

    private final WorkerTransactions worker;
    private final DatabaseClock clock;
    private final Consumer<MovedHead> listener;
    private final Thread thread;
    private volatile boolean closed;
    private Instant lookedAt = Instant.MIN;
    private Instant lookedForLiveAt = Instant.MIN;

    /** A head that may have moved. */
    record MovedHead(QueueKey queue, long lastSeq, boolean hasPeople) {}

    HeadPoller(WorkerTransactions worker, DatabaseClock clock, Consumer<MovedHead> listener) {
        this.worker = worker;
        this.clock = clock;
        this.listener = listener;
        this.thread = Thread.ofVirtual().name("head-poller").unstarted(this::pollUntilClosed);
    }

    void start() {
        thread.start();
    }

    private void pollUntilClosed() {
        boolean away = false;
        while (!closed) {
            try {
                poll();
                away = false;
            } catch (SQLException | DatabaseUnavailableException e) {
                if (!away) {
                    LOG.warnf("The database is away; following the queues goes on when it is back: %s", e.getMessage());
                }
                away = true;
            } catch (RuntimeException e) {
                LOG.errorf(e, "A look at the heads failed");
            }
            LockSupport.parkNanos(POLL_EVERY.toNanos());
        }
    }

    private void poll() throws SQLException {
        Instant now = clock.now();
        boolean lookForLive =
                lookedForLiveAt.equals(Instant.MIN) || now.isAfter(lookedForLiveAt.plus(LOOK_FOR_LIVE_EVERY));
        Instant since = lookedAt.equals(Instant.MIN) ? now : lookedAt.minus(OVERLAP);
        List<MovedHead> heads;
        try (Connection connection = worker.connection()) {
            heads = read(connection, since, lookForLive);
            connection.rollback();
        }
        lookedAt = now;
        if (lookForLive) {
            lookedForLiveAt = now;
        }
        heads.forEach(listener);
    }

    private static List<MovedHead> read(Connection connection, Instant since, boolean live) throws SQLException {
        List<MovedHead> heads = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(READ_HEADS)) {
            statement.setObject(1, JournalSql.timestamp(since));
            statement.setBoolean(2, live);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    QueueKey queue = new QueueKey(row.getObject(1, UUID.class), row.getObject(2, UUID.class));
                    heads.add(new MovedHead(queue, row.getLong(3), row.getBoolean(4)));
                }
            }
        }
        return heads;
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }
}
