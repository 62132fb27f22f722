package io.virtualqueue.bench.line;

import io.virtualqueue.engine.QueueSettings;
import io.virtualqueue.engine.QueueState;
import io.virtualqueue.engine.Session;
import io.virtualqueue.engine.SessionStatus;
import io.virtualqueue.engine.Shares;
import io.virtualqueue.engine.Snapshot;
import io.virtualqueue.engine.TokenBucket;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/**
 * The people of a queue, by number. Ids are computed from the number, so that a benchmark draws one at random without
 * touching memory: what it then misses in the caches is the engine's own.
 */
final class People {
    /** When the first one joined. */
    static final Instant OPENED = Instant.parse("2026-01-01T08:00:00Z");

    private static final int MICROS_BETWEEN_BATCHES = 500;
    /** So many join in one batch, at one time. */
    private static final int JOINS_PER_BATCH = 20;

    private static final int[] LEVELS = {20, 30, 40};
    /** More than any benchmark releases. */
    private static final int RATE_PER_MINUTE = 10_000_000;

    private static final int CAPACITY = 100_000_000;

    private People() {}

    /** The id of a session: a UUID of version 7, with the millisecond of joining and 74 bits that look random. */
    static UUID id(long number) {
        long millis = OPENED.toEpochMilli() + number / JOINS_PER_BATCH * MICROS_BETWEEN_BATCHES / 1_000;
        long random = mixed(number);
        return new UUID(millis << 16 | 0x7000 | random >>> 52, (random & 0x3FFF_FFFF_FFFF_FFFFL) | 1L << 63);
    }

    /** What stands for the person: a digest, so all bits look random. */
    static UUID userKey(long number) {
        return new UUID(mixed(~number), mixed(mixed(~number)));
    }

    static Instant joinedAt(long number) {
        return OPENED.plus(number / JOINS_PER_BATCH * MICROS_BETWEEN_BATCHES, ChronoUnit.MICROS);
    }

    /** A waiting room with so many waiting, in three levels. */
    static QueueState waiting(int count) {
        return QueueState.restore(snapshot(count));
    }

    static Snapshot snapshot(int count) {
        Session[] sessions = new Session[count];
        for (int number = 0; number < count; number++) {
            sessions[number] = session(number);
        }
        Instant last = joinedAt(count);
        return new Snapshot(
                count + 1L,
                last,
                QueueSettings.waitingRoom("room", CAPACITY, RATE_PER_MINUTE),
                false,
                OPENED,
                OPENED,
                new TokenBucket(RATE_PER_MINUTE * 1_000_000L, last),
                Shares.NONE,
                List.of(sessions));
    }

    private static Session session(long number) {
        Instant joinedAt = joinedAt(number);
        return new Session(
                id(number),
                userKey(number),
                LEVELS[(int) Long.remainderUnsigned(mixed(number + 1), LEVELS.length)],
                ChronoUnit.MICROS.between(Instant.EPOCH, joinedAt),
                number + 2,
                SessionStatus.WAITING,
                joinedAt,
                joinedAt,
                null);
    }

    /** So many different numbers below {@code count}, in no order. */
    static long[] sample(int size, int count) {
        long[] numbers = new long[size];
        Arrays.setAll(numbers, at -> (long) at * count / size);
        for (int at = size - 1; at > 0; at--) {
            int other = (int) Long.remainderUnsigned(mixed(at), at + 1L);
            long number = numbers[at];
            numbers[at] = numbers[other];
            numbers[other] = number;
        }
        return numbers;
    }

    /** The finaliser of the generator splitmix64 (Steele, Lea, Flood 2014), which is a bijection. */
    static long mixed(long value) {
        long bits = value * 0x9E3779B97F4A7C15L;
        bits = (bits ^ bits >>> 30) * 0xBF58476D1CE4E5B9L;
        bits = (bits ^ bits >>> 27) * 0x94D049BB133111EBL;
        return bits ^ bits >>> 31;
    }
}
