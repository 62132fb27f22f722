package io.virtualqueue.server.journal;

import io.virtualqueue.engine.Event;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event as the columns of the table {@code event}. {@link #of} and {@link #event} are each other's inverse.
 *
 * @param type name in the enum {@code event_type}
 * @param data JSON: the settings, or the one extra field that some types have
 */
record EventColumns(
        String type,
        @Nullable UUID sessionId,
        @Nullable UUID userKey,
        @Nullable Short level,
        @Nullable Long orderKey,
        @Nullable String data) {

    private static final String ABANDONED = "{\"abandoned\": true}";

    static EventColumns of(Event event) {
        return switch (event) {
            case Event.Created(var settings) -> withData("created", null, EventData.settings(settings));
            case Event.SettingsChanged(var settings) ->
                withData("settings_changed", null, EventData.settings(settings));
            case Event.Deleted() -> withData("deleted", null, null);
            case Event.Joined(var id, var userKey, var level, var orderKey) ->
                new EventColumns("joined", id, userKey, (short) level, orderKey, null);
            case Event.Released(var id) -> withData("released", id, null);
            case Event.Called(var id, var counterId) -> withData("called", id, EventData.counter(counterId));
            case Event.Served(var id) -> withData("served", id, null);
            case Event.Completed(var id) -> withData("completed", id, null);
            case Event.Left(var id, var abandoned) -> withData("left", id, abandoned ? ABANDONED : null);
            case Event.Expired(var id) -> withData("expired", id, null);
            case Event.NoShowed(var id) -> withData("no_showed", id, null);
            case Event.Transferred(var id) -> withData("transferred", id, null);
            case Event.Returned(var id, var orderKey) -> new EventColumns("returned", id, null, null, orderKey, null);
        };
    }

    private static EventColumns withData(String type, @Nullable UUID sessionId, @Nullable String data) {
        return new EventColumns(type, sessionId, null, null, null, data);
    }

    Event event() {
        return switch (type) {
            case "created" -> new Event.Created(EventData.settings(needed(data)));
            case "settings_changed" -> new Event.SettingsChanged(EventData.settings(needed(data)));
            case "deleted" -> new Event.Deleted();
            case "joined" -> new Event.Joined(needed(sessionId), needed(userKey), needed(level), needed(orderKey));
            case "released" -> new Event.Released(needed(sessionId));
            case "called" -> new Event.Called(needed(sessionId), EventData.counterOf(data));
            case "served" -> new Event.Served(needed(sessionId));
            case "completed" -> new Event.Completed(needed(sessionId));
            case "left" -> new Event.Left(needed(sessionId), data != null);
            case "expired" -> new Event.Expired(needed(sessionId));
            case "no_showed" -> new Event.NoShowed(needed(sessionId));
            case "transferred" -> new Event.Transferred(needed(sessionId));
            case "returned" -> new Event.Returned(needed(sessionId), needed(orderKey));
            default -> throw new IllegalStateException("the journal holds an event of an unknown type: " + type);
        };
    }

    private <T> T needed(@Nullable T column) {
        if (column == null) {
            throw new IllegalStateException("the journal holds an incomplete event of type " + type);
        }
        return column;
    }
}
