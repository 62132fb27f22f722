package io.virtualqueue.server.journal;

import io.virtualqueue.engine.QueueSettings;
import io.virtualqueue.server.db.DatabaseUnavailableException;
import io.virtualqueue.server.db.Sql;
import io.virtualqueue.server.db.WorkerTransactions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * How far a follower of the journal has got in each queue. Its rows and its cursor are written in one transaction, so
 * that it works on each event once, in order, whatever dies meanwhile and however many servers are at it. A queue that it
 * has never seen begins with its first event.
 */
public final class FollowerCursors {
    /** Events of one transaction; more only where one commit wrote more, for commits are never split. */
    public static final int MAX_EVENTS_AT_ONCE = 1_000;
    /** Above what one commit can hold. */
    static final int MAX_EVENTS_OF_A_COMMIT = 20_000;

    private static final String LOCK = Sql.text(FollowerCursors.class, "lock_cursor");
    private static final String ADD = Sql.text(FollowerCursors.class, "add_cursor");
    private static final String MOVE = Sql.text(FollowerCursors.class, "move_cursor");
    private static final String MOVE_TO_PRESENT = Sql.text(FollowerCursors.class, "move_cursors_to_present");
    private static final String FIND_BEHIND = Sql.text(FollowerCursors.class, "find_behind");
    private static final String READ_FORMER_SETTINGS = Sql.text(FollowerCursors.class, "read_former_settings");

    private final WorkerTransactions worker;
    private final String follower;
    private final int atOnce;

    /** What became of an attempt to go on. */
    public enum Step {
        /** Somebody else is at this queue. */
        TAKEN,
        /** There is more to do. */
        MORE,
        /** Nothing is left up to the number that was asked for. */
        DONE
    }

    /** What a follower does with events. */
    @FunctionalInterface
    public interface Work {
        /**
         * Works on events of whole commits, in the transaction that moves the cursor past them; with none when nothing
         * has happened.
         */
        void on(Connection connection, List<RecordedEvent> events) throws SQLException;
    }

    /** A queue with events up to {@code lastSeq} that the follower has not seen. */
    public record Behind(QueueKey queue, long lastSeq) {}

    /**
     * The cursors of one follower.
     *
     * @param follower its name; never to be changed
     */
    public FollowerCursors(WorkerTransactions worker, String follower) {
        this(worker, follower, MAX_EVENTS_AT_ONCE);
    }

    FollowerCursors(WorkerTransactions worker, String follower, int atOnce) {
        this.worker = worker;
        this.follower = follower;
        this.atOnce = atOnce;
    }

    /**
     * Works on the next events of a queue, unless somebody else is at it. What the work throws undoes it.
     *
     * @param upToSeq the last number of some commit; later events wait
     * @throws DatabaseUnavailableException when the database cannot be asked now
     */
    public Step advance(QueueKey queue, long upToSeq, Work work) {
        try (Connection connection = worker.connection()) {
            try {
                return advance(connection, queue, upToSeq, work);
            } finally {
                connection.rollback();
            }
        } catch (SQLException e) {
            throw new DatabaseUnavailableException(e);
        }
    }

    private Step advance(Connection connection, QueueKey queue, long upToSeq, Work work) throws SQLException {
        OptionalLong cursor = lock(connection, queue);
        if (cursor.isEmpty()) {
            return Step.TAKEN;
        }
        List<RecordedEvent> events = wholeCommits(connection, queue, cursor.getAsLong(), upToSeq);
        work.on(connection, events);
        long reached = events.isEmpty() ? cursor.getAsLong() : events.getLast().seq();
        if (!events.isEmpty()) {
            move(connection, queue, reached);
        }
        connection.commit();
        return reached < upToSeq && !events.isEmpty() ? Step.MORE : Step.DONE;
    }

    private OptionalLong lock(Connection connection, QueueKey queue) throws SQLException {
        OptionalLong known = cursor(connection, LOCK, queue);
        // Nothing: locked by another, or never there; the conflict tells which.
        return known.isPresent() ? known : cursor(connection, ADD, queue);
    }

    private OptionalLong cursor(Connection connection, String sql, QueueKey queue) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, follower);
            statement.setObject(2, queue.tenantId());
            statement.setObject(3, queue.queueId());
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? OptionalLong.of(row.getLong(1)) : OptionalLong.empty();
            }
        }
    }

    /** Events of one commit have one time. */
    private List<RecordedEvent> wholeCommits(Connection connection, QueueKey queue, long afterSeq, long upToSeq)
            throws SQLException {
        List<RecordedEvent> events = new ArrayList<>();
        List<RecordedEvent> read;
        int whole = 0;
        do {
            long from = events.isEmpty() ? afterSeq : events.getLast().seq();
            read = JournalSql.readEvents(connection, queue, from, (int) Math.min(atOnce, Math.max(0, upToSeq - from)));
            events.addAll(read);
            boolean all = read.size() < atOnce || events.getLast().seq() == upToSeq;
            whole = all ? events.size() : withoutLastCommit(events);
        } while (whole == 0 && !read.isEmpty() && events.size() < MAX_EVENTS_OF_A_COMMIT);
        return whole == 0 ? events : List.copyOf(events.subList(0, whole));
    }

    private static int withoutLastCommit(List<RecordedEvent> events) {
        int end = events.size();
        while (end > 0 && events.get(end - 1).at().equals(events.getLast().at())) {
            end--;
        }
        return end;
    }

    private void move(Connection connection, QueueKey queue, long seq) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(MOVE)) {
            statement.setLong(1, seq);
            statement.setString(2, follower);
            statement.setObject(3, queue.tenantId());
            statement.setObject(4, queue.queueId());
            statement.executeUpdate();
        }
    }

    /**
     * Passes over all that has happened in the tenant's queues so far, in the transaction of this connection, be it a
     * worker's or a request's: for a follower that nobody of this tenant needed until now.
     */
    public static void moveToPresent(Connection connection, String follower, UUID tenantId) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(MOVE_TO_PRESENT)) {
            statement.setString(1, follower);
            statement.setObject(2, tenantId);
            statement.executeUpdate();
        }
    }

    /**
     * Queues of these tenants with events that the follower has not seen, those first that have waited longest.
     *
     * @param limit how many at most
     * @throws DatabaseUnavailableException when the database cannot be asked now
     */
    public List<Behind> behind(Collection<UUID> tenants, int limit) {
        List<Behind> behind = new ArrayList<>();
        try (Connection connection = worker.connection();
                PreparedStatement statement = connection.prepareStatement(FIND_BEHIND)) {
            statement.setString(1, follower);
            statement.setArray(2, connection.createArrayOf("uuid", tenants.toArray()));
            statement.setInt(3, limit);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    QueueKey queue = new QueueKey(row.getObject(1, UUID.class), row.getObject(2, UUID.class));
                    behind.add(new Behind(queue, row.getLong(3)));
                }
            }
            connection.rollback();
            return behind;
        } catch (SQLException e) {
            throw new DatabaseUnavailableException(e);
        }
    }

    /** The settings that a queue had before the event of that number; empty before the first. */
    public static Optional<QueueSettings> settingsBefore(Connection connection, QueueKey queue, long seq)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(READ_FORMER_SETTINGS)) {
            statement.setObject(1, queue.tenantId());
            statement.setObject(2, queue.queueId());
            statement.setLong(3, seq);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(EventData.settings(row.getString(1))) : Optional.empty();
            }
        }
    }
}
