package io.virtualqueue.server.journal;

import io.virtualqueue.server.db.DatabaseUnavailableException;
import io.virtualqueue.server.db.WorkerTransactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;

/** Finds out what became of a COMMIT whose answer was lost. */
final class OutcomeResolver {
    private static final Logger LOG = Logger.getLogger(OutcomeResolver.class);
    /** How long the database may stay away before the callers are told {@code outcome_unknown}. */
    static final Duration RESOLVE_WITHIN = Duration.ofSeconds(10);

    private static final Duration PAUSE = Duration.ofMillis(200);

    private final WorkerTransactions worker;

    OutcomeResolver(WorkerTransactions worker) {
        this.worker = worker;
    }

    /**
     * Whether the batch is in the journal.
     *
     * @throws JournalException with {@link JournalException.Reason#OUTCOME_UNKNOWN}
     */
    boolean wasCommitted(QueueKey queue, Batch batch) {
        long start = System.nanoTime();
        while (true) {
            try (Connection connection = worker.connection()) {
                boolean committed = look(connection, queue, batch);
                connection.rollback();
                LOG.infof("The outcome of a lost commit is known: %s", committed ? "committed" : "not committed");
                return committed;
            } catch (SQLException | DatabaseUnavailableException e) {
                if (System.nanoTime() - start > RESOLVE_WITHIN.toNanos()) {
                    throw new JournalException(JournalException.Reason.OUTCOME_UNKNOWN, e);
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    /**
     * The head is locked first: a transaction that is still ending holds it. Then the head names the last batch, and
     * the journal, having no gaps, shows whose events come after the batch's start.
     */
    private static boolean look(Connection connection, QueueKey queue, Batch batch) throws SQLException {
        Optional<Head> head = JournalSql.lockHead(connection, queue);
        if (head.isEmpty()) {
            return false;
        }
        if (head.get().lastBatch().equals(batch.id)) {
            return true;
        }
        if (batch.events().isEmpty()) {
            throw new JournalException(JournalException.Reason.OUTCOME_UNKNOWN);
        }
        List<RecordedEvent> written = JournalSql.readEvents(
                connection, queue, batch.before.seq(), batch.events().size());
        return written.equals(batch.events());
    }
}
