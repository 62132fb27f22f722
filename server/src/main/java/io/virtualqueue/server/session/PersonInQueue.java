package io.virtualqueue.server.session;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Someone in a queue, as staff see them.
 *
 * @param person empty when nothing was told or it has been erased
 * @param position 1 for who goes next; 0 when called or being served
 * @param estimatedWaitSeconds what half of those at this position wait at most; null when nobody can tell
 * @param calledAt null for who waits
 */
public record PersonInQueue(
        UUID sessionId,
        Person person,
        String status,
        int position,
        @Nullable Long estimatedWaitSeconds,
        Instant joinedAt,
        @Nullable Instant calledAt) {}
