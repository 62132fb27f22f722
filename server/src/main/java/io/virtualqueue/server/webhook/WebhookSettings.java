package io.virtualqueue.server.webhook;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What people set of a webhook, but for its secret and its headers; see {@link Webhook}. */
record WebhookSettings(
        String name,
        @Nullable String description,
        String url,
        List<String> events,
        @Nullable UUID applicationId,
        @Nullable UUID queueId,
        RetryPolicy retryPolicy,
        boolean isActive) {

    WebhookSettings {
        events = List.copyOf(events);
    }

    static WebhookSettings of(Webhook webhook) {
        return new WebhookSettings(
                webhook.name(),
                webhook.description(),
                webhook.url(),
                webhook.events(),
                webhook.applicationId(),
                webhook.queueId(),
                webhook.retryPolicy(),
                webhook.isActive());
    }

    /** As the trail keeps them. */
    Map<String, @Nullable Object> fields() {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("name", name);
        fields.put("description", description);
        fields.put("url", url);
        fields.put("events", events);
        fields.put("applicationId", applicationId == null ? null : applicationId.toString());
        fields.put("queueId", queueId == null ? null : queueId.toString());
        fields.put("maxRetries", retryPolicy.maxRetries());
        fields.put("retryDelay", retryPolicy.retryDelay().toMillis());
        fields.put("backoffMultiplier", retryPolicy.backoffMultiplier());
        fields.put("isActive", isActive);
        return fields;
    }
}
