package io.virtualqueue.server.counter;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import io.virtualqueue.server.http.Fields;
import io.virtualqueue.server.http.PathId;
import io.virtualqueue.server.identity.Actors;
import io.virtualqueue.server.identity.Caller;
import io.virtualqueue.server.identity.Permission;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** One counter, as managers set it up and staff see it. */
@Path("/v1/tenants/{tenantId}/counters/{counterId}")
@Tag(name = "Locations and counters")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class CounterResource {
    private final CounterAccess access;
    private final Counters counters;
    private final Guests guests;
    private final Clock clock;

    @Inject
    CounterResource(CounterAccess access, Counters counters, Guests guests, Clock clock) {
        this.access = access;
        this.counters = counters;
        this.guests = guests;
        this.clock = clock;
    }

    @GET
    @Operation(operationId = "getCounter", summary = "Get a counter, with whom it has called or serves")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = CounterView.class)))
    public CounterView get(
            @Context RoutingContext context,
            @PathParam("tenantId") String tenantId,
            @PathParam("counterId") String counterId) {
        UUID tenant = access.toSee(context, tenantId, null);
        Caller.of(context).require(Permission.SEE_SESSIONS);
        Counter counter = counters.read(tenant, PathId.parse(counterId));
        return CounterView.of(counter, clock.instant(), guests.at(counter));
    }

    @PATCH
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "changeCounter", summary = "Change a counter; absent fields stay")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = CounterFields.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = CounterView.class)))
    public CounterView change(
            @Context RoutingContext context,
            @PathParam("tenantId") String tenantId,
            @PathParam("counterId") String counterId,
            byte[] body) {
        Counter counter = managed(context, tenantId, counterId);
        CounterFields.Wish wish = CounterFields.changeOf(Fields.parse(body));
        return view(counters.change(counter.tenantId(), counter.id(), wish, Actors.of(context)));
    }

    @DELETE
    @Operation(operationId = "deleteCounter", summary = "Delete a counter")
    @APIResponse(responseCode = "204", description = "Deleted")
    public void delete(
            @Context RoutingContext context,
            @PathParam("tenantId") String tenantId,
            @PathParam("counterId") String counterId) {
        counters.delete(access.toManage(context, tenantId, null), PathId.parse(counterId), Actors.of(context));
    }

    @PUT
    @Path("services")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "setCounterServices", summary = "Say what a counter serves, in its order")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = CounterFields.Services.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = CounterView.class)))
    public CounterView setServices(
            @Context RoutingContext context,
            @PathParam("tenantId") String tenantId,
            @PathParam("counterId") String counterId,
            byte[] body) {
        Counter counter = managed(context, tenantId, counterId);
        List<UUID> services = CounterFields.servicesOf(Fields.parse(body));
        return view(counters.serve(counter.tenantId(), counter.id(), services, Actors.of(context)));
    }

    @PUT
    @Path("staff")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "setCounterStaff",
            summary = "Say who works at a counter, and which of its services each serves there",
            description = "It binds people of the role staff. When nobody is named, all of them may work there.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = CounterFields.Staff.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = CounterView.class)))
    public CounterView setStaff(
            @Context RoutingContext context,
            @PathParam("tenantId") String tenantId,
            @PathParam("counterId") String counterId,
            byte[] body) {
        Counter counter = managed(context, tenantId, counterId);
        List<Counter.Assignment> staff = CounterFields.staffOf(Fields.parse(body));
        return view(counters.staff(counter.tenantId(), counter.id(), staff, Actors.of(context)));
    }

    /** What is not there is unknown before anything is said of the body. */
    private Counter managed(RoutingContext context, String tenantId, String counterId) {
        return counters.read(access.toManage(context, tenantId, null), PathId.parse(counterId));
    }

    private CounterView view(Counter counter) {
        return CounterView.of(counter, clock.instant());
    }
}
