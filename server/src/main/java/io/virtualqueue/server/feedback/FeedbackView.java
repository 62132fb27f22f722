package io.virtualqueue.server.feedback;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.virtualqueue.server.http.Pagination;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What somebody said, for staff. */
@Schema(name = "Feedback")
record FeedbackView(
        UUID sessionId,
        @Schema(nullable = true) @Nullable String counterId,

        @Schema(description = "From 1 to 5, which is best.") int rating,

        @Schema(description = "Absent where none was written, or it has been erased.")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable
        String comment,

        Instant givenAt,
        Instant changedAt) {

    /** Some of what was said. */
    @Schema(name = "FeedbackPage")
    record Page(List<FeedbackView> feedback, Pagination pagination) {}

    static FeedbackView of(Feedback feedback, @Nullable String comment) {
        return new FeedbackView(
                feedback.sessionId(),
                feedback.counterId(),
                feedback.rating(),
                comment,
                feedback.givenAt(),
                feedback.changedAt());
    }

    @Override
    public String toString() {
        return "FeedbackView[" + sessionId + "]";
    }
}
