package io.virtualqueue.engine;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a queue as a whole, its sessions aside. The parts are those of {@link Snapshot}.
 *
 * @param farthestReadyAt the farthest position at which a live session wants to be told to get ready, or more
 */
record Head(
        long seq,
        Instant lastEventAt,
        Instant createdAt,
        Instant updatedAt,
        @Nullable QueueSettings maybeSettings,
        boolean deleted,
        TokenBucket bucket,
        Shares shares,
        DeskFacts desk,
        int farthestReadyAt) {

    static final Head NONE = new Head(
            0,
            Instant.EPOCH,
            Instant.EPOCH,
            Instant.EPOCH,
            null,
            false,
            new TokenBucket(0, Instant.EPOCH),
            Shares.NONE,
            DeskFacts.NONE,
            0);

    static Head of(Snapshot snapshot) {
        return new Head(
                snapshot.seq(),
                snapshot.lastEventAt(),
                snapshot.createdAt(),
                snapshot.updatedAt(),
                snapshot.settings(),
                snapshot.deleted(),
                snapshot.bucket(),
                snapshot.shares(),
                snapshot.desk(),
                farthest(snapshot.live()));
    }

    private static int farthest(List<Session> live) {
        int farthest = 0;
        for (Session session : live) {
            Visit visit = session.visit();
            farthest = visit == null ? farthest : Math.max(farthest, visit.readyAt());
        }
        return farthest;
    }

    Head created(QueueSettings first, Instant at) {
        return new Head(
                seq + 1, at, at, at, first, false, TokenBucket.full(rate(first), at), Shares.NONE, DeskFacts.NONE, 0);
    }

    Head changed(QueueSettings next, TokenBucket carried, Instant at) {
        TokenBucket fitting = carried.atMost(TokenBucket.burst(rate(next)));
        Shares kept = next.order().equals(settings().order()) ? shares : Shares.NONE;
        return new Head(seq + 1, at, createdAt, at, next, deleted, fitting, kept, desk, farthestReadyAt);
    }

    Head deleted(TokenBucket newBucket, Instant at) {
        return new Head(seq + 1, at, createdAt, at, settings(), true, newBucket, shares, desk, farthestReadyAt);
    }

    Head next(TokenBucket newBucket, Instant at) {
        return new Head(
                seq + 1, at, createdAt, updatedAt, settings(), deleted, newBucket, shares, desk, farthestReadyAt);
    }

    /** When a session joins that carries this. */
    Head visited(Visit visit) {
        Ticket ticket = visit.ticket();
        DeskFacts counted =
                ticket != null && ticket.isOf(settings().visits().ticketPrefix()) ? desk.given(ticket) : desk;
        return with(counted, Math.max(farthestReadyAt, visit.readyAt()));
    }

    /** When somebody wants to be told to get ready at this position. */
    Head reaching(int readyAt) {
        return readyAt <= farthestReadyAt ? this : with(desk, readyAt);
    }

    /** When so many counters serve the queue. */
    Head opened(int counters) {
        return with(desk.open(counters), farthestReadyAt);
    }

    private Head with(DeskFacts newDesk, int newFarthest) {
        return new Head(
                seq, lastEventAt, createdAt, updatedAt, maybeSettings, deleted, bucket, shares, newDesk, newFarthest);
    }

    /** Nobody behind this position is to be told to get ready; 0 when nobody is. */
    int readyReach() {
        return exists() ? Math.max(farthestReadyAt, settings().visits().getReadyAt()) : 0;
    }

    /** When somebody begins to wait in this level. */
    Head woken(int level, WaitingLine line) {
        return countsTurns() && line.sizeOf(level) == 0 ? sharing(shares.woken(level)) : this;
    }

    /** When a session has changed so; the line is that from before. */
    Head turned(Session before, Session after, WaitingLine line) {
        if (after.status() == SessionStatus.WAITING) {
            return woken(after.level(), line);
        }
        boolean hadTurn =
                before.status() == SessionStatus.WAITING && after.status().isInService();
        return hadTurn && countsTurns()
                ? sharing(shares.taken(
                        after.level(),
                        Turns.level(settings().levels(), after.level()).weight()))
                : this;
    }

    /** How the levels take turns now; null for the highest first. */
    @Nullable
    Turns turns() {
        List<Level> levels = settings().levels();
        return switch (settings().order()) {
            case STRICT -> null;
            case SHARES -> new Turns.ByShares(levels, shares);
            case AGEING -> new Turns.ByAge(levels);
        };
    }

    /** How many would go before someone who joins this level now. */
    int aheadOfNewcomer(int level, WaitingLine line, Instant now) {
        List<Level> levels = settings().levels();
        return switch (settings().order()) {
            case STRICT -> line.sizeDownTo(level);
            case SHARES -> {
                Shares then = woken(level, line).shares;
                long stride = Shares.stride(Turns.level(levels, level).weight());
                long key = then.mark(level) + line.sizeOf(level) * stride;
                yield line.aheadOfNewcomer(level, key, new Turns.ByShares(levels, then));
            }
            case AGEING -> {
                Turns.ByAge turns = new Turns.ByAge(levels);
                yield line.aheadOfNewcomer(level, Micros.of(now) - turns.headStartMicros(level), turns);
            }
        };
    }

    private Head sharing(Shares newShares) {
        return new Head(
                seq,
                lastEventAt,
                createdAt,
                updatedAt,
                maybeSettings,
                deleted,
                bucket,
                newShares,
                desk,
                farthestReadyAt);
    }

    private boolean countsTurns() {
        return settings().order() == LineOrder.SHARES;
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
