package io.virtualqueue.server.privacy;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.virtualqueue.server.session.Person;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** All that is known of a person within a tenant. */
@Schema(name = "PersonExport")
record PersonExport(
        List<ExportedSession> sessions,

        @Schema(description = "Whether there is more than an export may hold.")
        boolean truncated) {

    /** A place in a queue, now or once, with what was told and what happened. */
    @Schema(name = "ExportedSession")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ExportedSession(
            UUID sessionId,
            UUID queueId,
            String userId,
            @Nullable String userName,
            @Nullable String userEmail,
            @Nullable String userPhone,

            @Schema(implementation = Object.class) @JsonRawValue @Nullable
            String metadata,

            @Schema(implementation = Object.class, description = "The answers to what the queue asked for.")
            @JsonRawValue
            @Nullable
            String fields,

            @Schema(description = "What staff noted.") @Nullable
            String notes,

            @Schema(implementation = Object.class, description = "Ticket, size of the party, appointment and so on.")
            @JsonRawValue
            @Nullable
            String visit,

            String status,
            @Nullable String counterId,
            Instant joinedAt,
            @Nullable Instant releasedAt,
            @Nullable Instant servedAt,
            @Nullable Instant endedAt,
            @Nullable Instant lastSeenAt,
            @Nullable ExportedFeedback feedback,
            List<ExportedEvent> events) {

        ExportedSession with(Person person, @Nullable String comment, List<ExportedEvent> happened) {
            return new ExportedSession(
                    sessionId,
                    queueId,
                    userId,
                    person.name(),
                    person.email(),
                    person.phone(),
                    person.metadata(),
                    person.fields(),
                    person.notes(),
                    visit,
                    status,
                    counterId,
                    joinedAt,
                    releasedAt,
                    servedAt,
                    endedAt,
                    lastSeenAt,
                    feedback == null ? null : feedback.with(comment),
                    happened);
        }

        @Override
        public String toString() {
            return "ExportedSession[" + sessionId + "]";
        }
    }

    /** How somebody was served, as they said it afterwards. */
    @Schema(name = "ExportedFeedback")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ExportedFeedback(int rating, @Nullable String comment, Instant givenAt) {

        ExportedFeedback with(@Nullable String written) {
            return new ExportedFeedback(rating, written, givenAt);
        }

        @Override
        public String toString() {
            return "ExportedFeedback[" + givenAt + "]";
        }
    }

    /** Something that happened to a session. */
    @Schema(name = "ExportedEvent")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ExportedEvent(
            long seq,
            String type,
            Instant at,

            @Schema(implementation = Object.class) @JsonRawValue @Nullable
            String data) {}
}
