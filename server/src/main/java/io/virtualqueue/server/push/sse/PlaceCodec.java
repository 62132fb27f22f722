package io.virtualqueue.server.push.sse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.virtualqueue.server.push.Audience;
import io.virtualqueue.server.push.Codec;
import io.virtualqueue.server.push.Update;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** For those who wait: where they stand, and how full the queue is. Whoever comes back gets both anew. */
@Singleton
final class PlaceCodec implements Codec {
    private final ObjectMapper mapper;

    @Inject
    PlaceCodec(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    @Override
    public @Nullable String encode(Update update, Audience audience) {
        return switch (update) {
            case Update.QueueChanged changed -> event("queue", changed.facts().seq(), changed.facts());
            case Update.Moved moved -> event("position", moved.place().seq(), moved.place());
            case Update.Gone gone -> event("position", gone.place().seq(), gone.place());
            case Update.GetReady ready -> event("get-ready", ready.place().seq(), ready.place());
            case Update.Joined _, Update.Processed _, Update.Happened _, Update.Test _ -> null;
        };
    }

    private String event(String name, long seq, Object data) {
        try {
            return "id: " + seq + "\nevent: " + name + "\ndata: " + mapper.writeValueAsString(data) + "\n\n";
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Facts are made for JSON", impossible);
        }
    }
}
