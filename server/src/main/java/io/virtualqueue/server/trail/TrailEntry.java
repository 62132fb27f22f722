package io.virtualqueue.server.trail;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * That someone changed something.
 *
 * @param tenantId whose trail it is; the nil UUID for the platform's
 * @param action what was done to what, such as {@code queue.updated}
 * @param subject what it was done to
 * @param before the changed fields as they were, a JSON object as text with personal fields masked, or null
 * @param after the same as they are now
 */
public record TrailEntry(
        UUID tenantId,
        UUID id,
        Instant at,
        Actor by,
        String action,
        Subject subject,
        @Nullable String before,
        @Nullable String after) {

    /** What something was done to; the id is null where there is none. */
    public record Subject(String kind, @Nullable UUID id) {}
}
