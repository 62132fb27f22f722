package io.virtualqueue.server.throttle;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.BandwidthBuilder.BandwidthBuilderBuildStage;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.TokensInheritanceStrategy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Counts in this server's memory, each client by a token bucket that fills evenly within a minute. Several servers allow
 * a client as many times the limit as there are servers that it calls.
 */
@Singleton
final class LocalRateLimiter implements RateLimiter {
    /**
     * Clients counted at one time, about 30 MB. Where there are more, those that call seldom are forgotten, so that what
     * calls often stays limited.
     */
    static final int MAX_CLIENTS = 100_000;

    /** The time that a limit is for. A bucket that nobody used for so long is full, and forgetting it changes nothing. */
    static final Duration PERIOD = Duration.ofMinutes(1);

    private final TimeMeter time;
    private final Cache<Client, Slot> slots;

    /** A client's bucket, and the limit that it is made for. */
    private record Slot(Bucket bucket, int perMinute) {}

    @Inject
    LocalRateLimiter() {
        this(TimeMeter.SYSTEM_NANOTIME, MAX_CLIENTS);
    }

    LocalRateLimiter(TimeMeter time, int maxClients) {
        this.time = time;
        this.slots = Caffeine.newBuilder()
                .maximumSize(maxClients)
                .expireAfterAccess(PERIOD)
                .ticker(time::currentTimeNanos)
                .build();
    }

    @Override
    public void take(Client client, int perMinute, Consumer<Verdict> then) {
        ConsumptionProbe probe = bucket(client, perMinute).tryConsumeAndReturnRemaining(1);
        then.accept(new Verdict(
                perMinute,
                probe.getRemainingTokens(),
                seconds(probe.getNanosToWaitForReset()),
                probe.isConsumed() ? 0 : Math.max(1, seconds(probe.getNanosToWaitForRefill()))));
    }

    private Bucket bucket(Client client, int perMinute) {
        Slot known = slots.getIfPresent(client);
        if (known == null || known.perMinute() != perMinute) {
            known = slots.asMap()
                    .compute(client, (_, slot) -> slot == null ? newSlot(perMinute) : changed(slot, perMinute));
        }
        return known.bucket();
    }

    private Slot newSlot(int perMinute) {
        return new Slot(
                Bucket.builder()
                        .addLimit(bandwidth(perMinute))
                        .withCustomTimePrecision(time)
                        .build(),
                perMinute);
    }

    /** The same part of the new limit remains as of the old one. */
    private static Slot changed(Slot slot, int perMinute) {
        if (slot.perMinute() == perMinute) {
            return slot;
        }
        slot.bucket()
                .replaceConfiguration(
                        BucketConfiguration.builder()
                                .addLimit(bandwidth(perMinute))
                                .build(),
                        TokensInheritanceStrategy.PROPORTIONALLY);
        return new Slot(slot.bucket(), perMinute);
    }

    private static Bandwidth bandwidth(int perMinute) {
        BandwidthBuilderBuildStage stage =
                Bandwidth.builder().capacity(perMinute).refillGreedy(perMinute, PERIOD);
        return stage.build();
    }

    private static long seconds(long nanos) {
        return Math.ceilDiv(nanos, TimeUnit.SECONDS.toNanos(1));
    }
}
