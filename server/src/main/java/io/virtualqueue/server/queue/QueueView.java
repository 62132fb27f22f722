package io.virtualqueue.server.queue;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.virtualqueue.engine.QueueSettings;
import io.virtualqueue.engine.QueueState;
import io.virtualqueue.engine.QueueStatus;
import io.virtualqueue.server.journal.QueueKey;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A queue as clients read it.
 *
 * @param servingUsers how many are released, called or serving
 * @param estimatedWaitSeconds what half of those who join now will wait at most, in seconds; null when nobody can tell
 * @param estimatedWaitSecondsP90 the same for nine in ten
 * @param estimatedWaitTime the same as {@code estimatedWaitSeconds}, in words of the caller's language
 * @param seq the number of the queue's last event
 */
@Schema(name = "Queue")
public record QueueView(
        UUID id,
        UUID tenantId,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable UUID applicationId,
        String name,
        @Nullable String description,

        @Schema(enumeration = {"waiting_room", "service_desk"})
        String kind,

        @Schema(enumeration = {"active", "paused", "closed"})
        String status,

        boolean isActive,
        @Nullable Integer maxConcurrentUsers,
        @Nullable Integer releaseRatePerMinute,
        long passTtlSeconds,
        long servingTimeoutSeconds,
        long abandonAfterSeconds,
        @Schema(enumeration = {"online", "offline"}) String passUse,

        @Schema(enumeration = {"strict", "shares", "ageing"})
        String order,

        List<Priorities.Priority> priorities,
        String defaultPriority,
        @JsonUnwrapped VisitView visits,
        @JsonUnwrapped OpenTimes opening,
        int waitingUsers,
        int servingUsers,
        @Nullable Long estimatedWaitSeconds,
        @Nullable Long estimatedWaitSecondsP90,
        @Nullable String estimatedWaitTime,
        Instant createdAt,
        Instant updatedAt,
        long seq) {

    static QueueView of(QueueKey key, @Nullable UUID applicationId, QueueState queue, JoiningWait wait, Instant now) {
        QueueSettings settings = queue.settings();
        return new QueueView(
                key.queueId(),
                key.tenantId(),
                applicationId,
                settings.name(),
                settings.description(),
                Wire.name(settings.kind()),
                Wire.name(settings.status()),
                settings.status() == QueueStatus.ACTIVE,
                settings.maxConcurrentUsers(),
                settings.releaseRatePerMinute(),
                settings.passTtl().toSeconds(),
                settings.servingTimeout().toSeconds(),
                settings.abandonAfter().toSeconds(),
                Wire.name(settings.passUse()),
                Wire.name(settings.order()),
                Priorities.of(settings.levels()),
                settings.level(settings.defaultLevel()).orElseThrow().name(),
                VisitView.of(settings.visits()),
                OpenTimes.of(settings, now),
                queue.waiting(),
                queue.inService(),
                wait.seconds(),
                wait.secondsP90(),
                wait.spoken(),
                queue.createdAt(),
                queue.updatedAt(),
                queue.seq());
    }
}
