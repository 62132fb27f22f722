package io.virtualqueue.server.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a delivery tells beyond its ids and times, as it was when the delivery was made. Nothing in it is personal. Stored
 * as JSON: to rename a component, keep reading the old name.
 */
sealed interface Facts {
    /**
     * A queue.
     *
     * @param deletedAt null while it is there
     * @param changes what was changed, by the names of fields; null but for changes
     * @param round null but for rounds
     */
    record OfQueue(
            String name,
            @Nullable String description,
            @Nullable Integer maxConcurrentUsers,
            @Nullable Integer releaseRatePerMinute,
            boolean isActive,
            Instant createdAt,
            Instant updatedAt,
            @Nullable Instant deletedAt,
            @Nullable Map<String, Change> changes,
            @Nullable Round round)
            implements Facts {}

    /**
     * A session in its queue.
     *
     * @param currentUsers how many are released, called or serving
     * @param priority the name of its level; null when the level is gone
     * @param position 0 when it does not wait; null when it did, but no longer when this was made
     * @param previousPosition null but for changes of position
     * @param leftAt null while it has a place
     * @param waitTime whole seconds from joining to release, call or end; null while it waits
     * @param counterId that it was last called to, or null
     */
    record OfSession(
            String status,
            String queueName,
            int currentUsers,
            @Nullable Integer maxConcurrentUsers,
            @Nullable String priority,
            @Nullable Integer position,
            @Nullable Integer previousPosition,
            @Nullable Instant leftAt,
            @Nullable Long waitTime,
            @Nullable String counterId)
            implements Facts {}

    /** What a field was and is. */
    record Change(@Nullable Object before, @Nullable Object after) {}

    /**
     * Who was released and called at once.
     *
     * @param averageWaitTime whole seconds from joining
     * @param processingDuration whole seconds from the first to the last
     */
    record Round(int processedUsers, long averageWaitTime, long processingDuration) {}

    /** Facts as text. */
    final class Json {
        private static final JsonMapper MAPPER = JsonMapper.builder()
                .addModule(new JavaTimeModule())
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .defaultPropertyInclusion(
                        JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
                .build();

        private Json() {}

        static String write(Facts facts) {
            try {
                return MAPPER.writeValueAsString(facts);
            } catch (JsonProcessingException impossible) {
                throw new IllegalStateException("Facts are JSON", impossible);
            }
        }

        static Facts read(EventName name, String text) {
            try {
                return name.isOfQueue()
                        ? MAPPER.readValue(text, OfQueue.class)
                        : MAPPER.readValue(text, OfSession.class);
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("A delivery holds facts that cannot be read", e);
            }
        }
    }
}
