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

/** The place that someone has, new or found. */
@Schema(name = "Joined")
record JoinAnswer(
        UUID sessionId,
        UUID queueId,
        String userId,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String userName,
        String status,
        @Schema(nullable = true) @Nullable String priority,
        int position,
        int aheadOfYou,
        @Schema(nullable = true) @Nullable Long estimatedWaitSeconds,
        @Schema(nullable = true) @Nullable Long estimatedWaitSecondsP90,
        @Schema(nullable = true) @Nullable String estimatedWaitTime,
        @JsonUnwrapped VisitFacts visit,

        @Schema(implementation = Object.class) @JsonRawValue @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
        String fields,

        @Schema(description = "For staff only.") @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
        String notes,

        Instant joinedAt,
        long seq,

        @Schema(description = "Good for this one session: send it as bearer token to look and to leave.")
        String sessionToken) {

    static JoinAnswer of(
            UUID queueId,
            String userId,
            Person person,
            QueueState state,
            Session session,
            Waiting waiting,
            long seq,
            String sessionToken) {
        return new JoinAnswer(
                session.id(),
                queueId,
                userId,
                person.name(),
                Words.of(session.status()),
                Words.priority(state, session),
                waiting.position(),
                waiting.ahead(),
                waiting.seconds(),
                waiting.secondsP90(),
                waiting.spoken(),
                VisitFacts.of(state, session),
                person.fields(),
                person.notes(),
                session.joinedAt(),
                seq,
                sessionToken);
    }
}
