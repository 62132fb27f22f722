package io.virtualqueue.server.feedback;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a person said of how they were served.
 *
 * @param counterId where that was, or null when the session did not say
 * @param rating from {@value #WORST} to {@value #BEST}
 * @param comment null when none was written, or it has been erased
 */
record Feedback(
        UUID sessionId,
        @Nullable String counterId,
        int rating,
        @Nullable SealedComment comment,
        Instant givenAt,
        Instant changedAt) {

    static final int WORST = 1;
    static final int BEST = 5;
    /** In characters. */
    static final int MAX_COMMENT = 1_000;
    /** So long after it was given it may be given again, in the place of the first. */
    static final Duration CHANGEABLE_FOR = Duration.ofHours(1);

    /** From when on it stays as it is. */
    Instant changeableUntil() {
        return givenAt.plus(CHANGEABLE_FOR);
    }

    boolean isChangeableAt(Instant now) {
        return now.isBefore(changeableUntil());
    }
}
