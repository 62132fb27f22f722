package io.virtualqueue.server.tenant;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How much a tenant may have; null is without a limit.
 *
 * @param queues at one time
 * @param sessions waiting, released or being served at one time, in all queues
 * @param users people who can log in
 * @param requestsPerMinute of each client; null is what the server allows by itself
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Limits", description = "An absent one is no limit, or for requests the server's own")
public record Limits(
        @Schema(minimum = "0") @Nullable Integer queues,
        @Schema(minimum = "0") @Nullable Integer sessions,
        @Schema(minimum = "0") @Nullable Integer users,
        @Schema(minimum = "1") @Nullable Integer requestsPerMinute) {
    /** No limit but the server's own. */
    public static final Limits NONE = new Limits(null, null, null, null);
}
