package io.virtualqueue.server.queue;

import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The body that makes or changes a queue, as the description of the API shows it; {@link SettingsFields} reads it.
 *
 * @param maxConcurrentUsers required for a waiting room
 * @param isActive what older clients send in place of {@code status}
 */
record QueueRequest(
        @Schema(description = "For super admins: the queue's tenant.") @Nullable
        UUID tenantId,

        @Schema(description = "Whose queue it is; only for a new one. One that an application makes is its own.")
        @Nullable
        UUID applicationId,

        @Schema(minLength = 1, maxLength = SettingsFields.MAX_NAME_LENGTH) @Nullable
        String name,

        @Schema(maxLength = SettingsFields.MAX_DESCRIPTION_LENGTH) @Nullable
        String description,

        @Schema(
                enumeration = {"waiting_room", "service_desk"},
                defaultValue = "waiting_room")
        @Nullable
        String kind,

        @Schema(enumeration = {"active", "paused", "closed"}) @Nullable
        String status,

        @Nullable Boolean isActive,

        @Schema(minimum = "1", maximum = "100000000", description = "Required for a waiting room.") @Nullable
        Integer maxConcurrentUsers,

        @Schema(minimum = "0", maximum = "10000000", description = "60 in a waiting room that names none.") @Nullable
        Integer releaseRatePerMinute,

        @Schema(minimum = "1", maximum = "86400") @Nullable Integer passTtlSeconds,
        @Schema(minimum = "1", maximum = "86400") @Nullable Integer servingTimeoutSeconds,

        @Schema(minimum = "0", maximum = "86400", description = "0: waiting visitors may be silent for ever.") @Nullable
        Integer abandonAfterSeconds,

        @Schema(enumeration = {"online", "offline"}) @Nullable
        String passUse,

        @Schema(
                enumeration = {"strict", "shares", "ageing"},
                description = "How the priorities take turns: the highest first, in proportion to their weights, or"
                        + " by the time of joining with head starts.")
        @Nullable
        String order,

        @Schema(minItems = 1, maxItems = 32) @Nullable List<Priorities.Priority> priorities,
        @Nullable String defaultPriority) {}
