package io.virtualqueue.server.journal;

import io.virtualqueue.server.db.DatabaseUnavailableException;
import io.virtualqueue.server.db.WorkerTransactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Semaphore;

/** Writes transfers: both queues in one transaction, so that nobody is ever in both or in neither. */
final class Transfers {
    /** Transfers written at the same time, so that the writers of mailboxes find connections. */
    static final int MAX_AT_ONCE = 4;
    /** Transfers that may wait for that; more are answered with {@link JournalException.Reason#MAILBOX_FULL}. */
    static final int MAX_WAITING = 1_000;

    /** An idempotency key was taken by another transaction just now; the next look finds it. */
    private static final String UNIQUE_VIOLATION = "23505";

    private final WorkerTransactions worker;
    private final Follower follower;
    private final DatabaseClock clock;
    private final Commits commits;
    private final Semaphore places = new Semaphore(MAX_AT_ONCE, true);

    Transfers(WorkerTransactions worker, Follower follower, DatabaseClock clock, Commits commits) {
        this.worker = worker;
        this.follower = follower;
        this.clock = clock;
        this.commits = commits;
    }

    /**
     * Carries it out, and waits for the database.
     *
     * @return about the queue that takes the session in; what the one refuses changes nothing in the other
     */
    Outcome transfer(Transfer transfer, HeldQueue from, HeldQueue to) {
        if (places.getQueueLength() >= MAX_WAITING) {
            throw new JournalException(JournalException.Reason.MAILBOX_FULL);
        }
        places.acquireUninterruptibly();
        try {
            return transferWithRetries(transfer, from, to);
        } finally {
            places.release();
        }
    }

    private Outcome transferWithRetries(Transfer transfer, HeldQueue from, HeldQueue to) {
        for (int attempt = 1; ; attempt++) {
            try {
                return transferOnce(transfer, from, to);
            } catch (SQLException e) {
                SqlFault fault = SqlFault.of(e);
                boolean mayWorkNext = fault == SqlFault.CONTENTION || UNIQUE_VIOLATION.equals(e.getSQLState());
                if (!mayWorkNext || attempt == BatchWriter.MAX_ATTEMPTS) {
                    throw fault == SqlFault.DATA
                            ? new JournalException(JournalException.Reason.UNWRITABLE, e)
                            : new DatabaseUnavailableException(e);
                }
            } catch (CommitFailedException e) {
                if (attempt == BatchWriter.MAX_ATTEMPTS) {
                    throw new DatabaseUnavailableException(e);
                }
            }
        }
    }

    private Outcome transferOnce(Transfer transfer, HeldQueue from, HeldQueue to) throws SQLException {
        // The bulk before the locks, the rest while holding them.
        for (HeldQueue queue : List.of(from, to)) {
            if (queue.isBehind()) {
                follower.follow(queue);
            }
        }
        try (Connection connection = worker.connection()) {
            TransferDecision decision;
            try {
                decision = new TransferDecider(connection, follower, clock, transfer).decide(from, to);
                if (decision instanceof TransferDecision.Written written) {
                    AppendSql.append(connection, written.out().batch());
                    AppendSql.append(connection, written.in().batch());
                } else {
                    connection.rollback();
                }
            } catch (SQLException | RuntimeException e) {
                Commits.rollBack(connection);
                throw e;
            }
            return switch (decision) {
                case TransferDecision.Answered(Outcome outcome) -> outcome;
                case TransferDecision.Written(var out, var in) -> {
                    commits.commit(
                            connection,
                            List.of(new Commits.Written(from, out.batch()), new Commits.Written(to, in.batch())));
                    yield in.outcome(to.state());
                }
            };
        }
    }
}
