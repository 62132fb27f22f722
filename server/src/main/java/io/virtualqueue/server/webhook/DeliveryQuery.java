package io.virtualqueue.server.webhook;

import io.virtualqueue.server.http.PageQuery;
import io.virtualqueue.server.http.PageRequest;
import io.virtualqueue.server.http.Problem;
import io.virtualqueue.server.http.ProblemException;
import jakarta.ws.rs.QueryParam;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** Which deliveries are wanted, as the client wrote it; {@link #filter} says what it means. */
public final class DeliveryQuery {
    /** How far back one may turn pages. Also the most that are counted. */
    static final int MAX_REACH = 10_000;

    private static final List<String> STATES = List.of("pending", "delivered", "dead");

    @QueryParam("state")
    @Parameter(
            description = "Only those.",
            schema =
                    @Schema(
                            type = SchemaType.STRING,
                            enumeration = {"pending", "delivered", "dead"}))
    @Nullable
    String state;

    @QueryParam("eventType")
    @Parameter(description = "Only of this event, such as `user.joined`.")
    @Nullable
    String eventType;

    /** What is wanted; null is whatever it be. */
    record Filter(@Nullable String state, @Nullable String eventType) {}

    /**
     * Reads the query.
     *
     * @throws ProblemException 422 naming every bad parameter
     */
    Filter filter() {
        List<Problem.FieldError> errors = new ArrayList<>();
        if (state != null && !STATES.contains(state)) {
            errors.add(new Problem.FieldError("state", "must be one of " + String.join(", ", STATES)));
        }
        if (eventType != null && EventName.of(eventType).isEmpty()) {
            errors.add(new Problem.FieldError("eventType", "must be the name of an event, such as user.joined"));
        }
        if (!errors.isEmpty()) {
            throw ProblemException.invalidFields(errors);
        }
        return new Filter(state, eventType);
    }

    /** The page that is wanted; the order is always the same. */
    static PageRequest page(PageQuery query) {
        PageRequest page = query.request(List.of(), List.of("createdAt"));
        if (page.search() != null) {
            throw ProblemException.invalidField("search", "is not offered here");
        }
        if ((long) page.page() * page.limit() > MAX_REACH) {
            throw ProblemException.invalidField("page", "must be among the newest " + MAX_REACH + " deliveries");
        }
        return page;
    }
}
