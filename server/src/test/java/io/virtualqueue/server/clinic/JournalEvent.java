package io.virtualqueue.server.clinic;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * An event of a queue as its stream tells it to staff.
 *
 * @param micros when it happened, in microseconds since the tests began
 */
record JournalEvent(
        String queueId,
        long seq,
        String type,
        @Nullable String sessionId,
        @Nullable String counterId,
        long micros) {

    private static final Instant START =
            Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime());

    static JournalEvent of(JsonNode data) {
        return new JournalEvent(
                data.path("queueId").asText(),
                data.path("seq").asLong(),
                data.path("type").asText(),
                text(data, "sessionId"),
                text(data, "counterId"),
                micros(data.path("at").asText()));
    }

    private static @Nullable String text(JsonNode data, String field) {
        return data.hasNonNull(field) ? data.path(field).asText() : null;
    }

    /** Since the tests began, so that a number with a fraction has room for what is less than a microsecond. */
    static long micros(String time) {
        return ChronoUnit.MICROS.between(START, Instant.parse(time));
    }
}
