package io.virtualqueue.server.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.virtualqueue.server.http.Pagination;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A webhook as clients see it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Webhook")
record WebhookView(
        UUID id,
        UUID tenantId,
        String name,
        @Nullable String description,
        String url,
        List<String> events,
        @Nullable UUID applicationId,
        @Nullable UUID queueId,

        @Schema(description = "Only in the answer that made it or gave it another; it is never shown again.") @Nullable
        String secret,

        @Schema(description = "How the secret ends.") String secretHint,

        @Schema(description = "Until when deliveries are signed with the former secret too; absent when they are not.")
        @Nullable
        Instant formerSecretUntil,

        @Schema(description = "Its own headers, by name; the values are masked.", additionalProperties = String.class)
        Map<String, String> headers,

        Policy retryPolicy,
        boolean isActive,

        @Schema(description = "Why the server switched it off; absent when it did not.") @Nullable
        String disabledReason,

        @Schema(description = "Since when every attempt has failed; absent when the last one did not.") @Nullable
        Instant failingSince,

        Instant createdAt,
        Instant updatedAt) {
    static final String ACTIVE = "active";
    static final String INACTIVE = "inactive";

    /** When a delivery that failed is tried again. */
    @Schema(name = "WebhookRetries")
    record Policy(
            int maxRetries,

            @Schema(description = "Milliseconds before the first retry.")
            long retryDelay,

            @Schema(description = "By how much longer each wait is than the one before it.")
            double backoffMultiplier) {}

    /** A page of webhooks. */
    @Schema(name = "Webhooks")
    record Page(List<WebhookView> webhooks, Pagination pagination) {}

    static WebhookView of(Webhooks.Known known) {
        return of(known, null);
    }

    static WebhookView withSecret(Webhooks.Known known) {
        return of(known, known.opened().secrets().getFirst().text());
    }

    private static WebhookView of(Webhooks.Known known, @Nullable String secret) {
        Webhook webhook = known.webhook();
        RetryPolicy policy = webhook.retryPolicy();
        return new WebhookView(
                webhook.id(),
                webhook.tenantId(),
                webhook.name(),
                webhook.description(),
                webhook.url(),
                webhook.events(),
                webhook.applicationId(),
                webhook.queueId(),
                secret,
                known.opened().secrets().getFirst().hint(),
                known.formerSecretUntil(),
                masked(known.opened().headers()),
                new Policy(policy.maxRetries(), policy.retryDelay().toMillis(), policy.backoffMultiplier()),
                webhook.isActive(),
                webhook.disabledReason(),
                webhook.failingSince(),
                webhook.createdAt(),
                webhook.updatedAt());
    }

    private static Map<String, String> masked(Map<String, String> headers) {
        Map<String, String> masked = new LinkedHashMap<>();
        headers.keySet().forEach(name -> masked.put(name, OwnHeaders.MASK));
        return masked;
    }

    @Override
    public String toString() {
        return "Webhook[" + id + "]";
    }
}
