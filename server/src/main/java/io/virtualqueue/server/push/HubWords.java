package io.virtualqueue.server.push;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The words of the hub at {@code /hubs/queue}, the same for SignalR and for plain WebSockets. */
public final class HubWords {
    private HubWords() {}

    /**
     * What is told.
     *
     * @param name such as {@code QueueUpdated}
     * @param data what becomes its JSON
     */
    public record Told(String name, Object data) {}

    /**
     * What an update is called there; null when it is not told. The holder of a session always hears where it stands,
     * also when that is nowhere.
     */
    public static @Nullable Told of(Update update, Audience audience) {
        return switch (update) {
            case Update.QueueChanged changed -> new Told("QueueUpdated", changed.facts());
            case Update.Joined joined -> new Told("UserJoined", joined.place());
            case Update.Gone gone ->
                new Told(audience == Audience.STAFF ? "UserLeft" : "PositionChanged", gone.place());
            case Update.Moved moved -> new Told("PositionChanged", moved.place());
            case Update.GetReady ready -> new Told("GetReady", ready.place());
            case Update.Recalled recalled -> new Told("Recalled", recalled.place());
            case Update.Roll _, Update.Standing _ -> null;
            case Update.Processed(var queue, var processed, var facts) ->
                new Told(
                        "QueueProcessed",
                        Map.of("queueId", queue.queueId(), "processedUsers", processed, "queue", facts));
            case Update.Happened(var queue, var event) -> new Told("EventReceived", EventFacts.of(queue, event));
            case Update.Test(var queue, var message) ->
                new Told("EventReceived", Map.of("type", "test", "queueId", queue.queueId(), "message", message));
        };
    }
}
