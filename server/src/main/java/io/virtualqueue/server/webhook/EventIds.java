package io.virtualqueue.server.webhook;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The ids of events as receivers know them: UUIDs of version 8 that begin with the time, as those of version 7, and go on
 * with a hash of what happened. So an event has one id for all webhooks, tries and replays, and its id tells when it was.
 */
final class EventIds {
    private static final int TIME_SHIFT = 16;
    private static final long VERSION = 0x8000L;
    private static final long HASH_MASK = 0xFFFL;
    private static final long VARIANT = 0x8000_0000_0000_0000L;
    private static final int INPUT_BYTES = 80;

    private EventIds() {}

    static UUID of(UUID queueId, long seq, EventName name, @Nullable UUID sessionId, Instant at) {
        ByteBuffer input = ByteBuffer.allocate(INPUT_BYTES)
                .putLong(queueId.getMostSignificantBits())
                .putLong(queueId.getLeastSignificantBits())
                .putLong(seq);
        if (sessionId != null) {
            input.putLong(sessionId.getMostSignificantBits()).putLong(sessionId.getLeastSignificantBits());
        }
        input.put(name.wire().getBytes(StandardCharsets.US_ASCII)).flip();
        ByteBuffer hash = sha256(input);
        long high = (at.toEpochMilli() << TIME_SHIFT) | VERSION | (hash.getLong() & HASH_MASK);
        return new UUID(high, (hash.getLong() >>> 2) | VARIANT);
    }

    /** When the event of that id was, to the millisecond below. */
    static Instant timeOf(UUID eventId) {
        return Instant.ofEpochMilli(eventId.getMostSignificantBits() >>> TIME_SHIFT);
    }

    private static ByteBuffer sha256(ByteBuffer input) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(input);
            return ByteBuffer.wrap(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every JDK has SHA-256", impossible);
        }
    }
}
