package io.virtualqueue.server.checkin;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The body of a join by a link, as the documentation shows it. */
@Schema(name = "LinkJoin")
record LinkJoin(
        @Schema(description = "Required where the link has several queues.") @Nullable
        UUID queueId,

        @Nullable String userName,
        @Schema(format = "email") @Nullable String userEmail,
        @Nullable String userPhone,

        @Schema(description = "Anything of yours, at most 4096 bytes as JSON.") @Nullable
        Object metadata,

        @Schema(minimum = "1", maximum = "100", defaultValue = "1") @Nullable
        Integer partySize,

        @Schema(description = "Where the link takes appointments.") @Nullable
        Instant appointmentAt,

        @Schema(minimum = "0", maximum = "100") @Nullable Integer notifyAtPosition,

        @Schema(description = "The answers to the queue's fields, by name.") @Nullable
        Map<String, Object> fields) {}
