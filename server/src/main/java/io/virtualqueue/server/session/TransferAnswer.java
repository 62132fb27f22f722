package io.virtualqueue.server.session;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The place that somebody has after a transfer.
 *
 * @param transferredFrom the session that it takes the place of; null where the session is the same
 */
@Schema(name = "Transferred")
public record TransferAnswer(
        @JsonUnwrapped SessionAnswer session,

        @Schema(description = "The session in the other queue, which has ended.")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable
        UUID transferredFrom,

        @Schema(description = "Good for the session as it is named here.")
        String sessionToken) {}
