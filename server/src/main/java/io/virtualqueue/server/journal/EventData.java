package io.virtualqueue.server.journal;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.virtualqueue.engine.QueueSettings;
import org.jspecify.annotations.Nullable;

/**
 * What events hold beyond their columns, as JSON text. The components of {@link QueueSettings} are its fields: to
 * rename one, keep reading the old name.
 */
final class EventData {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
            .build();

    private EventData() {}

    private record Call(String counterId) {}

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
