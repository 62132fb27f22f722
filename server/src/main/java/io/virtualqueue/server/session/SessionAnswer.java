package io.virtualqueue.server.session;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.virtualqueue.engine.QueueState;
import io.virtualqueue.engine.Session;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A session with all that is known of it. Its person's data are for staff, and for the person. */
@Schema(name = "Session")
public record SessionAnswer(
        UUID sessionId,
        UUID queueId,
        String userId,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String userName,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String userEmail,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String userPhone,

        @Schema(implementation = Object.class) @JsonRawValue @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
        String metadata,

        String status,
        @Schema(nullable = true) @Nullable String priority,
        int position,
        int aheadOfYou,
        @Schema(nullable = true) @Nullable Long estimatedWaitSeconds,
        @Schema(nullable = true) @Nullable Long estimatedWaitSecondsP90,
        @Schema(nullable = true) @Nullable String estimatedWaitTime,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String counterId,
        @JsonUnwrapped VisitFacts visit,

        @Schema(implementation = Object.class, description = "The answers to what the queue asks for.")
        @JsonRawValue
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable
        String fields,

        @Schema(description = "For staff only.") @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
        String notes,

        Instant joinedAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant releasedAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant servedAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant endedAt,

        @Schema(description = "In the answer to a write: the number of its event.")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable
        Long seq,

        @Schema(description = "In the answer to a write that left the session completed.")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable
        FeedbackLink feedback) {

    /** The session as the line has it, with what only its row knows. */
    static SessionAnswer of(
            SessionRow row,
            QueueState state,
            Session session,
            Waiting waiting,
            @Nullable Long seq,
            @Nullable FeedbackLink feedback) {
        return new SessionAnswer(
                row.id(),
                row.queueId(),
                row.userId(),
                row.person().name(),
                row.person().email(),
                row.person().phone(),
                row.person().metadata(),
                Words.of(session.status()),
                Words.priority(state, session),
                waiting.position(),
                waiting.ahead(),
                waiting.seconds(),
                waiting.secondsP90(),
                waiting.spoken(),
                session.counterId(),
                VisitFacts.of(state, session),
                row.person().fields(),
                row.person().notes(),
                session.joinedAt(),
                row.releasedAt(),
                row.servedAt(),
                row.endedAt(),
                seq,
                feedback);
    }
}
