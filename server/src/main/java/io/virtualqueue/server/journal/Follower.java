package io.virtualqueue.server.journal;

import io.virtualqueue.engine.Event;
import io.virtualqueue.engine.QueueState;
import io.virtualqueue.engine.Session;
import io.virtualqueue.engine.SessionStatus;
import io.virtualqueue.server.db.DatabaseUnavailableException;
import io.virtualqueue.server.db.WorkerTransactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;

/** Brings a held queue up to date with what other nodes have written. */
final class Follower {
    private static final Logger LOG = Logger.getLogger(Follower.class);

    /** Events read at once. */
    static final int MAX_EVENTS_PER_READ = 5_000;
    /** Queues followed at the same time, so that writers find connections. */
    static final int MAX_AT_ONCE = 4;

    private final WorkerTransactions worker;
    private final Semaphore places = new Semaphore(MAX_AT_ONCE, true);

    Follower(WorkerTransactions worker) {
        this.worker = worker;
    }

    /** Follows on another thread if the queue is behind and nobody follows it yet. */
    void followSoon(HeldQueue queue, Executor threads) {
        if (queue.isBehind() && queue.beginFollowing()) {
            threads.execute(() -> {
                try {
                    follow(queue);
                } catch (DatabaseUnavailableException e) {
                    LOG.debugf("Following waits until the database is back: %s", e.getMessage());
                } finally {
                    queue.endFollowing();
                }
            });
        }
    }

    /** Reads and publishes everything that is committed, without a lock. */
    void follow(HeldQueue queue) {
        places.acquireUninterruptibly();
        try (Connection connection = worker.connection()) {
            catchUp(connection, queue, Long.MAX_VALUE);
            connection.rollback();
        } catch (SQLException e) {
            throw new DatabaseUnavailableException(e);
        } finally {
            places.release();
        }
    }

    /**
     * Reads and publishes the events up to a number, or to the journal's end.
     *
     * @return the queue at that number
     */
    QueueState catchUp(Connection connection, HeldQueue queue, long upToSeq) throws SQLException {
        QueueState state = queue.state();
        while (state.seq() < upToSeq) {
            List<RecordedEvent> events = JournalSql.readEvents(connection, queue.key, state.seq(), MAX_EVENTS_PER_READ);
            if (events.isEmpty()) {
                break;
            }
            for (RecordedEvent event : events) {
                state = withReturning(connection, queue.key, state, event.event())
                        .evolve(event.event(), event.at());
            }
            queue.publish(events, state);
            state = state.forgetEnded();
        }
        return state;
    }

    /** Someone who comes back after the end is no longer in the line, so the line must be told who that is. */
    private static QueueState withReturning(Connection connection, QueueKey queue, QueueState state, Event event)
            throws SQLException {
        boolean comesBack = event instanceof Event.Returned || event instanceof Event.Undone;
        if (!comesBack
                || !(event instanceof Event.OfSession returning)
                || state.session(returning.sessionId()) != null) {
            return state;
        }
        return state.remembering(JournalSql.readSessions(connection, queue, List.of(returning.sessionId())).stream()
                .map(Follower::asMissed)
                .toList());
    }

    private static Session asMissed(Session session) {
        return new Session(
                session.id(),
                session.userKey(),
                session.level(),
                session.orderKey(),
                session.seq(),
                SessionStatus.NO_SHOW,
                session.joinedAt(),
                session.since(),
                session.counterId(),
                session.visit());
    }
}
