package io.virtualqueue.server.webhook;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whose session it is, read when it is told.
 *
 * @param userName null when none was told, or it is erased
 * @param userEmail null when none was told, or it is erased
 * @param ticket what the person is called by at a service desk, or null
 */
record ToldSession(
        String userId,
        Instant joinedAt,
        @Nullable String userName,
        @Nullable String userEmail,
        @Nullable String ticket) {
    @Override
    public String toString() {
        return "ToldSession[…]";
    }
}
