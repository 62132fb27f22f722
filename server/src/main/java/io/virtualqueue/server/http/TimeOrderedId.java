package io.virtualqueue.server.http;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** New ids: UUID version 7, each later in order than all that this process made before. */
public final class TimeOrderedId {
    private static final int COUNTER_BITS = 12;
    private static final long VARIANT = 0x8000_0000_0000_0000L;
    private static final long VERSION = 0x7000L;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final AtomicLong LAST = new AtomicLong();

    private TimeOrderedId() {}

    /** The lowest id that can be made at this time or later. */
    public static UUID earliest(Instant at) {
        return new UUID((Math.max(0, at.toEpochMilli()) << 16) | VERSION, VARIANT);
    }

    public static UUID next() {
        long now = System.currentTimeMillis() << COUNTER_BITS;
        // More than 4096 in one millisecond run ahead of the clock rather than out of order.
        long tick = LAST.updateAndGet(last -> Math.max(last + 1, now));
        long high = ((tick >>> COUNTER_BITS) << 16) | VERSION | (tick & 0xFFF);
        return new UUID(high, (RANDOM.nextLong() >>> 2) | VARIANT);
    }
}
