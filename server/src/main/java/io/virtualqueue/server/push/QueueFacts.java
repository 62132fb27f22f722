package io.virtualqueue.server.push;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.virtualqueue.engine.QueueState;
import io.virtualqueue.engine.QueueStatus;
import io.virtualqueue.engine.WaitEstimate;
import io.virtualqueue.server.http.SpokenDuration;
import io.virtualqueue.server.journal.QueueKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What everyone in a queue may know of it.
 *
 * @param servingUsers how many are released, called or serving
 * @param openCounters how many counters of a service desk serve it now; 0 where nobody says
 * @param estimatedWaitSeconds what half of those who join now will wait at most; null when nobody can tell
 * @param seq the number of the newest event in it
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record QueueFacts(
        UUID queueId,
        UUID tenantId,
        String name,
        String status,
        boolean isActive,
        int waitingUsers,
        int servingUsers,
        int openCounters,
        @Nullable Long estimatedWaitSeconds,
        @Nullable Long estimatedWaitSecondsP90,
        @Nullable String estimatedWaitTime,
        long seq) {

    static QueueFacts of(QueueKey key, QueueState queue, Instant now, SpokenDuration speech) {
        QueueStatus status = queue.settings().status();
        WaitEstimate wait =
                queue.waitEstimate(queue.positionOnJoining(queue.settings().defaultLevel(), now), now);
        return new QueueFacts(
                key.queueId(),
                key.tenantId(),
                queue.settings().name(),
                status.name().toLowerCase(Locale.ROOT),
                status == QueueStatus.ACTIVE,
                queue.waiting(),
                queue.inService(),
                queue.desk().openCounters(),
                wait == null ? null : roundedUp(wait.median()),
                wait == null ? null : roundedUp(wait.p90()),
                wait == null ? null : speech.say(wait.median(), null),
                queue.seq());
    }

    /** Whether a listener would see a difference; that time went by is none. */
    boolean tellsTheSameAs(@Nullable QueueFacts other) {
        return other != null
                && waitingUsers == other.waitingUsers
                && servingUsers == other.servingUsers
                && openCounters == other.openCounters
                && status.equals(other.status)
                && name.equals(other.name);
    }

    private static long roundedUp(Duration wait) {
        return wait.plusSeconds(1).minusNanos(1).toSeconds();
    }
}
