package io.virtualqueue.server.push;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.virtualqueue.engine.Event;
import io.virtualqueue.server.journal.QueueKey;
import io.virtualqueue.server.journal.RecordedEvent;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event of the journal as listeners get it: nothing personal is in it.
 *
 * @param type such as {@code session.joined}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EventFacts(
        String type,
        UUID queueId,
        @Nullable UUID sessionId,
        @Nullable String counterId,
        @Nullable Boolean abandoned,
        Instant at,
        long seq) {

    public static EventFacts of(QueueKey queue, RecordedEvent recorded) {
        Event event = recorded.event();
        return new EventFacts(
                typeOf(event),
                queue.queueId(),
                event instanceof Event.OfSession ofSession ? ofSession.sessionId() : null,
                event instanceof Event.Called called ? called.counterId() : null,
                (event instanceof Event.Left left && left.abandoned()) ? Boolean.TRUE : null,
                recorded.at(),
                recorded.seq());
    }

    /** What an event of this kind is called. */
    public static String typeOf(Event event) {
        return switch (event) {
            case Event.Created _ -> "queue.created";
            case Event.SettingsChanged _ -> "queue.updated";
            case Event.Deleted _ -> "queue.deleted";
            case Event.CountersOpened _ -> "queue.counters_opened";
            case Event.Joined _ -> "session.joined";
            case Event.GetReady _ -> "session.get_ready";
            case Event.ReadyAtChosen _ -> "session.ready_at_chosen";
            case Event.Moved _ -> "session.moved";
            case Event.Recalled _ -> "session.recalled";
            case Event.Undone _ -> "session.undone";
            case Event.Released _ -> "session.released";
            case Event.Called _ -> "session.called";
            case Event.Served _ -> "session.serving";
            case Event.Completed _ -> "session.completed";
            case Event.Left _ -> "session.left";
            case Event.Expired _ -> "session.expired";
            case Event.NoShowed _ -> "session.no_show";
            case Event.Transferred _ -> "session.transferred";
            case Event.Returned _ -> "session.returned";
        };
    }
}
