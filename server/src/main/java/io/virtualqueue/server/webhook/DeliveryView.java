package io.virtualqueue.server.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.virtualqueue.server.http.Pagination;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A delivery as clients see it: what became of telling one webhook of one event. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "WebhookDelivery")
record DeliveryView(
        @Schema(description = "The X-Webhook-Delivery of its attempts.")
        UUID id,

        UUID webhookId,

        @Schema(description = "The id in the body; the same for all webhooks and when it is sent again.")
        UUID eventId,

        String eventType,
        UUID queueId,

        @Schema(description = "Absent for events of queues.") @Nullable
        UUID sessionId,

        Instant happenedAt,

        @Schema(enumeration = {"pending", "delivered", "dead"})
        String state,

        @Schema(description = "Whether somebody asked for it again.")
        boolean isReplay,

        @Schema(description = "When it is tried next at the earliest; absent when it is not.") @Nullable
        Instant nextAttemptAt,

        List<Attempt> attempts,
        Instant createdAt,

        @Schema(description = "Absent while it is pending.") @Nullable
        Instant endedAt,

        @Schema(description = "When a dead one was sent again, as another delivery.") @Nullable
        Instant replayedAt) {
    /** How much of an answer is kept. */
    static final int MAX_EXCERPT_LENGTH = 500;

    /**
     * One attempt.
     *
     * @param status null when there was no answer
     * @param excerpt how the answer began, at most {@value #MAX_EXCERPT_LENGTH} characters
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "WebhookAttempt")
    record Attempt(
            Instant at,

            @Schema(description = "Absent when there was no answer.") @Nullable
            Integer status,

            long latencyMillis,

            @Schema(description = "Why there was no answer.") @Nullable
            String error,

            @Schema(description = "How the answer began.", maxLength = MAX_EXCERPT_LENGTH) @Nullable
            String excerpt) {}

    /** A page of deliveries. */
    @Schema(name = "WebhookDeliveries")
    record Page(List<DeliveryView> deliveries, Pagination pagination) {}
}
