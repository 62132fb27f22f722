package io.virtualqueue.server.session;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.virtualqueue.engine.Event;
import io.virtualqueue.engine.Level;
import io.virtualqueue.engine.QueueSettings;
import io.virtualqueue.server.journal.RecordedEvent;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What happened to a session, in order, from its joining; where it was transferred, from its first joining. */
@Schema(name = "SessionHistory")
record HistoryAnswer(UUID sessionId, List<Entry> events) {

    /**
     * One thing that happened.
     *
     * @param counterId the counter that was called to, or for which the session was put back
     * @param priority the level that the session came into, where it came into one
     */
    @Schema(name = "SessionEvent")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Entry(
            Instant at,

            @Schema(description = "Such as `joined`, `called`, `served`, `completed`, `no_showed` or `returned`.")
            String type,

            UUID queueId,
            UUID sessionId,

            @Schema(description = "The number of the event in its queue.")
            long seq,

            @Nullable String counterId,
            @Nullable String priority) {

        static Entry of(UUID queueId, UUID sessionId, RecordedEvent recorded, QueueSettings settings) {
            Integer level = levelOf(recorded.event());
            return new Entry(
                    recorded.at(),
                    recorded.type(),
                    queueId,
                    sessionId,
                    recorded.seq(),
                    counterOf(recorded.event()),
                    level == null
                            ? null
                            : settings.level(level).map(Level::name).orElse(null));
        }

        private static @Nullable String counterOf(Event event) {
            return switch (event) {
                case Event.Called called -> called.counterId();
                case Event.Returned returned -> returned.forCounter();
                case Event.Undone undone -> undone.counterId();
                default -> null;
            };
        }

        private static @Nullable Integer levelOf(Event event) {
            return switch (event) {
                case Event.Joined joined -> joined.level();
                case Event.Moved moved -> moved.level();
                case Event.Undone undone -> undone.level();
                default -> null;
            };
        }
    }
}
