package io.virtualqueue.server.session;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.virtualqueue.engine.Session;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Where a session is now. */
@Schema(name = "Position")
public record PositionAnswer(
        UUID sessionId,
        String status,

        @Schema(description = "1 for who goes next; 0 when not waiting.")
        int position,

        int aheadOfYou,

        @Schema(nullable = true, description = "Half wait no longer; null when nobody can tell.") @Nullable
        Long estimatedWaitSeconds,

        @Schema(nullable = true, description = "Nine in ten wait no longer.") @Nullable
        Long estimatedWaitSecondsP90,

        @Schema(nullable = true, description = "In the language of Accept-Language.") @Nullable
        String estimatedWaitTime,

        @Schema(description = "What the person is called by, such as A042.")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable
        String ticket,

        @Schema(description = "Where it was asked for.") @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
        PlaceExplanation explanation,

        @Schema(description = "Once it is your turn: shows the site that you may pass.")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable
        String pass) {

    /** The same, explained. */
    PositionAnswer with(@Nullable PlaceExplanation newExplanation) {
        return new PositionAnswer(
                sessionId,
                status,
                position,
                aheadOfYou,
                estimatedWaitSeconds,
                estimatedWaitSecondsP90,
                estimatedWaitTime,
                ticket,
                newExplanation,
                pass);
    }

    static PositionAnswer of(Session session, Waiting waiting, @Nullable String pass) {
        return new PositionAnswer(
                session.id(),
                Words.of(session.status()),
                waiting.position(),
                waiting.ahead(),
                waiting.seconds(),
                waiting.secondsP90(),
                waiting.spoken(),
                VisitFacts.ticketOf(session.visit()),
                null,
                pass);
    }
}
