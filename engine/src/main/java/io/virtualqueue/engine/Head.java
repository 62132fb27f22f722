package io.virtualqueue.engine;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is known of a queue as a whole, its sessions aside. The parts are those of {@link Snapshot}. */
record Head(
        long seq,
        Instant lastEventAt,
        Instant createdAt,
        Instant updatedAt,
        @Nullable QueueSettings maybeSettings,
        boolean deleted,
        TokenBucket bucket) {

    static final Head NONE =
            new Head(0, Instant.EPOCH, Instant.EPOCH, Instant.EPOCH, null, false, new TokenBucket(0, Instant.EPOCH));

    static Head of(Snapshot snapshot) {
        return new Head(
                snapshot.seq(),
                snapshot.lastEventAt(),
                snapshot.createdAt(),
                snapshot.updatedAt(),
                snapshot.settings(),
                snapshot.deleted(),
                snapshot.bucket());
    }

    Head created(QueueSettings first, Instant at) {
        return new Head(seq + 1, at, at, at, first, false, TokenBucket.full(rate(first), at));
    }

    Head changed(QueueSettings next, TokenBucket carried, Instant at) {
        TokenBucket fitting = carried.atMost(TokenBucket.burst(rate(next)));
        return new Head(seq + 1, at, createdAt, at, next, deleted, fitting);
    }

    Head deleted(TokenBucket newBucket, Instant at) {
        return new Head(seq + 1, at, createdAt, at, settings(), true, newBucket);
    }

    Head next(TokenBucket newBucket, Instant at) {
        return new Head(seq + 1, at, createdAt, updatedAt, settings(), deleted, newBucket);
    }

    boolean exists() {
        return maybeSettings != null && !deleted;
    }

    QueueSettings settings() {
        if (maybeSettings == null) {
            throw new IllegalStateException("the queue was never created");
        }
        return maybeSettings;
    }

    /** Whether the queue releases people by itself. */
    boolean letsThrough() {
        return exists()
                && settings().kind() == QueueKind.WAITING_ROOM
                && settings().status() != QueueStatus.PAUSED
                && ratePerMinute() > 0;
    }

    /** Releases per minute; 0 where staff call. */
    int ratePerMinute() {
        return rate(settings());
    }

    private static int rate(QueueSettings settings) {
        Integer rate = settings.releaseRatePerMinute();
        return rate == null ? 0 : rate;
    }

    /** How many more may be in service than already are. */
    int freeCapacity(int inService) {
        Integer capacity = settings().maxConcurrentUsers();
        return capacity == null ? Integer.MAX_VALUE : Math.max(0, capacity - inService);
    }

    /**
     * The bucket at this time, if nothing happens until then.
     *
     * @param running whether somebody could be released all the time
     */
    TokenBucket bucketAt(Instant at, boolean running) {
        int rate = ratePerMinute();
        return bucket.refilled(rate, running ? TokenBucket.brim(rate) : TokenBucket.burst(rate), at);
    }
}
