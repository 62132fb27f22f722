package io.virtualqueue.server.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.virtualqueue.server.http.Pagination;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * That something happened.
 *
 * @param id unlike that of any other entry of the tenant
 * @param actor who did it; null where the journal does not say
 * @param queueId the queue of a session
 * @param before the changed fields as they were, personal ones masked; null when there are none
 * @param after the same as they are now
 */
@Schema(name = "AuditEntry")
@JsonInclude(JsonInclude.Include.NON_NULL)
record AuditEntry(
        String id,
        Instant at,

        @Schema(enumeration = {"administration", "sessions"})
        String source,

        @Schema(description = "What was done to what, such as `queue.updated` or `session.joined`.")
        String action,

        @Nullable Actor actor,
        Subject subject,
        @Nullable UUID queueId,

        @Schema(type = SchemaType.OBJECT) @Nullable JsonNode before,

        @Schema(type = SchemaType.OBJECT) @Nullable JsonNode after) {

    /** Who did something, and from which network address. */
    @Schema(name = "AuditActor")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Actor(
            @Schema(enumeration = {"person", "application", "session", "anonymous", "system"})
            String kind,

            @Nullable UUID id,
            @Nullable String address) {}

    /** What it was done to. */
    @Schema(name = "AuditSubject")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Subject(String kind, @Nullable UUID id) {}

    /** A page of entries, the newest first. */
    @Schema(name = "AuditEntries")
    record Page(List<AuditEntry> entries, Pagination pagination) {}
}
