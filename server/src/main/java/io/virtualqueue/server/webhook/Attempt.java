package io.virtualqueue.server.webhook;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One try to deliver something.
 *
 * @param status of the answer; null when none came
 * @param error why it failed, without anything personal; null when it did not
 * @param excerpt the beginning of what the receiver answered; null when it answered nothing
 */
record Attempt(
        Instant at,
        @Nullable Integer status,
        long latencyMillis,
        @Nullable String error,
        @Nullable String excerpt) {
    boolean isSuccess() {
        return status != null && status >= 200 && status < 300;
    }

    String toJson() {
        return new JsonText()
                .beginObject()
                .field("at", at)
                .field("status", status)
                .field("latencyMillis", latencyMillis)
                .field("error", error)
                .field("excerpt", excerpt)
                .endObject()
                .toString();
    }
}
