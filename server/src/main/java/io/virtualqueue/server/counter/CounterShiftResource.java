package io.virtualqueue.server.counter;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import io.virtualqueue.server.http.Fields;
import io.virtualqueue.server.http.IdempotencyKey;
import io.virtualqueue.server.http.PathId;
import io.virtualqueue.server.identity.Actors;
import io.virtualqueue.server.identity.Caller;
import io.virtualqueue.server.identity.RequestKey;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Opening a counter and closing it, and what comes between. */
@Path("/v1/tenants/{tenantId}/counters/{counterId}")
@Tag(name = "Locations and counters")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class CounterShiftResource {
    private static final String JSON = MediaType.APPLICATION_JSON;

    private final CounterAccess access;
    private final Counters counters;
    private final Shifts shifts;
    private final Clock clock;

    @Inject
    CounterShiftResource(CounterAccess access, Counters counters, Shifts shifts, Clock clock) {
        this.access = access;
        this.counters = counters;
        this.shifts = shifts;
        this.clock = clock;
    }

    @POST
    @Path("open")
    @Operation(operationId = "openCounter", summary = "Open a counter, also after a pause or a break")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = CounterView.class)))
    public Response open(
            @Context RoutingContext context,
            @PathParam("tenantId") String tenantId,
            @PathParam("counterId") String counterId,
            byte[] body) {
        return move(context, tenantId, counterId, body, _ -> Shift.Wish.OPEN);
    }

    @POST
    @Path("pause")
    @Operation(operationId = "pauseCounter", summary = "Call nobody to a counter until it is opened again")
    @RequestBody(content = @Content(mediaType = JSON, schema = @Schema(implementation = ShiftFields.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = CounterView.class)))
    public Response pause(
            @Context RoutingContext context,
            @PathParam("tenantId") String tenantId,
            @PathParam("counterId") String counterId,
            byte[] body) {
        return move(context, tenantId, counterId, body, fields -> ShiftFields.wishOf(fields, CounterStatus.PAUSED));
    }

    @POST
    @Path("break")
    @Operation(operationId = "breakCounter", summary = "Begin a break, which may end by itself")
    @RequestBody(content = @Content(mediaType = JSON, schema = @Schema(implementation = ShiftFields.Break.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = CounterView.class)))
    public Response beginBreak(
            @Context RoutingContext context,
            @PathParam("tenantId") String tenantId,
            @PathParam("counterId") String counterId,
            byte[] body) {
        return move(
                context,
                tenantId,
                counterId,
                body,
                fields -> ShiftFields.breakOf(fields, clock.instant().truncatedTo(ChronoUnit.MICROS)));
    }

    @POST
    @Path("close")
    @Operation(operationId = "closeCounter", summary = "Close a counter; whoever is there is served to the end")
    @RequestBody(content = @Content(mediaType = JSON, schema = @Schema(implementation = ShiftFields.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = CounterView.class)))
    public Response close(
            @Context RoutingContext context,
            @PathParam("tenantId") String tenantId,
            @PathParam("counterId") String counterId,
            byte[] body) {
        return move(context, tenantId, counterId, body, fields -> ShiftFields.wishOf(fields, CounterStatus.CLOSED));
    }

    private Response move(
            RoutingContext context, String tenantId, String counterId, byte[] body, Function<Fields, Shift.Wish> wish) {
        UUID tenant = access.toServe(context, tenantId);
        UUID id = counters.read(tenant, PathId.parse(counterId)).id();
        Shifts.Done done = shifts.move(
                tenant,
                id,
                wish.apply(Fields.parse(body)),
                RequestKey.of(context, body),
                Caller.of(context),
                Actors.of(context));
        return IdempotencyKey.marked(Response.ok(CounterView.of(done.counter(), clock.instant())), done.isReplayed())
                .build();
    }
}
