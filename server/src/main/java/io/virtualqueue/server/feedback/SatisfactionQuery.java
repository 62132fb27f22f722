package io.virtualqueue.server.feedback;

import io.virtualqueue.server.http.Problem;
import io.virtualqueue.server.http.ProblemException;
import io.virtualqueue.server.http.QueryTime;
import io.virtualqueue.server.http.TenantQuery;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** Which period is wanted, as the client wrote it. */
public final class SatisfactionQuery {
    @QueryParam("from")
    @Parameter(
            description = "What was said from then on; 30 days before `to` where it is not said.",
            schema = @Schema(type = SchemaType.STRING, format = "date-time"))
    @Nullable
    String from;

    @QueryParam("to")
    @Parameter(
            description = "What was said before; now where it is not said. At most 366 days after `from`.",
            schema = @Schema(type = SchemaType.STRING, format = "date-time"))
    @Nullable
    String to;

    @QueryParam("tenantId")
    @Parameter(description = "For super admins, where the path names no tenant.")
    @Nullable
    String tenantId;

    @Nullable
    UUID tenantId() {
        return TenantQuery.parse(tenantId);
    }

    /**
     * Reads the query.
     *
     * @throws ProblemException 422 naming every bad parameter
     */
    Period period(Instant now) {
        List<Problem.FieldError> errors = new ArrayList<>();
        Instant until = QueryTime.parse("to", to, errors);
        Instant since = QueryTime.parse("from", from, errors);
        if (until == null) {
            until = now;
        }
        if (since == null) {
            since = until.minus(Period.USUAL);
        }
        if (errors.isEmpty() && (!since.isBefore(until) || since.isBefore(until.minus(Period.LONGEST)))) {
            errors.add(new Problem.FieldError(
                    "from", "must be before to, and at most " + Period.LONGEST.toDays() + " days before it"));
        }
        if (!errors.isEmpty()) {
            throw ProblemException.invalidFields(errors);
        }
        return new Period(since, until);
    }
}
