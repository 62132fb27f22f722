package io.virtualqueue.server.session;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** By which a person says how they were served. Whoever has it may say it for them. */
@Schema(name = "FeedbackLink")
public record FeedbackLink(
        String token,

        @Schema(description = "Whole where the server knows its public address, else the path.")
        String url,

        @Schema(description = "The link leads nowhere from then on.")
        Instant expiresAt) {

    @Override
    public String toString() {
        return "FeedbackLink[" + expiresAt + "]";
    }
}
