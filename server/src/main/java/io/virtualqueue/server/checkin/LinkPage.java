package io.virtualqueue.server.checkin;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.virtualqueue.engine.QueueSettings;
import io.virtualqueue.engine.QueueState;
import io.virtualqueue.engine.WaitEstimate;
import io.virtualqueue.server.http.SpokenDuration;
import io.virtualqueue.server.queue.CustomFields;
import io.virtualqueue.server.queue.OpenTimes;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a kiosk, or a page that a code leads to, has to show. */
@Schema(name = "LinkPage")
record LinkPage(
        String name,

        @Schema(enumeration = {"kiosk", "qr", "mobile"}) String channel,

        boolean takesAppointments,
        List<OfferedQueue> queues) {

    /** A queue that can be joined. */
    @Schema(name = "OfferedQueue")
    record OfferedQueue(
            UUID queueId,
            String name,
            @Schema(nullable = true) @Nullable String description,
            @JsonUnwrapped OpenTimes opening,
            int waitingUsers,

            @Schema(nullable = true, description = "Half of those who join now wait no longer.") @Nullable
            Long estimatedWaitSeconds,

            @Schema(nullable = true) @Nullable String estimatedWaitTime,

            @Schema(description = "What those who join are asked for.")
            List<CustomFields.View> fields) {

        static OfferedQueue of(
                UUID queueId, QueueState queue, Instant now, SpokenDuration speech, @Nullable String language) {
            QueueSettings settings = queue.settings();
            WaitEstimate wait = queue.waitEstimate(queue.positionOnJoining(settings.defaultLevel(), now), now);
            return new OfferedQueue(
                    queueId,
                    settings.name(),
                    settings.description(),
                    OpenTimes.of(settings, now),
                    queue.waiting(),
                    wait == null
                            ? null
                            : wait.median().plusSeconds(1).minusNanos(1).toSeconds(),
                    wait == null ? null : speech.say(wait.median(), language),
                    CustomFields.of(settings.visits().fields()));
        }
    }
}
