package io.virtualqueue.server.queue;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.virtualqueue.engine.Command;
import io.virtualqueue.server.db.RepeatedWork;
import io.virtualqueue.server.db.Sql;
import io.virtualqueue.server.db.WorkerTransactions;
import io.virtualqueue.server.journal.Journal;
import io.virtualqueue.server.journal.Outcome;
import io.virtualqueue.server.journal.QueueKey;
import io.virtualqueue.server.journal.Submission;
import io.virtualqueue.server.trail.Actor;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jboss.logging.Logger;

/**
 * Deletes the queues of deleted tenants, by command like any other: so every server stops releasing from them, and
 * neither session tokens nor passes open them. Every server looks; who comes second finds nothing to do.
 */
@Singleton
final class AbandonedQueues {
    private static final Logger LOG = Logger.getLogger(AbandonedQueues.class);
    /** How long a queue may outlive its tenant. */
    static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    /** More than these wait for the next look. */
    static final int MAX_AT_ONCE = 500;

    private static final String FIND = Sql.text(AbandonedQueues.class, "find_abandoned_queues");

    private final WorkerTransactions worker;
    private final Journal journal;
    private final RepeatedWork looks =
            new RepeatedWork("deletion of abandoned queues", LOOK_EVERY, () -> deleteSome(MAX_AT_ONCE));

    @Inject
    AbandonedQueues(WorkerTransactions worker, Journal journal) {
        this.worker = worker;
        this.journal = journal;
    }

    void start(@Observes StartupEvent event) {
        looks.startAfterPause();
    }

    void stop(@Observes ShutdownEvent event) {
        looks.stop();
    }

    /**
     * Deletes up to that many.
     *
     * @return how many were found
     */
    int deleteSome(int limit) {
        List<QueueKey> found = worker.inTransaction(handle -> handle.createQuery(FIND)
                .bind("limit", limit)
                .map((row, _) -> new QueueKey(row.getObject(1, UUID.class), row.getObject(2, UUID.class)))
                .list());
        List<CompletableFuture<Outcome>> deletions = found.stream()
                .map(queue -> journal.submit(
                                Submission.of(queue, new Command.Delete()).leaving(QueueTrail.DELETED.by(Actor.SYSTEM)))
                        .toCompletableFuture())
                .toList();
        try {
            deletions.forEach(CompletableFuture::join);
        } catch (CompletionException notAll) {
            LOG.debugf("Some are left for the next look: %s", notAll.getMessage());
        }
        return found.size();
    }
}
