package io.virtualqueue.server.journal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jboss.logging.Logger;

/** Ends transactions that hold the locks of queues' heads, and makes visible what they wrote. */
final class Commits {
    private static final Logger LOG = Logger.getLogger(Commits.class);

    private final OutcomeResolver resolver;

    Commits(OutcomeResolver resolver) {
        this.resolver = resolver;
    }

    /** A batch that was appended to its queue within the transaction. */
    record Written(HeldQueue queue, Batch batch) {}

    /**
     * Commits and publishes. Where the answer of the commit is lost, the first queue tells what became of all: they are
     * one transaction.
     *
     * @param written at least one, the first with events
     * @throws CommitFailedException when it is known not to have happened
     * @throws JournalException with {@link JournalException.Reason#OUTCOME_UNKNOWN}
     */
    void commit(Connection connection, List<Written> written) throws SQLException {
        for (Written one : written) {
            one.queue().committing(one.batch().before.seq(), one.batch().after().seq());
        }
        try {
            connection.commit();
        } catch (SQLException e) {
            rollBack(connection);
            if (!SqlFault.leavesCommitOpen(e)) {
                written.forEach(one -> one.queue().notCommitted());
                throw e;
            }
            Written first = written.getFirst();
            if (!resolver.wasCommitted(first.queue().key, first.batch())) {
                written.forEach(one -> one.queue().notCommitted());
                throw new CommitFailedException(e);
            }
        }
        for (Written one : written) {
            one.queue().publish(one.batch().events(), one.batch().after());
        }
    }

    static void rollBack(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            LOG.debugf("Rolling back failed: %s", e.getSQLState());
        }
    }
}
