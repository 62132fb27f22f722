package io.virtualqueue.server.push.sse;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.virtualqueue.server.push.Audience;
import io.virtualqueue.server.push.Codec;
import io.virtualqueue.server.push.Update;
import io.virtualqueue.server.push.WireJson;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/**
 * For those who wait: where they stand, and how full the queue is. Whoever comes back gets both anew, but for who has been
 * told of the end: browsers come back by themselves, and say what they heard last.
 */
@Singleton
final class PlaceCodec implements Codec {
    /** The id of the last thing that there is to be told. */
    static final String END = "end";

    private final ObjectMapper mapper;

    @Inject
    PlaceCodec(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    @Override
    public @Nullable String encode(Update update, Audience audience) {
        return switch (update) {
            case Update.QueueChanged changed ->
                event("queue", Long.toString(changed.facts().seq()), changed.facts());
            case Update.Moved moved ->
                event("position", Long.toString(moved.place().seq()), moved.place());
            case Update.Gone gone -> event("position", END, gone.place());
            case Update.GetReady ready ->
                event("get-ready", Long.toString(ready.place().seq()), ready.place());
            case Update.Recalled recalled ->
                event("recalled", Long.toString(recalled.place().seq()), recalled.place());
            case Update.Joined _,
                    Update.Processed _,
                    Update.Happened _,
                    Update.Roll _,
                    Update.Standing _,
                    Update.Test _ -> null;
        };
    }

    private String event(String name, String id, Object data) {
        return "id: " + id + "\nevent: " + name + "\ndata: " + WireJson.write(mapper, data) + "\n\n";
    }
}
