package io.virtualqueue.server.journal;

import io.virtualqueue.engine.QueueState;
import io.virtualqueue.engine.Session;
import io.virtualqueue.server.db.DatabaseUnavailableException;
import io.virtualqueue.server.db.WorkerTransactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Finds what this node does not know yet, or no longer; waits for the database. */
final class PlaceLookUps {
    /** How long a reader waits for the number it asked for. */
    static final Duration CATCH_UP_WITHIN = Duration.ofSeconds(2);

    private final WorkerTransactions worker;
    private final Follower follower;

    PlaceLookUps(WorkerTransactions worker, Follower follower) {
        this.worker = worker;
        this.follower = follower;
    }

    /** A session, live or ended, having seen the number and all that other nodes have written. */
    Optional<Place> find(HeldQueue queue, UUID sessionId, long minSeq) {
        reach(queue, minSeq);
        follower.follow(queue);
        QueueState state = queue.state();
        if (!state.exists()) {
            return Optional.empty();
        }
        Session live = state.session(sessionId);
        if (live != null) {
            return Optional.of(new Place(state, live));
        }
        return reading(connection -> session(connection, queue.key, state, sessionId))
                .map(session -> new Place(state, session));
    }

    /** What an idempotency key was answered before, where that was about this queue; empty when it is new. */
    Optional<Outcome> answered(HeldQueue queue, Idempotency key) {
        return reading(connection -> answered(connection, queue, queue.state(), key));
    }

    /** The same within a transaction that knows the queue so. */
    static @Nullable Outcome answered(Connection connection, HeldQueue queue, QueueState state, Idempotency key)
            throws SQLException {
        Batch.StoredAnswer stored = JournalSql.readIdempotency(connection, queue.key.tenantId(), List.of(key))
                .get(key.name());
        if (stored == null) {
            return null;
        }
        if (!stored.bodyHash().equals(key.bodyHash())) {
            return new Outcome.KeyReused();
        }
        UUID id = stored.sessionId();
        Session session = id == null ? null : session(connection, queue.key, state, id);
        return new Outcome.Done(queue.state(), session, stored.seq(), stored.changed(), true);
    }

    /** A session of the queue, live or ended; null when there is none. */
    static @Nullable Session session(Connection connection, QueueKey queue, QueueState state, UUID id)
            throws SQLException {
        Session live = state.session(id);
        return live != null
                ? live
                : JournalSql.readSessions(connection, queue, List.of(id)).stream()
                        .findFirst()
                        .orElse(null);
    }

    private interface Reading<T> {
        @Nullable
        T in(Connection connection) throws SQLException;
    }

    private <T> Optional<T> reading(Reading<T> reading) {
        try (Connection connection = worker.connection()) {
            Optional<T> read = Optional.ofNullable(reading.in(connection));
            connection.rollback();
            return read;
        } catch (SQLException e) {
            throw new DatabaseUnavailableException(e);
        }
    }

    /**
     * Waits until the queue has seen a number.
     *
     * @throws JournalException with {@link JournalException.Reason#BEHIND} when that takes too long
     */
    void reach(HeldQueue queue, long minSeq) {
        long start = System.nanoTime();
        while (queue.state().seq() < minSeq) {
            follower.follow(queue);
            if (queue.state().seq() < minSeq) {
                if (System.nanoTime() - start > CATCH_UP_WITHIN.toNanos()) {
                    throw new JournalException(JournalException.Reason.BEHIND);
                }
                LockSupport.parkNanos(HeadPoller.POLL_EVERY.toNanos());
            }
        }
    }
}
