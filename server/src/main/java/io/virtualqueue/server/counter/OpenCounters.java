package io.virtualqueue.server.counter;

import io.virtualqueue.engine.Command;
import io.virtualqueue.server.db.DatabaseUnavailableException;
import io.virtualqueue.server.db.Sql;
import io.virtualqueue.server.db.WorkerTransactions;
import io.virtualqueue.server.http.TimeOrderedId;
import io.virtualqueue.server.journal.Journal;
import io.virtualqueue.server.journal.QueueKey;
import io.virtualqueue.server.journal.Submission;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Tells queues how many counters serve them. Whoever changes a counter notes in the same transaction which queues are to
 * be told, and tells them after it; what is left of that, because a server stopped or the database went away, is done by
 * {@link CounterUpkeep}.
 */
@Singleton
final class OpenCounters {
    /** How often a queue is told anew because counters changed meanwhile; then the next round does it. */
    static final int MAX_TIMES = 10;

    private static final Logger LOG = Logger.getLogger(OpenCounters.class);
    private static final String NOTE = Sql.text(OpenCounters.class, "note_due");
    private static final String FIND = Sql.text(OpenCounters.class, "find_due");
    private static final String READ = Sql.text(OpenCounters.class, "read_due");
    private static final String FORGET = Sql.text(OpenCounters.class, "forget_due");
    private static final String COUNT = Sql.text(OpenCounters.class, "count_open");

    private final WorkerTransactions worker;
    private final Journal journal;

    private record Due(@Nullable UUID version, int count) {}

    @Inject
    OpenCounters(WorkerTransactions worker, Journal journal) {
        this.worker = worker;
        this.journal = journal;
    }

    /** Notes, in the transaction of this handle, that these are to be told. */
    void note(Handle handle, UUID tenantId, List<UUID> services) {
        if (!services.isEmpty()) {
            handle.createUpdate(NOTE)
                    .bind("tenant", tenantId)
                    .bindArray("ids", UUID.class, services.toArray())
                    .bind("version", TimeOrderedId.next())
                    .execute();
        }
    }

    /** Tells these, as far as that is possible now. */
    void tell(UUID tenantId, List<UUID> services) {
        for (UUID service : services) {
            try {
                tell(new QueueKey(tenantId, service));
            } catch (CompletionException | DatabaseUnavailableException notNow) {
                LOG.debugf("Queue %s is told later how many counters are open: %s", service, notNow.getMessage());
            }
        }
    }

    /**
     * Tells up to that many that are still to be told.
     *
     * @return how many were found
     */
    int tellDue(int limit) {
        List<QueueKey> due = worker.inTransaction(handle -> handle.createQuery(FIND)
                .bind("limit", limit)
                .map((row, _) -> new QueueKey(row.getObject(1, UUID.class), row.getObject(2, UUID.class)))
                .list());
        due.forEach(queue -> tell(queue.tenantId(), List.of(queue.queueId())));
        return due.size();
    }

    /** Looks again after telling: somebody else may have told the queue of an older count in between. */
    private void tell(QueueKey queue) {
        Due due = due(queue);
        for (int times = 0; times < MAX_TIMES; times++) {
            journal.submit(Submission.of(queue, new Command.OpenCounters(due.count())))
                    .toCompletableFuture()
                    .join();
            Due told = due;
            forget(queue, told.version());
            due = due(queue);
            if (due.count() == told.count() && due.version() == null) {
                return;
            }
        }
    }

    private Due due(QueueKey queue) {
        return worker.inTransaction(handle -> new Due(
                handle.createQuery(READ)
                        .bind("tenant", queue.tenantId())
                        .bind("queue", queue.queueId())
                        .mapTo(UUID.class)
                        .findOne()
                        .orElse(null),
                handle.createQuery(COUNT)
                        .bind("tenant", queue.tenantId())
                        .bind("queue", queue.queueId())
                        .mapTo(Integer.class)
                        .one()));
    }

    private void forget(QueueKey queue, @Nullable UUID version) {
        if (version != null) {
            worker.inTransaction(handle -> handle.createUpdate(FORGET)
                    .bind("tenant", queue.tenantId())
                    .bind("queue", queue.queueId())
                    .bind("version", version)
                    .execute());
        }
    }
}
