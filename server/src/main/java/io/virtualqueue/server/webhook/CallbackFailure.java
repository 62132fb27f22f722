package io.virtualqueue.server.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.virtualqueue.server.http.Pagination;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A release that could not be told, yet or at all. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "CallbackFailure")
record CallbackFailure(
        UUID id,
        UUID callbackId,

        @Schema(description = "The application whose callback it is; absent for one of the queue's own.") @Nullable
        UUID applicationId,

        String url,
        UUID queueId,
        @Nullable UUID sessionId,
        UUID eventId,

        @Schema(
                enumeration = {FAILING, DEAD},
                description = "failing: it is tried again; dead: it is not.")
        String state,

        int attempts,

        @Schema(description = "The status of the answer to the last attempt; absent when none came.") @Nullable
        Integer lastStatus,

        @Schema(description = "Why the last attempt failed.") @Nullable
        String lastError,

        @Schema(description = "When the last attempt began.") @Nullable
        Instant lastAttemptAt,

        @Schema(description = "When the release happened.") Instant happenedAt,

        @Schema(description = "When it is tried again; absent when it is not.") @Nullable
        Instant nextAttemptAt,

        @Schema(description = "When it was given up; absent when it is not.") @Nullable
        Instant endedAt) {
    static final String FAILING = "failing";
    static final String DEAD = "dead";

    /** A page of failures. */
    @Schema(name = "CallbackFailures")
    record Page(List<CallbackFailure> failures, Pagination pagination) {}

    /** What the history of a delivery says of its last attempt. */
    record LastAttempt(
            @Nullable Integer status,
            @Nullable String error,
            @Nullable Instant at) {
        static LastAttempt of(JsonNode attempt) {
            return new LastAttempt(
                    attempt.path("status").canConvertToInt()
                                    && attempt.path("status").isNumber()
                            ? attempt.path("status").intValue()
                            : null,
                    attempt.path("error").textValue(),
                    attempt.path("at").isTextual()
                            ? Instant.parse(attempt.path("at").textValue())
                            : null);
        }
    }
}
