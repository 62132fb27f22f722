package io.virtualqueue.server.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quarkus.virtual.threads.VirtualThreads;
import io.virtualqueue.server.db.Sql;
import io.virtualqueue.server.db.TenantTransactions;
import io.virtualqueue.server.http.ProblemException;
import io.virtualqueue.server.journal.QueueKey;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/** Finds the tenant and the application of a queue for those who come without a credential. */
@Singleton
final class PublicQueues {
    static final int MAX_KNOWN = 10_000;
    /** So long visitors may still come in after the tenant is deleted. */
    private static final Duration KNOWN_FOR = Duration.ofSeconds(10);

    private static final String OWNER_OF_QUEUE = Sql.text(PublicQueues.class, "owner_of_queue");

    private final TenantTransactions tenants;
    private final ExecutorService threads;
    private final Cache<UUID, Found> known;

    /**
     * A queue and whose it is.
     *
     * @param applicationId the application that made it, or null
     */
    record Found(QueueKey key, @Nullable UUID applicationId) {}

    @Inject
    PublicQueues(TenantTransactions tenants, @VirtualThreads ExecutorService threads) {
        this(tenants, threads, MAX_KNOWN);
    }

    PublicQueues(TenantTransactions tenants, ExecutorService threads, int maxKnown) {
        this.tenants = tenants;
        this.threads = threads;
        this.known = Caffeine.newBuilder()
                .maximumSize(maxKnown)
                .expireAfterWrite(KNOWN_FOR)
                .build();
    }

    /** The queue, possibly one that was deleted meanwhile; fails with 404 when there is none. */
    CompletionStage<Found> find(UUID queueId) {
        Found found = known.getIfPresent(queueId);
        return found != null
                ? CompletableFuture.completedStage(found)
                : CompletableFuture.supplyAsync(() -> lookUp(queueId), threads);
    }

    private Found lookUp(UUID queueId) {
        Found found = tenants.beforeTenant(handle -> handle.createQuery(OWNER_OF_QUEUE)
                        .bind("queueId", queueId)
                        .map((row, _) -> new Found(
                                new QueueKey(row.getObject(1, UUID.class), queueId), row.getObject(2, UUID.class)))
                        .findOne())
                .orElseThrow(() -> ProblemException.notFound("There is no such queue."));
        known.put(queueId, found);
        return found;
    }

    long known() {
        known.cleanUp();
        return known.estimatedSize();
    }
}
