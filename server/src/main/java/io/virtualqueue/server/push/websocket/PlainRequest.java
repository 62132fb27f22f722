package io.virtualqueue.server.push.websocket;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.virtualqueue.server.push.WireJson;
import org.jspecify.annotations.Nullable;

/**
 * What a client sends: {@code {"type": "JoinQueueGroup", "data": {"queueId"}}} as at {@code /hubs/queue}, or {@code
 * {"type": "subscribe", "tenantId", "queueId"}} as at {@code /ws}. Both are understood at both.
 */
sealed interface PlainRequest {

    /** Begin to listen. */
    record Join(@Nullable String tenantId, @Nullable String queueId) implements PlainRequest {}

    /** Listen no more. */
    record Leave(@Nullable String tenantId, @Nullable String queueId) implements PlainRequest {}

    /** Say that you are there. */
    record Ping() implements PlainRequest {}

    /** Something else; the message is fit to be sent to the client. */
    record Unknown(String message) implements PlainRequest {}

    /** Reads a text. */
    static PlainRequest read(String text) {
        JsonNode json;
        try {
            json = WireJson.read(text);
        } catch (JsonProcessingException malformed) {
            return new Unknown("A message must be a JSON object.");
        }
        JsonNode data = json.path("data").isObject() ? json.path("data") : json;
        String tenantId = data.path("tenantId").textValue();
        String queueId = data.path("queueId").textValue();
        return switch (json.path("type").asText()) {
            case "JoinQueueGroup", "subscribe" -> new Join(tenantId, queueId);
            case "LeaveQueueGroup", "unsubscribe" -> new Leave(tenantId, queueId);
            case "ping", "Ping" -> new Ping();
            default -> new Unknown("The type must be JoinQueueGroup, LeaveQueueGroup, subscribe or unsubscribe.");
        };
    }
}
