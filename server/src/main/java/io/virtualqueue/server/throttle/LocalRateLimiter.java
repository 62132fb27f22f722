package io.virtualqueue.server.throttle;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.TokensInheritanceStrategy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Counts in this server's memory, each client by a token bucket that fills evenly within a minute. Several servers allow
 * a client as many times the limit as there are servers that it calls.
 */
@Singleton
final class LocalRateLimiter implements RateLimiter {
    /** Clients counted at one time, about 20 MB. Where there are more, those that have not called longest are forgotten. */
    static final int MAX_CLIENTS = 100_000;

    /** The time that a limit is for. A bucket that nobody used for so long is full, and forgetting it changes nothing. */
    static final Duration PERIOD = Duration.ofMinutes(1);

    private final TimeMeter time;
    private final int maxPerGeneration;
    private volatile Generations generations;

    /** A client's bucket, and the limit that it is made for. */
    private record Slot(Bucket bucket, int perMinute) {}

    /**
     * Who calls is moved among the young; after a period, or when there are too many, the young are the old ones, and the
     * old ones are forgotten. A cache that keeps books of each read would cost more than the counting.
     */
    private record Generations(
            long number, ConcurrentMap<Client, Slot> young, ConcurrentMap<Client, Slot> old, long sinceNanos) {
        static Generations first(long nanos) {
            return new Generations(0, new ConcurrentHashMap<>(), new ConcurrentHashMap<>(), nanos);
        }

        Generations next(long nanos) {
            return new Generations(number + 1, new ConcurrentHashMap<>(), young, nanos);
        }
    }

    @Inject
    LocalRateLimiter() {
        this(TimeMeter.SYSTEM_NANOTIME, MAX_CLIENTS);
    }

    LocalRateLimiter(TimeMeter time, int maxClients) {
        this.time = time;
        this.maxPerGeneration = maxClients / 2;
        this.generations = Generations.first(time.currentTimeNanos());
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

    @Override
    public void giveBack(Client client) {
        Slot slot = generations.young().get(client);
        if (slot != null) {
            slot.bucket().addTokens(1);
        }
    }

    private Bucket bucket(Client client, int perMinute) {
        Generations now = generations;
        if (time.currentTimeNanos() - now.sinceNanos() >= PERIOD.toNanos()) {
            now = replace(now);
        }
        Slot slot = now.young().get(client);
        return slot != null && slot.perMinute() == perMinute
                ? slot.bucket()
                : rejuvenated(now, client, perMinute).bucket();
    }

    private Slot rejuvenated(Generations now, Client client, int perMinute) {
        Slot slot = now.young()
                .compute(
                        client, (_, young) -> upToDate(young == null ? now.old().get(client) : young, perMinute));
        if (now.young().size() >= maxPerGeneration) {
            replace(now);
        }
        return slot;
    }

    /** Whoever comes late finds that another has done it. */
    private synchronized Generations replace(Generations outdated) {
        if (generations.number() == outdated.number()) {
            generations = outdated.next(time.currentTimeNanos());
        }
        return generations;
    }

    private Slot upToDate(@Nullable Slot slot, int perMinute) {
        if (slot == null) {
            return newSlot(perMinute);
        }
        return slot.perMinute() == perMinute ? slot : changed(slot, perMinute);
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
        slot.bucket()
                .replaceConfiguration(
                        BucketConfiguration.builder()
                                .addLimit(bandwidth(perMinute))
                                .build(),
                        TokensInheritanceStrategy.PROPORTIONALLY);
        return new Slot(slot.bucket(), perMinute);
    }

    private static Bandwidth bandwidth(int perMinute) {
        return Bandwidth.builder()
                .capacity(perMinute)
                .refillGreedy(perMinute, PERIOD)
                .build();
    }

    private static long seconds(long nanos) {
        return Math.ceilDiv(nanos, TimeUnit.SECONDS.toNanos(1));
    }
}
