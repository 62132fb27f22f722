package io.virtualqueue.server.desk;

import io.virtualqueue.engine.Command;
import io.virtualqueue.engine.Placement;
import io.virtualqueue.server.http.Fields;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Where staff want someone who waits to go. */
record MoveWish(@Nullable String priority, Placement to) {
    static final int MAX_PRIORITY = 100;

    private enum Where {
        FIRST,
        LAST,
        BEFORE,
        KEPT;

        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The body as the documentation shows it. */
    @Schema(name = "Move")
    record Body(
            @Schema(description = "The level to go to; without it the session stays in its own.") @Nullable
            String priority,

            @Schema(
                    description = "Within the level. `kept`, which only a new `priority` makes sense of, keeps the"
                            + " time of joining.",
                    enumeration = {"first", "last", "before", "kept"})
            @Nullable
            String place,

            @Schema(description = "Before whom; only with `before`.") @Nullable
            UUID sessionId) {}

    /** Reads a body; 422 when it is no good. */
    static MoveWish from(Fields fields) {
        String priority = fields.optionalText("priority", 1, MAX_PRIORITY);
        Where where = fields.optionalOneOf("place", List.of(Where.values()), Where::wireName);
        if (where == null && (!fields.isPresent("place") || fields.isNull("place")) && priority == null) {
            fields.reject("place", "is required without a priority");
        }
        UUID before = where == Where.BEFORE ? fields.uuid("sessionId") : fields.optionalUuid("sessionId");
        fields.check();
        return new MoveWish(priority, placement(where == null ? Where.KEPT : where, before));
    }

    private static Placement placement(Where where, @Nullable UUID before) {
        return switch (where) {
            case FIRST -> new Placement.First();
            case LAST -> new Placement.Last();
            case BEFORE -> new Placement.Before(Objects.requireNonNull(before));
            case KEPT -> new Placement.Kept();
        };
    }

    Command of(UUID sessionId) {
        return new Command.Move(sessionId, priority, to);
    }
}
