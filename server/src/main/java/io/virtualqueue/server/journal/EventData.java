package io.virtualqueue.server.journal;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.virtualqueue.engine.Event;
import io.virtualqueue.engine.QueueSettings;
import io.virtualqueue.engine.SessionStatus;
import io.virtualqueue.engine.Visit;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What events and sessions hold beyond their columns, as JSON text. The components of {@link QueueSettings} are its fields: to
 * rename one, keep reading the old name.
 */
final class EventData {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
            .build();

    private EventData() {}

    private record Call(String counterId) {}

    private record Numbered(int number) {}

    private record Undo(SessionStatus status, @Nullable String counterId, Instant since) {}

    static String settings(QueueSettings settings) {
        return write(settings);
    }

    static QueueSettings settings(String text) {
        return read(text, QueueSettings.class);
    }

    static @Nullable String counter(@Nullable String counterId) {
        return counterId == null ? null : write(new Call(counterId));
    }

    static @Nullable String counterOf(@Nullable String text) {
        return text == null ? null : read(text, Call.class).counterId();
    }

    static String number(int number) {
        return write(new Numbered(number));
    }

    static int numberOf(String text) {
        return read(text, Numbered.class).number();
    }

    static String undone(Event.Undone undone) {
        return write(new Undo(undone.status(), undone.counterId(), undone.since()));
    }

    static Event.Undone undone(UUID sessionId, int level, long orderKey, String text) {
        Undo undo = read(text, Undo.class);
        return new Event.Undone(sessionId, undo.status(), level, orderKey, undo.counterId(), undo.since());
    }

    static @Nullable String visit(@Nullable Visit visit) {
        return visit == null ? null : write(visit);
    }

    static @Nullable Visit visitOf(@Nullable String text) {
        return text == null ? null : read(text, Visit.class);
    }

    private static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("event data cannot be written", e);
        }
    }

    private static <T> T read(String text, Class<T> type) {
        try {
            return MAPPER.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the journal holds event data that cannot be read", e);
        }
    }
}
