package io.virtualqueue.server.counter;

import io.virtualqueue.server.http.Fields;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What pausing or closing a counter takes. */
@Schema(name = "CounterInterruption")
record ShiftFields(
        @Schema(maxLength = MAX_REASON_LENGTH) @Nullable String reason) {
    static final int MAX_REASON_LENGTH = 200;
    static final int MAX_BREAK_MINUTES = 1_440;

    /** What a break takes. */
    @Schema(name = "CounterBreak")
    record Break(
            @Schema(maxLength = MAX_REASON_LENGTH) @Nullable String reason,

            @Schema(
                    description =
                            "After so many minutes the counter opens by itself; without it and `until`, when staff"
                                    + " open it.",
                    minimum = "1",
                    maximum = "1440")
            @Nullable
            Integer minutes,

            @Schema(description = "When the counter opens by itself, within a day; in place of `minutes`.") @Nullable
            Instant until) {}

    /** Reads what shall go on at a counter: all but a break. */
    static Shift.Wish wishOf(Fields fields, CounterStatus status) {
        String reason = reason(fields);
        fields.check();
        return new Shift.Wish(status, reason, null);
    }

    /** Reads what break there shall be. */
    static Shift.Wish breakOf(Fields fields, Instant now) {
        String reason = reason(fields);
        Integer minutes = fields.optionalInteger("minutes", 1, MAX_BREAK_MINUTES);
        Instant until = fields.optionalInstant("until");
        if (minutes != null && fields.isPresent("until")) {
            fields.reject("until", "must not be there beside minutes");
        }
        if (until != null && (!until.isAfter(now) || until.isAfter(now.plus(Duration.ofMinutes(MAX_BREAK_MINUTES))))) {
            fields.reject("until", "must be within a day from now");
        }
        fields.check();
        return new Shift.Wish(
                CounterStatus.BREAK, reason, minutes == null ? until : now.plus(Duration.ofMinutes(minutes)));
    }

    private static @Nullable String reason(Fields fields) {
        return fields.optionalText("reason", 1, MAX_REASON_LENGTH);
    }
}
