package io.virtualqueue.server.push.websocket;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.virtualqueue.server.push.Audience;
import io.virtualqueue.server.push.Codec;
import io.virtualqueue.server.push.HubWords;
import io.virtualqueue.server.push.Update;
import io.virtualqueue.server.push.WireJson;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Updates as {@code {"type", "data"}}. */
@Singleton
final class PlainCodec implements Codec {
    private final ObjectMapper mapper;

    @Inject
    PlainCodec(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    @Override
    public @Nullable String encode(Update update, Audience audience) {
        HubWords.Told told = HubWords.of(update, audience);
        if (told == null) {
            return null;
        }
        return "{\"type\":\"" + told.name() + "\",\"data\":" + WireJson.write(mapper, told.data()) + "}";
    }

    /** Tells what became of a request: joined, left, or why not. */
    static String answer(String type, String queueId) {
        ObjectNode data = JsonNodeFactory.instance.objectNode().put("queueId", queueId);
        return JsonNodeFactory.instance
                .objectNode()
                .put("type", type)
                .set("data", data)
                .toString();
    }

    static String error(String message, @Nullable String queueId) {
        ObjectNode data = JsonNodeFactory.instance.objectNode().put("message", message);
        if (queueId != null) {
            data.put("queueId", queueId);
        }
        return JsonNodeFactory.instance
                .objectNode()
                .put("type", "Error")
                .set("data", data)
                .toString();
    }
}
