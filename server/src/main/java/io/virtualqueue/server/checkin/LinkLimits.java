package io.virtualqueue.server.checkin;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.virtualqueue.server.http.ProblemException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** Holds joins by a link against its limit, wherever they come from; each server counts by itself. */
@Singleton
final class LinkLimits {
    static final int MAX_LINKS = 10_000;

    private static final Duration PERIOD = Duration.ofMinutes(1);

    private final Cache<UUID, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(MAX_LINKS)
            // A bucket that nobody used for so long is full, and forgetting it changes nothing.
            .expireAfterAccess(PERIOD.multipliedBy(2))
            .build();

    @Inject
    LinkLimits() {}

    /**
     * Counts one join.
     *
     * @throws ProblemException 429 when there were too many
     */
    void take(Link link) {
        Bucket bucket = buckets.get(link.id(), _ -> bucket(link.joinsPerMinute()));
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            long seconds = Math.ceilDiv(probe.getNanosToWaitForRefill(), TimeUnit.SECONDS.toNanos(1));
            throw ProblemException.tooMany(
                    "rate_limited",
                    "More than " + link.joinsPerMinute() + " joins by this link in a minute.",
                    Math.max(1, seconds));
        }
    }

    private static Bucket bucket(int perMinute) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, PERIOD))
                .build();
    }
}
