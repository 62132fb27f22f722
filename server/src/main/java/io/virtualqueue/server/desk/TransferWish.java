package io.virtualqueue.server.desk;

import io.virtualqueue.server.http.Fields;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Where somebody is to go on to: another service, or another counter of the same one. */
sealed interface TransferWish {

    record ToQueue(UUID queueId, @Nullable String priority, boolean keepPlace) implements TransferWish {}

    record ToCounter(String counterId, boolean keepPlace) implements TransferWish {}

    /** The body as the documentation shows it. */
    @Schema(name = "Transfer", description = "Either `queueId` or `counterId`.")
    record Body(
            @Schema(description = "Another service.") @Nullable
            UUID queueId,

            @Schema(maxLength = CallNextResource.MAX_COUNTER_ID, description = "A counter of the same service.")
            @Nullable
            String counterId,

            @Schema(
                    description =
                            "A priority of the other service; without it the one of the same name, or else its default.")
            @Nullable
            String priority,

            @Schema(description = "Whether the time of joining counts; true unless told otherwise.") @Nullable
            Boolean keepPlace) {}

    /** Reads a body; 422 when it is no good. */
    static TransferWish from(Fields fields) {
        UUID queueId = fields.optionalUuid("queueId");
        String counterId = fields.optionalText("counterId", 1, CallNextResource.MAX_COUNTER_ID);
        String priority = fields.optionalText("priority", 1, MoveWish.MAX_PRIORITY);
        Boolean keepPlace = fields.optionalFlag("keepPlace");
        if (isAbsent(fields, "queueId") && isAbsent(fields, "counterId")) {
            fields.reject("queueId", "is required without a counterId");
        }
        if (queueId != null && counterId != null) {
            fields.reject("counterId", "cannot be given with a queueId");
        }
        if (counterId != null && priority != null) {
            fields.reject("priority", "cannot be given with a counterId");
        }
        fields.check();
        boolean keeps = keepPlace == null || keepPlace;
        return queueId == null
                ? new ToCounter(Objects.requireNonNull(counterId), keeps)
                : new ToQueue(queueId, priority, keeps);
    }

    private static boolean isAbsent(Fields fields, String name) {
        return !fields.isPresent(name) || fields.isNull(name);
    }
}
