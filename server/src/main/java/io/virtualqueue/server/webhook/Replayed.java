package io.virtualqueue.server.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What is sent again. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "WebhookReplay")
record Replayed(
        @Schema(description = "How many deliveries were made.")
        int deliveries,

        @Schema(description = "Whether there are more; ask again for those.")
        boolean hasMore,

        @Schema(description = "What to ask for then, in the place of `from`; absent where asking again will do.")
        @Nullable
        String next) {}
