package io.virtualqueue.server.feedback;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.virtualqueue.server.identity.FeedbackTokens;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What the holder of a link sees: what it is about, what was said, and whether more may be said. */
@Schema(name = "FeedbackForm")
@JsonInclude(JsonInclude.Include.NON_NULL)
record FeedbackForm(
        UUID queueId,
        String queueName,
        Instant completedAt,

        @Schema(description = "The link leads nowhere from then on.")
        Instant expiresAt,

        @Schema(description = "Whether it may be given now, for the first time or again.")
        boolean isOpen,

        @Schema(description = "From 1 to 5; absent while none was given.") @Nullable
        Integer rating,

        @Schema(description = "Shown as long as it may be changed.") @Nullable
        String comment,

        @Nullable Instant givenAt,
        @Nullable Instant changeableUntil) {

    /**
     * As of now.
     *
     * @param comment what was written, or null
     */
    static FeedbackForm of(
            FeedbackTokens.Subject subject,
            RatedSession session,
            Instant completedAt,
            @Nullable String comment,
            Instant now) {
        Feedback given = session.feedback();
        boolean isOpen = given == null || given.isChangeableAt(now);
        return new FeedbackForm(
                subject.queueId(),
                session.queueName(),
                completedAt,
                subject.expiresAt(),
                isOpen,
                given == null ? null : given.rating(),
                isOpen ? comment : null,
                given == null ? null : given.givenAt(),
                given == null ? null : given.changeableUntil());
    }

    @Override
    public String toString() {
        return "FeedbackForm[" + queueId + "]";
    }
}
