package io.virtualqueue.server.queue;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.virtualqueue.engine.QueueState;
import io.virtualqueue.engine.QueueStatus;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How full a queue is, and how long someone who joins now will wait; the fields mean what they do in a queue. */
@Schema(name = "QueueStatus")
public record StatusView(
        UUID queueId,

        @Schema(enumeration = {"active", "paused", "closed"})
        String status,

        boolean isActive,
        @JsonUnwrapped OpenTimes opening,
        int waitingUsers,
        int servingUsers,
        @Nullable Long estimatedWaitSeconds,
        @Nullable Long estimatedWaitSecondsP90,
        @Nullable String estimatedWaitTime,
        long seq) {

    static StatusView of(UUID queueId, QueueState queue, JoiningWait wait, Instant now) {
        QueueStatus status = queue.settings().status();
        return new StatusView(
                queueId,
                Wire.name(status),
                status == QueueStatus.ACTIVE,
                OpenTimes.of(queue.settings(), now),
                queue.waiting(),
                queue.inService(),
                wait.seconds(),
                wait.secondsP90(),
                wait.spoken(),
                queue.seq());
    }
}
