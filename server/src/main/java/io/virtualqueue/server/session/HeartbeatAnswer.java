package io.virtualqueue.server.session;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** That a visitor is on the site was noted. */
@Schema(name = "Heartbeat")
record HeartbeatAnswer(
        UUID sessionId,
        String status,
        long seq,

        @Schema(description = "Use it from now on: a pass ends before a long visit does.")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable
        String pass) {}
