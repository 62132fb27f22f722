package io.virtualqueue.server.identity;

import io.virtualqueue.server.db.Sql;
import io.virtualqueue.server.db.WorkerTransactions;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * Gathers when keys are used, and writes it in batches. What was gathered last is lost when the server ends: a key may
 * have been used some seconds later than is told.
 */
@Singleton
final class KeyUses {
    static final Duration WRITTEN_EVERY = Duration.ofSeconds(5);
    /** Further ones are noted a minute later. */
    static final int MAX_GATHERED = 50_000;
    /** More wait for the next time. */
    static final int MAX_WRITTEN_AT_ONCE = 1_000;

    private static final String NOTE = Sql.text(KeyUses.class, "note_key_use");

    private final WorkerTransactions worker;
    private final int maxGathered;
    private final Map<UUID, Used> gathered = new ConcurrentHashMap<>();

    private record Used(UUID tenantId, UUID keyId, Instant at) {}

    @Inject
    KeyUses(WorkerTransactions worker) {
        this(worker, MAX_GATHERED);
    }

    KeyUses(WorkerTransactions worker, int maxGathered) {
        this.worker = worker;
        this.maxGathered = maxGathered;
    }

    /** Notes that a key is used now; costs next to nothing, and blocks nobody. */
    void note(KeyUse use, long nowMillis) {
        if (use.isDue(nowMillis) && gathered.size() < maxGathered) {
            gathered.put(use.keyId(), new Used(use.tenantId(), use.keyId(), Instant.ofEpochMilli(nowMillis)));
        }
    }

    /**
     * Writes what was gathered.
     *
     * @return how many, at most {@value #MAX_WRITTEN_AT_ONCE}
     */
    int write() {
        // In the order of their ids, so that servers that write the same do not wait for each other in a circle.
        List<UUID> ids =
                gathered.keySet().stream().limit(MAX_WRITTEN_AT_ONCE).sorted().toList();
        List<Used> uses = new ArrayList<>();
        for (UUID id : ids) {
            Used use = gathered.remove(id);
            if (use != null) {
                uses.add(use);
            }
        }
        if (!uses.isEmpty()) {
            worker.inTransaction(handle -> {
                PreparedBatch batch = handle.prepareBatch(NOTE);
                for (Used use : uses) {
                    batch.bind("tenant", use.tenantId())
                            .bind("id", use.keyId())
                            .bind("at", use.at().atOffset(ZoneOffset.UTC))
                            .add();
                }
                return batch.execute();
            });
        }
        return uses.size();
    }
}
