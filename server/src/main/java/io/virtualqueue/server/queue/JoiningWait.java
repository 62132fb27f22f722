package io.virtualqueue.server.queue;

import io.virtualqueue.engine.QueueState;
import io.virtualqueue.engine.WaitEstimate;
import io.virtualqueue.server.http.SpokenDuration;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How long someone who joins now will wait; all null when nobody can tell. */
record JoiningWait(
        @Nullable Long seconds,
        @Nullable Long secondsP90,
        @Nullable String spoken) {
    private static final JoiningWait UNKNOWN = new JoiningWait(null, null, null);

    static JoiningWait in(QueueState queue, Instant now, SpokenDuration language, @Nullable String acceptLanguage) {
        int position = queue.positionOnJoining(queue.settings().defaultLevel(), now);
        WaitEstimate estimate = queue.waitEstimate(position, now);
        return estimate == null
                ? UNKNOWN
                : new JoiningWait(
                        roundedUp(estimate.median()),
                        roundedUp(estimate.p90()),
                        language.say(estimate.median(), acceptLanguage));
    }

    private static long roundedUp(Duration wait) {
        return wait.plusSeconds(1).minusNanos(1).toSeconds();
    }
}
