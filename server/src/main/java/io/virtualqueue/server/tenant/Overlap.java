package io.virtualqueue.server.tenant;

import io.virtualqueue.server.http.Fields;
import io.virtualqueue.server.identity.ApiKeys;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How long what is replaced goes on working. */
@Schema(name = "Overlap")
record Overlap(
        @Schema(
                minimum = "0",
                maximum = "2592000",
                defaultValue = "86400",
                description = "How long the former one goes on working; 0 ends it at once.")
        @Nullable
        Integer overlapSeconds) {

    /** Reads a body, which may be empty. */
    static Duration from(byte[] body) {
        Fields fields = Fields.parse(body);
        Integer seconds = fields.optionalInteger("overlapSeconds", 0, (int) ApiKeys.MAX_OVERLAP.toSeconds());
        fields.check();
        return seconds == null ? ApiKeys.DEFAULT_OVERLAP : Duration.ofSeconds(seconds);
    }
}
