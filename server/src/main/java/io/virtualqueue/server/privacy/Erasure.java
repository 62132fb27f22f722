package io.virtualqueue.server.privacy;

import io.virtualqueue.engine.Command;
import io.virtualqueue.server.db.WorkerTransactions;
import io.virtualqueue.server.journal.Journal;
import io.virtualqueue.server.journal.Outcome;
import io.virtualqueue.server.journal.QueueKey;
import io.virtualqueue.server.journal.Submission;
import io.virtualqueue.server.trail.Actor;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Erases what is known of a person. Done again, it finds nothing and says so. */
@Singleton
final class Erasure {
    /** So many sessions are erased in one transaction. */
    static final int MAX_AT_ONCE = 500;

    private final WorkerTransactions worker;
    private final KnownSessions known;
    private final Journal journal;
    private final PrivacyTrail trail;

    /** What was erased. */
    @Schema(name = "Erased")
    record Erased(
            @Schema(description = "How many sessions no longer tell whose they were.")
            long sessions,

            @Schema(description = "How many of them were still in a queue, and left it.")
            long left) {}

    @Inject
    Erasure(WorkerTransactions worker, KnownSessions known, Journal journal, PrivacyTrail trail) {
        this.worker = worker;
        this.known = known;
        this.journal = journal;
        this.trail = trail;
    }

    /** Has the person leave all queues, then erases; may take a while for very many sessions. */
    Erased erase(UUID tenantId, PersonQuery query, Actor by) {
        return erase(tenantId, query, by, MAX_AT_ONCE);
    }

    Erased erase(UUID tenantId, PersonQuery query, Actor by, int atOnce) {
        KnownSessions.Search search = known.search(tenantId, query);
        long sessions = 0;
        long left = 0;
        List<KnownSessions.Known> found;
        boolean someStayed;
        do {
            found = worker.inTransaction(handle -> search.in(handle, atOnce));
            int leaving = leave(tenantId, found);
            forget(tenantId, query.by(), found, leaving, by);
            sessions += found.size();
            left += leaving;
            // Whoever could not leave may have been transferred at this moment, and have another session now.
            someStayed =
                    leaving < found.stream().filter(KnownSessions.Known::live).count();
        } while (found.size() == atOnce || someStayed);
        return new Erased(sessions, left);
    }

    /** Who has left meanwhile is refused, which is as good. */
    private int leave(UUID tenantId, List<KnownSessions.Known> found) {
        List<CompletableFuture<Outcome>> leaving = found.stream()
                .filter(KnownSessions.Known::live)
                .map(session -> journal.submit(Submission.of(
                                new QueueKey(tenantId, session.queueId()), new Command.Leave(session.sessionId())))
                        .toCompletableFuture())
                .toList();
        leaving.forEach(CompletableFuture::join);
        return (int) leaving.stream()
                .filter(left -> left.join() instanceof Outcome.Done)
                .count();
    }

    private void forget(UUID tenantId, PersonQuery.By known, List<KnownSessions.Known> found, int left, Actor by) {
        List<UUID> ids = found.stream().map(KnownSessions.Known::sessionId).toList();
        String after =
                "{\"knownBy\": \"%s\", \"sessions\": %d, \"left\": %d}".formatted(known.field(), ids.size(), left);
        worker.inTransaction(handle -> {
            KnownSessions.forget(handle, tenantId, ids);
            trail.note(handle, tenantId, by, "privacy.erased", PrivacyTrail.PERSON, after);
            return ids;
        });
    }
}
