package io.virtualqueue.server.counter;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import io.virtualqueue.server.http.Fields;
import io.virtualqueue.server.http.IdempotencyKey;
import io.virtualqueue.server.http.PageQuery;
import io.virtualqueue.server.http.PathId;
import io.virtualqueue.server.identity.Actors;
import io.virtualqueue.server.identity.RequestKey;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The counters of one location. */
@Path("/v1/tenants/{tenantId}/locations/{locationId}/counters")
@Tag(name = "Locations and counters")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class LocationCountersResource {
    private final CounterAccess access;
    private final Locations locations;
    private final Counters counters;
    private final Clock clock;

    @Inject
    LocationCountersResource(CounterAccess access, Locations locations, Counters counters, Clock clock) {
        this.access = access;
        this.locations = locations;
        this.counters = counters;
        this.clock = clock;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "createCounter", summary = "Make a counter", description = "It is closed at first.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = CounterFields.class)))
    @APIResponse(
            responseCode = "201",
            description = "Made",
            content = @Content(schema = @Schema(implementation = CounterView.class)))
    public Response create(
            @Context RoutingContext context,
            @PathParam("tenantId") String tenantId,
            @PathParam("locationId") String locationId,
            byte[] body) {
        UUID tenant = access.toManage(context, tenantId, null);
        UUID location = locations.read(tenant, PathId.parse(locationId)).id();
        CounterFields.Wish wish = CounterFields.wishOf(Fields.parse(body));
        Counters.Made made = counters.create(tenant, location, wish, RequestKey.of(context, body), Actors.of(context));
        Counter counter = made.counter();
        var response = Response.created(URI.create("/v1/tenants/" + tenant + "/counters/" + counter.id()))
                .entity(CounterView.of(counter, clock.instant()));
        return IdempotencyKey.marked(response, made.isReplayed()).build();
    }

    @GET
    @Operation(operationId = "listCountersOfLocation", summary = "List the counters of a location")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = CounterView.Page.class)))
    public CounterView.Page list(
            @Context RoutingContext context,
            @PathParam("tenantId") String tenantId,
            @PathParam("locationId") String locationId,
            @BeanParam PageQuery query) {
        UUID tenant = access.toSee(context, tenantId, query.tenantId());
        UUID location = locations.read(tenant, PathId.parse(locationId)).id();
        return counters.page(tenant, CounterRows.Filter.at(location), query);
    }
}
