package io.virtualqueue.server.journal;

import io.virtualqueue.engine.QueueState;
import io.virtualqueue.engine.Rejection;
import io.virtualqueue.engine.Session;
import io.virtualqueue.server.db.DatabaseUnavailableException;
import io.virtualqueue.server.db.WorkerTransactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Writes the batches of mailboxes: lock the head, catch up, decide, append, commit, publish, answer. The lock is all
 * that keeps nodes apart.
 */
final class BatchWriter {
    private static final Logger LOG = Logger.getLogger(BatchWriter.class);
    /** How often a batch is tried when it loses a race for a lock or its commit is known to have failed. */
    static final int MAX_ATTEMPTS = 3;

    private final WorkerTransactions worker;
    private final Follower follower;
    private final DatabaseClock clock;
    private final OutcomeResolver resolver;

    BatchWriter(WorkerTransactions worker, Follower follower, DatabaseClock clock, OutcomeResolver resolver) {
        this.worker = worker;
        this.follower = follower;
        this.clock = clock;
        this.resolver = resolver;
    }

    /** Writes a batch and answers everyone in it, whatever happens. */
    void write(HeldQueue queue, List<Pending> pendings) {
        try {
            writeWithRetries(queue, pendings);
        } catch (RuntimeException e) {
            if (!(e instanceof DatabaseUnavailableException || e instanceof JournalException)) {
                LOG.errorf(e, "A batch of queue %s failed", queue.key.queueId());
            }
            pendings.forEach(pending -> pending.outcome().completeExceptionally(e));
        }
    }

    private void writeWithRetries(HeldQueue queue, List<Pending> pendings) {
        for (int attempt = 1; ; attempt++) {
            try {
                writeOnce(queue, pendings);
                return;
            } catch (SQLException e) {
                switch (SqlFault.of(e)) {
                    case DATA -> {
                        writeAlone(queue, pendings, e);
                        return;
                    }
                    case CONTENTION, AWAY -> {
                        if (SqlFault.of(e) == SqlFault.AWAY || attempt == MAX_ATTEMPTS) {
                            throw new DatabaseUnavailableException(e);
                        }
                    }
                }
            } catch (CommitFailedException e) {
                if (attempt == MAX_ATTEMPTS) {
                    throw new DatabaseUnavailableException(e);
                }
            }
        }
    }

    /** One bad command hurts nobody: the others of its batch go in one by one. */
    private void writeAlone(HeldQueue queue, List<Pending> pendings, SQLException fault) {
        if (pendings.size() == 1) {
            LOG.warnf("A command of queue %s cannot be stored (%s)", queue.key.queueId(), fault.getSQLState());
            throw new JournalException(JournalException.Reason.UNWRITABLE, fault);
        }
        pendings.forEach(pending -> write(queue, List.of(pending)));
    }

    private void writeOnce(HeldQueue queue, List<Pending> pendings) throws SQLException {
        if (queue.isBehind()) {
            follower.follow(queue);
        }
        try (Connection connection = worker.connection()) {
            Batch batch;
            try {
                Optional<Batch> decided = decide(connection, queue, pendings);
                if (decided.isEmpty()) {
                    connection.rollback();
                    pendings.forEach(
                            pending -> pending.outcome().complete(new Outcome.Refused(Rejection.QUEUE_DELETED, null)));
                    return;
                }
                batch = decided.get();
                if (batch.isEmpty()) {
                    connection.rollback();
                    batch.answer(queue.state());
                    return;
                }
                AppendSql.append(connection, batch);
            } catch (SQLException | RuntimeException e) {
                rollBack(connection);
                throw e;
            }
            commit(connection, queue, batch);
        }
    }

    private void commit(Connection connection, HeldQueue queue, Batch batch) throws SQLException {
        queue.committing(batch.before.seq(), batch.after().seq());
        try {
            connection.commit();
        } catch (SQLException e) {
            rollBack(connection);
            if (!SqlFault.leavesCommitOpen(e)) {
                queue.notCommitted();
                throw e;
            }
            if (!resolver.wasCommitted(queue.key, batch)) {
                queue.notCommitted();
                throw new CommitFailedException(e);
            }
        }
        queue.publish(batch.events(), batch.after());
        batch.answer(queue.state());
    }

    /** Empty: there is no such queue. */
    private Optional<Batch> decide(Connection connection, HeldQueue queue, List<Pending> pendings) throws SQLException {
        Optional<Head> head = JournalSql.lockHead(connection, queue.key);
        if (head.isEmpty()) {
            return Optional.empty();
        }
        clock.observe(head.get().now());
        QueueState state = follower.catchUp(connection, queue, head.get().lastSeq());
        Map<Idempotency.Name, Batch.StoredAnswer> answered = answered(connection, queue.key, pendings);
        List<Session> ended = ended(connection, queue.key, state, pendings, answered);
        QueueState complete = ended.isEmpty() ? state : state.remembering(ended);
        Batch batch = new Batch(queue.key, complete, head.get().now(), answered);
        pendings.forEach(batch::decide);
        batch.conclude();
        return Optional.of(batch);
    }

    private static Map<Idempotency.Name, Batch.StoredAnswer> answered(
            Connection connection, QueueKey queue, List<Pending> pendings) throws SQLException {
        List<Idempotency> keys = pendings.stream()
                .map(pending -> pending.submission().idempotency())
                .filter(Objects::nonNull)
                .toList();
        return keys.isEmpty() ? Map.of() : JournalSql.readIdempotency(connection, queue.tenantId(), keys);
    }

    /** The sessions that commands or earlier answers are about and that are no longer in the line. */
    private static List<Session> ended(
            Connection connection,
            QueueKey queue,
            QueueState state,
            List<Pending> pendings,
            Map<Idempotency.Name, Batch.StoredAnswer> answered)
            throws SQLException {
        Stream<UUID> commanded = pendings.stream()
                .flatMap(pending -> Commands.sessionOf(pending.submission().command()).stream());
        Stream<UUID> replayed = answered.values().stream().flatMap(answer -> answer.resourceIds().stream());
        Set<UUID> unknown = Stream.concat(commanded, replayed)
                .filter(id -> state.session(id) == null)
                .collect(Collectors.toSet());
        return unknown.isEmpty() ? List.of() : JournalSql.readSessions(connection, queue, unknown);
    }

    private static void rollBack(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            LOG.debugf("Rolling back failed: %s", e.getSQLState());
        }
    }

    /** The commit is known not to have happened, so that the batch may be tried again. */
    private static final class CommitFailedException extends RuntimeException {
        private static final long serialVersionUID = 1;

        CommitFailedException(Throwable cause) {
            super("The commit did not happen", cause);
        }
    }
}
