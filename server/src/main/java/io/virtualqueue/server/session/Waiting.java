package io.virtualqueue.server.session;

import io.virtualqueue.engine.QueueState;
import io.virtualqueue.engine.Session;
import io.virtualqueue.engine.SessionStatus;
import io.virtualqueue.engine.WaitEstimate;
import io.virtualqueue.server.http.SpokenDuration;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a session is from its turn.
 *
 * @param position 1 + the number of those before; 0 when not waiting
 * @param seconds half of those in this place wait no longer; 0 once it is their turn, null when nobody can tell
 * @param secondsP90 nine in ten wait no longer; null together with {@code seconds}
 * @param spoken {@code seconds} in the caller's language
 */
record Waiting(
        int position,
        @Nullable Long seconds,
        @Nullable Long secondsP90,
        @Nullable String spoken) {

    private static final Waiting ENDED = new Waiting(0, null, null, null);

    /** As the given state knows it, which the session comes from if it is live. */
    static Waiting of(
            QueueState state, Session session, Instant now, SpokenDuration speech, @Nullable String acceptLanguage) {
        if (session.status() != SessionStatus.WAITING) {
            return session.status().isInService()
                    ? new Waiting(0, 0L, 0L, speech.say(Duration.ZERO, acceptLanguage))
                    : ENDED;
        }
        int position = state.position(session);
        WaitEstimate estimate = state.waitEstimate(position, now);
        return estimate == null
                ? new Waiting(position, null, null, null)
                : new Waiting(
                        position,
                        seconds(estimate.median()),
                        seconds(estimate.p90()),
                        speech.say(estimate.median(), acceptLanguage));
    }

    int ahead() {
        return Math.max(0, position - 1);
    }

    /** Rounded up: a wait is not over before it is. */
    private static long seconds(Duration wait) {
        return wait.plusSeconds(1).minusNanos(1).toSeconds();
    }
}
