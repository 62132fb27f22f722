package io.virtualqueue.server.webhook;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Whom to tell of what; its secrets and headers are kept apart, sealed.
 *
 * @param applicationId only of this application's queues; null for all
 * @param queueId only of this queue; null for all
 * @param events patterns, see {@link EventName#isPattern}
 * @param activeSince what happened before is not delivered
 * @param disabledReason why the server switched it off; null when it did not
 * @param failingSince since when every attempt has failed; null when the last one did not
 */
record Webhook(
        UUID tenantId,
        UUID id,
        Kind kind,
        @Nullable UUID applicationId,
        @Nullable UUID queueId,
        String name,
        @Nullable String description,
        String url,
        List<String> events,
        RetryPolicy retryPolicy,
        boolean isActive,
        Instant activeSince,
        @Nullable String disabledReason,
        @Nullable Instant failingSince,
        Instant createdAt,
        Instant updatedAt) {

    /** What it was made as. */
    enum Kind {
        WEBHOOK,
        CALLBACK
    }

    Webhook {
        events = List.copyOf(events);
    }
}
