package io.virtualqueue.server.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A time in a query, such as {@code 2026-01-31T12:00:00Z}. */
public final class QueryTime {
    /** Times that PostgreSQL knows too. */
    private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private QueryTime() {}

    /**
     * Reads a parameter; null when it is absent, or bad, which is noted.
     *
     * @param errors takes what is wrong with it
     */
    public static @Nullable Instant parse(String name, @Nullable String text, List<Problem.FieldError> errors) {
        if (text == null) {
            return null;
        }
        try {
            Instant time = OffsetDateTime.parse(text).toInstant();
            if (!time.isBefore(EARLIEST) && !time.isAfter(LATEST)) {
                return time;
            }
        } catch (DateTimeException malformed) {
            // Told below, as a time that is out of range.
        }
        errors.add(new Problem.FieldError(name, "must be a time such as 2026-01-31T12:00:00Z"));
        return null;
    }
}
