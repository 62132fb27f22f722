package io.virtualqueue.server.feedback;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A session as far as it matters here.
 *
 * @param endedAt null while it has not ended
 * @param feedback null while none has been given
 */
record RatedSession(
        String status,
        @Nullable String counterId,
        String queueName,
        @Nullable Instant endedAt,
        @Nullable Feedback feedback) {

    private static final String COMPLETED = "completed";

    static boolean isCompleted(String status) {
        return COMPLETED.equals(status);
    }
}
