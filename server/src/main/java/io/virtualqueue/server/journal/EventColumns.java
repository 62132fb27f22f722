package io.virtualqueue.server.journal;

import io.virtualqueue.engine.Event;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event as the columns of the table {@code event}. {@link #of} and {@link #event} are each other's inverse.
 *
 * @param type name in the enum {@code event_type}
 * @param data JSON: the settings, or what else some types have
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
            case Event.CountersOpened(var count) -> withData("counters_opened", null, EventData.number(count));
            case Event.Joined(var id, var userKey, var level, var orderKey, var visit) ->
                new EventColumns("joined", id, userKey, (short) level, orderKey, EventData.visit(visit));
            case Event.GetReady(var id) -> withData("get_ready", id, null);
            case Event.ReadyAtChosen(var id, var position) ->
                withData("ready_at_chosen", id, EventData.number(position));
            case Event.Moved(var id, var level, var orderKey) ->
                new EventColumns("moved", id, null, (short) level, orderKey, null);
            case Event.Recalled(var id) -> withData("recalled", id, null);
            case Event.Released(var id) -> withData("released", id, null);
            case Event.Called(var id, var counterId) -> withData("called", id, EventData.counter(counterId));
            case Event.Served(var id) -> withData("served", id, null);
            case Event.Completed(var id) -> withData("completed", id, null);
            case Event.Left(var id, var abandoned) -> withData("left", id, abandoned ? ABANDONED : null);
            case Event.Expired(var id) -> withData("expired", id, null);
            case Event.NoShowed(var id) -> withData("no_showed", id, null);
            case Event.Transferred(var id) -> withData("transferred", id, null);
            case Event.Returned(var id, var orderKey, var counterId) ->
                new EventColumns("returned", id, null, null, orderKey, EventData.counter(counterId));
            case Event.Undone undone ->
                new EventColumns(
                        "undone",
                        undone.sessionId(),
                        null,
                        (short) undone.level(),
                        undone.orderKey(),
                        EventData.undone(undone));
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
            case "counters_opened" -> new Event.CountersOpened(EventData.numberOf(needed(data)));
            case "joined" ->
                new Event.Joined(
                        needed(sessionId), needed(userKey), needed(level), needed(orderKey), EventData.visitOf(data));
            case "get_ready" -> new Event.GetReady(needed(sessionId));
            case "ready_at_chosen" -> new Event.ReadyAtChosen(needed(sessionId), EventData.numberOf(needed(data)));
            case "moved" -> new Event.Moved(needed(sessionId), needed(level), needed(orderKey));
            case "recalled" -> new Event.Recalled(needed(sessionId));
            case "released" -> new Event.Released(needed(sessionId));
            case "called" -> new Event.Called(needed(sessionId), EventData.counterOf(data));
            case "served" -> new Event.Served(needed(sessionId));
            case "completed" -> new Event.Completed(needed(sessionId));
            case "left" -> new Event.Left(needed(sessionId), data != null);
            case "expired" -> new Event.Expired(needed(sessionId));
            case "no_showed" -> new Event.NoShowed(needed(sessionId));
            case "transferred" -> new Event.Transferred(needed(sessionId));
            case "returned" -> new Event.Returned(needed(sessionId), needed(orderKey), EventData.counterOf(data));
            case "undone" -> EventData.undone(needed(sessionId), needed(level), needed(orderKey), needed(data));
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
