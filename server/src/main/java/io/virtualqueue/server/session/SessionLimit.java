package io.virtualqueue.server.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.virtualqueue.engine.QueueState;
import io.virtualqueue.server.http.ProblemException;
import io.virtualqueue.server.identity.Sandbox;
import io.virtualqueue.server.journal.Journal;
import io.virtualqueue.server.journal.QueueKey;
import io.virtualqueue.server.tenant.TenantLimits;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Holds joins against the number of live sessions that their tenant may have. It is counted in memory, so that joins on
 * one server never pass the limit, and on several by what they take at the same moment.
 */
@Singleton
final class SessionLimit {
    /** How long a count of all queues is used; between, what this server takes in is added. */
    static final Duration COUNT_EVERY = Duration.ofMillis(100);

    private static final int MAX_TENANTS = 10_000;

    private final Journal journal;
    private final TenantLimits limits;
    private final Cache<UUID, Count> counts =
            Caffeine.newBuilder().maximumSize(MAX_TENANTS).build();

    @Inject
    SessionLimit(Journal journal, TenantLimits limits) {
        this.journal = journal;
        this.limits = limits;
    }

    /**
     * Joins unless the tenant has all the sessions that it may have. Who has a place in the queue needs no other.
     *
     * @throws ProblemException 409 when the limit is reached
     */
    <T> CompletionStage<T> within(QueueKey queue, UUID userKey, Supplier<CompletionStage<T>> join) {
        Integer limit = limits.of(Sandbox.liveOf(queue.tenantId())).sessions();
        if (limit == null || hasPlace(queue, userKey)) {
            return join.get();
        }
        Count count = counts.get(queue.tenantId(), Count::new);
        if (!count.begin(limit)) {
            throw ProblemException.limitReached("sessions", limit);
        }
        return join.get().whenComplete((_, failure) -> count.end(failure));
    }

    private boolean hasPlace(QueueKey queue, UUID userKey) {
        QueueState held = journal.held(queue);
        return held != null && held.liveSessionOf(userKey) != null;
    }

    /** What is known of one tenant's live sessions. */
    private final class Count {
        private final UUID tenantId;
        private long live;
        private long countedAtNanos;
        private int underWay;
        private int joinedSince;

        private Count(UUID tenantId) {
            this.tenantId = tenantId;
            count(System.nanoTime());
        }

        private synchronized boolean begin(int limit) {
            long now = System.nanoTime();
            if (now - countedAtNanos > COUNT_EVERY.toNanos()) {
                count(now);
            }
            if (live + joinedSince + underWay >= limit) {
                return false;
            }
            underWay++;
            return true;
        }

        /** What is done is published before, so that the next count has it. */
        private synchronized void end(@Nullable Throwable failure) {
            underWay--;
            joinedSince += failure == null ? 1 : 0;
        }

        private void count(long nanoTime) {
            long[] sum = {0};
            journal.forEachHeld((key, queue) -> {
                if (key.tenantId().equals(tenantId) && queue.exists()) {
                    sum[0] += queue.waiting() + queue.inService();
                }
            });
            live = sum[0];
            joinedSince = 0;
            countedAtNanos = nanoTime;
        }
    }
}
