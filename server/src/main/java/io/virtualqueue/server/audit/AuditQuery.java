package io.virtualqueue.server.audit;

import io.virtualqueue.server.http.PageQuery;
import io.virtualqueue.server.http.PageRequest;
import io.virtualqueue.server.http.Problem;
import io.virtualqueue.server.http.ProblemException;
import io.virtualqueue.server.http.QueryTime;
import io.virtualqueue.server.http.TenantQuery;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** Which entries are wanted, as the client wrote it; {@link #filter} says what it means. */
public final class AuditQuery {
    /** How far back one may turn pages; what is older is found by {@code to}. Also the most that are counted. */
    static final int MAX_REACH = 10_000;

    private static final Pattern ACTION = Pattern.compile("[a-z_]{1,40}\\.[a-z_]{1,40}");
    private static final List<String> SOURCES = List.of("administration", "sessions");

    @QueryParam("from")
    @Parameter(description = "Not before this time.", schema = @Schema(type = SchemaType.STRING, format = "date-time"))
    @Nullable
    String from;

    @QueryParam("to")
    @Parameter(description = "Not after this time.", schema = @Schema(type = SchemaType.STRING, format = "date-time"))
    @Nullable
    String to;

    @QueryParam("action")
    @Parameter(description = "Only this, such as `queue.updated` or `session.joined`.")
    @Nullable
    String action;

    @QueryParam("actorId")
    @Parameter(description = "Only what this person or application did.")
    @Nullable
    String actorId;

    @QueryParam("subjectId")
    @Parameter(description = "Only what was done to this; for a queue also what happened to its sessions.")
    @Nullable
    String subjectId;

    @QueryParam("source")
    @Parameter(
            description = "Only from there.",
            schema =
                    @Schema(
                            type = SchemaType.STRING,
                            enumeration = {"administration", "sessions"}))
    @Nullable
    String source;

    /**
     * What is wanted; null is whatever it be.
     *
     * @param administration whether entries of the trail are wanted
     * @param sessions whether events of sessions are wanted
     */
    record Filter(
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable String action,
            @Nullable UUID actorId,
            @Nullable UUID subjectId,
            boolean administration,
            boolean sessions) {}

    /**
     * Reads the query.
     *
     * @throws ProblemException 422 naming every bad parameter
     */
    Filter filter() {
        List<Problem.FieldError> errors = new ArrayList<>();
        Filter filter = new Filter(
                QueryTime.parse("from", from, errors),
                QueryTime.parse("to", to, errors),
                action(errors),
                id("actorId", actorId, errors),
                id("subjectId", subjectId, errors),
                source == null || source.equals("administration"),
                source == null || source.equals("sessions"));
        if (source != null && !SOURCES.contains(source)) {
            errors.add(new Problem.FieldError("source", "must be one of " + String.join(", ", SOURCES)));
        }
        if (!errors.isEmpty()) {
            throw ProblemException.invalidFields(errors);
        }
        return filter;
    }

    /** The page that is wanted; the order is always the same. */
    static PageRequest page(PageQuery query) {
        PageRequest page = query.request(List.of(), List.of("at"));
        if (page.search() != null) {
            throw ProblemException.invalidField("search", "is not offered here");
        }
        if ((long) page.page() * page.limit() > MAX_REACH) {
            throw ProblemException.invalidField(
                    "page", "must be among the newest " + MAX_REACH + " entries; older ones are found by to");
        }
        return page;
    }

    private @Nullable String action(List<Problem.FieldError> errors) {
        if (action != null && !ACTION.matcher(action).matches()) {
            errors.add(new Problem.FieldError("action", "must be two words with a dot between, such as queue.updated"));
        }
        return action;
    }

    private static @Nullable UUID id(String name, @Nullable String text, List<Problem.FieldError> errors) {
        try {
            return TenantQuery.parse(text);
        } catch (ProblemException malformed) {
            errors.add(new Problem.FieldError(name, "must be a UUID"));
            return null;
        }
    }
}
