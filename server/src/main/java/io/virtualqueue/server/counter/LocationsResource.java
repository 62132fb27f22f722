package io.virtualqueue.server.counter;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import io.virtualqueue.server.http.Fields;
import io.virtualqueue.server.http.IdempotencyKey;
import io.virtualqueue.server.http.PageQuery;
import io.virtualqueue.server.http.PageRequest;
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
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The places where a tenant serves people. */
@Path("/v1/tenants/{tenantId}/locations")
@Tag(name = "Locations and counters")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class LocationsResource {
    static final List<String> SORT_FIELDS = List.of("createdAt", "name");

    private final CounterAccess access;
    private final Locations locations;

    @Inject
    LocationsResource(CounterAccess access, Locations locations) {
        this.access = access;
        this.locations = locations;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "createLocation", summary = "Make a location")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = LocationFields.class)))
    @APIResponse(
            responseCode = "201",
            description = "Made",
            content = @Content(schema = @Schema(implementation = LocationView.class)))
    public Response create(@Context RoutingContext context, @PathParam("tenantId") String tenantId, byte[] body) {
        Fields fields = Fields.parse(body);
        UUID tenant = access.toManage(context, tenantId, fields.optionalUuid("tenantId"));
        LocationFields.Wish wish = LocationFields.wishOf(fields);
        Locations.Made made = locations.create(tenant, wish, RequestKey.of(context, body), Actors.of(context));
        Location location = made.location();
        var response = Response.created(URI.create("/v1/tenants/" + tenant + "/locations/" + location.id()))
                .entity(LocationView.of(location));
        return IdempotencyKey.marked(response, made.isReplayed()).build();
    }

    @GET
    @Operation(operationId = "listLocations", summary = "List a tenant's locations")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = LocationView.Page.class)))
    public LocationView.Page list(
            @Context RoutingContext context, @PathParam("tenantId") String tenantId, @BeanParam PageQuery query) {
        UUID tenant = access.toSee(context, tenantId, query.tenantId());
        PageRequest page = query.request(List.of(), SORT_FIELDS);
        Locations.Listed listed = locations.list(tenant, page);
        return new LocationView.Page(
                listed.locations().stream().map(LocationView::of).toList(), page.of(listed.total()));
    }
}
