package io.virtualqueue.server.queue;

import java.util.List;
import java.util.Map;
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
        @Nullable String defaultPriority,

        @Schema(description = "The name of a region, such as Europe/Berlin; UTC unless given.") @Nullable
        String timeZone,

        @Schema(description = "By day, monday to sunday; a day that is not named is closed. null: always open.")
        @Nullable
        Map<String, List<OpeningTimes.SlotView>> openingHours,

        @Schema(maxItems = 366, description = "Days that are other than usual; without slots closed.") @Nullable
        List<OpeningTimes.DayView> openingExceptions,

        @Schema(minimum = "1", maximum = "100000000", description = "How many may wait. null: any number.") @Nullable
        Integer maxWaiting,

        @Schema(minimum = "0", maximum = "100", description = "From which position people are told to get ready.")
        @Nullable
        Integer getReadyAt,

        @Schema(maxLength = 8, description = "What tickets begin with. null: no tickets.") @Nullable
        String ticketPrefix,

        @Schema(minimum = "0", maximum = "86400", description = "How long someone who was called has time to come.")
        @Nullable
        Integer noShowGraceSeconds,

        @Schema(minimum = "0", maximum = "86400", description = "How long after a no-show someone may come back.")
        @Nullable
        Integer returnWithinSeconds,

        @Schema(enumeration = {VisitFields.KEPT, VisitFields.LAST}) @Nullable
        String returnPlace,

        VisitView.@Nullable AppointmentView appointments,

        @Schema(maxItems = 50, description = "What those who join are asked for.") @Nullable
        List<CustomFields.View> fields,

        @Schema(minimum = "0", maximum = "86400", description = "How long a service should take. 0: nobody says.")
        @Nullable
        Integer serviceTargetSeconds) {}
