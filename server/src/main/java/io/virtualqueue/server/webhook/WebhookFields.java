package io.virtualqueue.server.webhook;

import io.virtualqueue.server.http.Fields;
import io.virtualqueue.server.outbound.OutboundHttp;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What making or changing a webhook takes. When it is made, absent fields have their defaults; when it is changed, absent
 * fields stay, and null clears {@code description}, {@code applicationId}, {@code queueId} and {@code headers}.
 */
@Schema(name = "WebhookFields")
record WebhookFields(
        @Schema(minLength = 1, maxLength = MAX_NAME_LENGTH, description = "Required for a new one.") @Nullable
        String name,

        @Schema(maxLength = MAX_DESCRIPTION_LENGTH) @Nullable
        String description,

        @Schema(
                description = "Where to send to, of http or https; required for a new one.",
                maxLength = WebhookUrls.MAX_LENGTH)
        @Nullable
        String url,

        @Schema(
                description = "What to tell of: names of events, `queue.*`, `user.*` or `*`, which does not include"
                        + " `session.position_changed`. Required for a new one.",
                minItems = 1,
                maxItems = MAX_EVENTS)
        @Nullable
        List<String> events,

        @Schema(description = "Only of queues that this application made; null for all.") @Nullable
        UUID applicationId,

        @Schema(description = "Only of this queue; null for all.") @Nullable
        UUID queueId,

        @Schema(description = "Headers to send besides, by name, at most 20.", additionalProperties = String.class)
        @Nullable
        Map<String, String> headers,

        @Nullable Retries retryPolicy,
        @Schema(defaultValue = "true") @Nullable Boolean isActive,

        @Schema(
                description =
                        "What deliveries are signed with; made by the server when absent. Only for a new one: it is"
                                + " changed by rotating it.",
                minLength = WebhookSecret.MIN_LENGTH,
                maxLength = WebhookSecret.MAX_LENGTH)
        @Nullable
        String secret) {
    static final int MAX_NAME_LENGTH = 100;
    static final int MAX_DESCRIPTION_LENGTH = 500;
    static final int MAX_EVENTS = 30;
    private static final int MAX_EVENT_LENGTH = 50;

    /** When a delivery that failed is tried again; absent fields have their defaults, or stay. */
    @Schema(name = "WebhookRetryPolicy")
    record Retries(
            @Schema(minimum = "0", maximum = "20", defaultValue = "10") @Nullable
            Integer maxRetries,

            @Schema(
                    description = "Milliseconds before the first retry.",
                    minimum = "100",
                    maximum = "3600000",
                    defaultValue = "5000")
            @Nullable
            Integer retryDelay,

            @Schema(
                    description = "By how much longer each wait is than the one before it.",
                    minimum = "1",
                    maximum = "10",
                    defaultValue = "3")
            @Nullable
            Double backoffMultiplier) {

        RetryPolicy over(RetryPolicy now) {
            return new RetryPolicy(
                    maxRetries == null ? now.maxRetries() : maxRetries,
                    retryDelay == null ? now.retryDelay() : Duration.ofMillis(retryDelay),
                    backoffMultiplier == null ? now.backoffMultiplier() : backoffMultiplier);
        }
    }

    /** What a new webhook shall be. */
    record Wish(WebhookSettings settings, Map<String, String> headers, WebhookSecret secret) {
        /** What tells it from others and may be hashed. */
        byte[] withoutSecrets() {
            return (settings + " " + headers.keySet()).getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public String toString() {
            return "Wish";
        }
    }

    /**
     * What shall become of a webhook.
     *
     * @param applicationId the one that it names, or null
     * @param headers null when they stay
     */
    record Change(
            UnaryOperator<WebhookSettings> settings,
            @Nullable UUID applicationId,
            @Nullable Map<String, String> headers) {}

    /** Reads what a new webhook shall be. */
    static Wish wishOf(Fields fields, OutboundHttp outbound) {
        WebhookFields read = read(fields, outbound);
        String name = fields.required("name", read.name(), "");
        String url = fields.required("url", read.url(), "");
        List<String> events = fields.required("events", read.events(), List.of());
        WebhookSecret secret = NewSecret.secret(fields);
        fields.check();
        RetryPolicy policy = read.retryPolicy() == null
                ? RetryPolicy.DEFAULT
                : read.retryPolicy().over(RetryPolicy.DEFAULT);
        var settings = new WebhookSettings(
                name,
                read.description(),
                url,
                events,
                read.applicationId(),
                read.queueId(),
                policy,
                !Boolean.FALSE.equals(read.isActive()));
        return new Wish(settings, read.headers() == null ? Map.of() : read.headers(), secret);
    }

    /** Reads a change. */
    static Change changeOf(Fields fields, OutboundHttp outbound) {
        WebhookFields read = read(fields, outbound);
        if (fields.isPresent("secret")) {
            fields.reject("secret", "is changed by rotating it");
        }
        fields.check();
        boolean describes = fields.isPresent("description");
        boolean setsApplication = fields.isPresent("applicationId");
        boolean setsQueue = fields.isPresent("queueId");
        UnaryOperator<WebhookSettings> settings = now -> new WebhookSettings(
                read.name() == null ? now.name() : read.name(),
                describes ? read.description() : now.description(),
                read.url() == null ? now.url() : read.url(),
                read.events() == null ? now.events() : read.events(),
                setsApplication ? read.applicationId() : now.applicationId(),
                setsQueue ? read.queueId() : now.queueId(),
                read.retryPolicy() == null
                        ? now.retryPolicy()
                        : read.retryPolicy().over(now.retryPolicy()),
                read.isActive() == null ? now.isActive() : read.isActive());
        return new Change(settings, read.applicationId(), read.headers());
    }

    private static WebhookFields read(Fields fields, OutboundHttp outbound) {
        return new WebhookFields(
                fields.optionalText("name", 1, MAX_NAME_LENGTH),
                fields.optionalText("description", 0, MAX_DESCRIPTION_LENGTH),
                WebhookUrls.read(fields, "url", outbound),
                events(fields),
                fields.optionalUuid("applicationId"),
                fields.optionalUuid("queueId"),
                OwnHeaders.read(fields),
                retries(fields),
                fields.optionalFlag("isActive"),
                null);
    }

    private static @Nullable List<String> events(Fields fields) {
        if (!fields.isPresent("events") || fields.isNull("events")) {
            return null;
        }
        List<String> patterns = fields.texts("events", MAX_EVENTS, 1, MAX_EVENT_LENGTH).stream()
                .distinct()
                .toList();
        if (patterns.isEmpty() || !patterns.stream().allMatch(EventName::isPattern)) {
            fields.reject("events", "must be some of " + String.join(", ", EventName.patterns()));
        }
        return patterns;
    }

    private static @Nullable Retries retries(Fields fields) {
        Fields policy = fields.optionalObject("retryPolicy");
        if (policy == null) {
            return null;
        }
        return new Retries(
                policy.optionalInteger("maxRetries", 0, RetryPolicy.MAX_RETRIES),
                policy.optionalInteger(
                        "retryDelay", (int) RetryPolicy.MIN_DELAY.toMillis(), (int) RetryPolicy.MAX_DELAY.toMillis()),
                policy.optionalDecimal("backoffMultiplier", 1, (int) RetryPolicy.MAX_MULTIPLIER));
    }
}
