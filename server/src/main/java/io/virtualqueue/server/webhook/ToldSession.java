package io.virtualqueue.server.webhook;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whose session it is, read when it is told.
 *
 * @param userName null when none was told, or it is erased
 * @param userEmail null when none was told, or it is erased
 */
record ToldSession(
        String userId,
        Instant joinedAt,
        @Nullable String userName,
        @Nullable String userEmail) {
    @Override
    public String toString() {
        return "ToldSession[…]";
    }
}
