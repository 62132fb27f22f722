package io.virtualqueue.server.webhook;

import io.virtualqueue.server.http.Fields;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** From where on events are to be sent again. Queue after queue, in the order of their ids. */
sealed interface ReplayStart {
    /** From that time on. */
    record At(Instant time) implements ReplayStart {}

    /** From that event on, and in other queues from its time on. */
    record Event(UUID id) implements ReplayStart {}

    /** Where the last answer stopped: in that queue after that event; queues before it are done. */
    record Further(Instant time, UUID queueId, long afterSeq) implements ReplayStart {
        private static final String SEPARATOR = " ";
        private static final int PARTS = 3;
        private static final int MAX_LENGTH = 200;

        /** As the answer shows it. */
        String text() {
            String plain = time + SEPARATOR + queueId + SEPARATOR + afterSeq;
            return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.US_ASCII));
        }

        static @Nullable Further of(String text) {
            try {
                String[] parts =
                        new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII).split(SEPARATOR, -1);
                return parts.length == PARTS
                        ? new Further(ReplayStart.time(parts[0]), UUID.fromString(parts[1]), Long.parseLong(parts[2]))
                        : null;
            } catch (IllegalArgumentException | DateTimeException malformed) {
                return null;
            }
        }
    }

    /** The body: one of both. */
    @Schema(name = "WebhookReplayFrom")
    record Body(
            @Schema(
                    description =
                            "A time such as 2026-01-31T12:00:00Z, or the id of an event that was delivered, as long"
                                    + " as its delivery is kept.")
            @Nullable
            String from,

            @Schema(description = "The `next` of the last answer.") @Nullable
            String next) {}

    /** Times that PostgreSQL knows too. */
    Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");

    Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    /** Reads the body. */
    static ReplayStart from(Fields fields) {
        ReplayStart start = read(fields);
        fields.check();
        return start;
    }

    private static ReplayStart read(Fields fields) {
        String next = fields.optionalText("next", 1, Further.MAX_LENGTH);
        if (next != null) {
            Further further = Further.of(next);
            if (further != null) {
                return further;
            }
            fields.reject("next", "must be what the last answer says");
        }
        String from = fields.optionalText("from", 1, 40);
        if (from != null) {
            try {
                return from.length() == 36 && from.charAt(8) == '-'
                        ? new Event(UUID.fromString(from))
                        : new At(time(from));
            } catch (IllegalArgumentException | DateTimeException malformed) {
                fields.reject("from", "must be a time such as 2026-01-31T12:00:00Z or the id of an event");
            }
        } else if (next == null) {
            fields.required("from", null, "");
        }
        return new At(EARLIEST);
    }

    private static Instant time(String text) {
        Instant time = OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MICROS);
        if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
            throw new DateTimeException("out of range");
        }
        return time;
    }
}
