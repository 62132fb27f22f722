package io.virtualqueue.server.webhook;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A delivery that is to be sent now.
 *
 * @param ord its place among all of its webhook
 * @param chain goes out one after the other
 * @param attempts so far
 * @param beforeOrd the one before it in its chain that is pending too; null when it is the first
 */
record Due(
        long ord,
        UUID id,
        UUID chain,
        UUID eventId,
        EventName name,
        UUID queueId,
        @Nullable UUID sessionId,
        Instant happenedAt,
        Facts facts,
        int attempts,
        @Nullable Long beforeOrd) {}
