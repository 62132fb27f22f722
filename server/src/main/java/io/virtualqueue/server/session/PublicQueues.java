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

/** Finds the tenant of a queue for those who come without a credential. */
@Singleton
final class PublicQueues {
    static final int MAX_KNOWN = 10_000;
    /** So long visitors may still come in after the tenant is deleted. */
    private static final Duration KNOWN_FOR = Duration.ofSeconds(10);

    private static final String TENANT_OF_QUEUE = Sql.text(PublicQueues.class, "tenant_of_queue");

    private final TenantTransactions tenants;
    private final ExecutorService threads;
    private final Cache<UUID, QueueKey> known;

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
    CompletionStage<QueueKey> find(UUID queueId) {
        QueueKey key = known.getIfPresent(queueId);
        return key != null
                ? CompletableFuture.completedStage(key)
                : CompletableFuture.supplyAsync(() -> lookUp(queueId), threads);
    }

    private QueueKey lookUp(UUID queueId) {
        UUID tenantId = tenants.beforeTenant(handle -> handle.createQuery(TENANT_OF_QUEUE)
                        .bind("queueId", queueId)
                        .mapTo(UUID.class)
                        .findOne())
                .orElseThrow(() -> ProblemException.notFound("There is no such queue."));
        QueueKey key = new QueueKey(tenantId, queueId);
        known.put(queueId, key);
        return key;
    }

    long known() {
        known.cleanUp();
        return known.estimatedSize();
    }
}
