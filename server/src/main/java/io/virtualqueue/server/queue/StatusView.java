package io.virtualqueue.server.queue;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.virtualqueue.engine.QueueState;
import io.virtualqueue.engine.QueueStatus;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How full a queue is, and how long someone who joins now will wait; the fields mean what they do in a queue.
 *
 * @param waitBasis what the estimates of a desk rest on; null for a waiting room, and until something is known
 * @param waitCoverage how the estimates have proved; null until one was compared with the wait that came
 */
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
        @Nullable WaitBasisView waitBasis,
        @Nullable WaitCoverageView waitCoverage,
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
                WaitBasisView.of(queue.waitBasis()),
                WaitCoverageView.of(queue.waitCoverage()),
                queue.seq());
    }
}
