package io.virtualqueue.server.webhook;

import io.virtualqueue.server.outbound.OutboundRequest;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What is sent to a webhook. */
final class DeliveryRequest {
    /** For everything, from looking up the name to the last byte of the answer. */
    static final Duration TIMEOUT = Duration.ofSeconds(30);

    static final String USER_AGENT = "VirtualQueue-Webhook/1.0";

    private static final Set<String> RESERVED = Set.of(
            "accept-encoding",
            "connection",
            "content-encoding",
            "content-length",
            "content-type",
            "expect",
            "host",
            "keep-alive",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "user-agent");
    private static final List<String> RESERVED_KINDS = List.of("proxy-", "sec-", "webhook-", "x-webhook-");

    private DeliveryRequest() {}

    /**
     * What is to be told apart from all else that is sent.
     *
     * @param deliveryId the same for each attempt of one delivery
     * @param eventId the same also for other webhooks and when it is sent again
     */
    record Label(UUID deliveryId, UUID eventId, String eventType) {}

    /** Whether a webhook may have a header of this name of its own. */
    static boolean isFree(String header) {
        String name = header.toLowerCase(Locale.ROOT);
        return !RESERVED.contains(name) && RESERVED_KINDS.stream().noneMatch(name::startsWith);
    }

    /**
     * The request, signed.
     *
     * @param secrets all that are good now, the newest first
     * @param own the webhook's own headers
     */
    static OutboundRequest of(
            String url, List<WebhookSecret> secrets, Map<String, String> own, Label label, Instant at, byte[] body) {
        Map<String, String> headers = new LinkedHashMap<>(own);
        headers.put("Content-Type", "application/json");
        headers.put("User-Agent", USER_AGENT);
        headers.put("X-Webhook-Event", label.eventType());
        headers.put("X-Webhook-Delivery", label.deliveryId().toString());
        headers.put("X-Webhook-Timestamp", Long.toString(at.getEpochSecond()));
        headers.putAll(Signatures.headers(secrets, label.eventId(), at, body));
        return new OutboundRequest("POST", URI.create(url), headers, body, TIMEOUT);
    }
}
