package io.virtualqueue.server.counter;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import io.virtualqueue.server.http.Fields;
import io.virtualqueue.server.http.PathId;
import io.virtualqueue.server.identity.Actors;
import io.virtualqueue.server.queue.OpeningTimes;
import io.virtualqueue.server.queue.OpeningTimes.DayView;
import io.virtualqueue.server.queue.OpeningTimes.SlotView;
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
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** One place where people are served. */
@Path("/v1/tenants/{tenantId}/locations/{locationId}")
@Tag(name = "Locations and counters")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class LocationResource {
    private final CounterAccess access;
    private final Locations locations;

    @Inject
    LocationResource(CounterAccess access, Locations locations) {
        this.access = access;
        this.locations = locations;
    }

    /** The hours as the description of the API shows them. */
    @Schema(name = "LocationHours")
    record Body(
            @Schema(description = "The name of a time zone; absent: it stays.") @Nullable
            String timeZone,

            @Schema(
                    description = "By day of the week, `monday` to `sunday`; a day that is not named is closed. Absent"
                            + " or null: always open.",
                    nullable = true)
            @Nullable
            Map<String, List<SlotView>> openingHours,

            @Schema(description = "Days that are other than usual.", maxItems = 366) @Nullable
            List<DayView> openingExceptions,

            @Schema(description = "Days on which all is closed.", maxItems = 366) @Nullable
            List<Holiday> holidays) {}

    /** A day on which all is closed. */
    @Schema(name = "Holiday")
    record Holiday(
            @Schema(format = "date") String date,

            @Schema(maxLength = Hours.MAX_HOLIDAY_NAME_LENGTH) @Nullable
            String name) {}

    @GET
    @Operation(operationId = "getLocation", summary = "Get a location")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = LocationView.class)))
    public LocationView get(
            @Context RoutingContext context,
            @PathParam("tenantId") String tenantId,
            @PathParam("locationId") String locationId) {
        UUID tenant = access.toSee(context, tenantId, null);
        return LocationView.of(locations.read(tenant, PathId.parse(locationId)));
    }

    @PATCH
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "changeLocation", summary = "Change a location; absent fields stay")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = LocationFields.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = LocationView.class)))
    public LocationView change(
            @Context RoutingContext context,
            @PathParam("tenantId") String tenantId,
            @PathParam("locationId") String locationId,
            byte[] body) {
        UUID tenant = access.toManage(context, tenantId, null);
        UUID id = locations.read(tenant, PathId.parse(locationId)).id();
        LocationFields.Wish wish = LocationFields.changeOf(Fields.parse(body));
        return LocationView.of(locations.change(tenant, id, wish, Actors.of(context)));
    }

    @DELETE
    @Operation(
            operationId = "deleteLocation",
            summary = "Delete a location without counters",
            description = "Its services stay, with their hours.")
    @APIResponse(responseCode = "204", description = "Deleted")
    public void delete(
            @Context RoutingContext context,
            @PathParam("tenantId") String tenantId,
            @PathParam("locationId") String locationId) {
        UUID tenant = access.toManage(context, tenantId, null);
        locations.delete(tenant, PathId.parse(locationId), Actors.of(context));
    }

    @PUT
    @Path("hours")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "setLocationHours",
            summary = "Set the hours of a location and of all its services",
            description = "What was set before is gone. Outside of its hours a service takes nobody in; whoever waits"
                    + " keeps the place.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = Body.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = LocationView.class)))
    public LocationView setHours(
            @Context RoutingContext context,
            @PathParam("tenantId") String tenantId,
            @PathParam("locationId") String locationId,
            byte[] body) {
        UUID tenant = access.toManage(context, tenantId, null);
        UUID id = locations.read(tenant, PathId.parse(locationId)).id();
        Fields fields = Fields.parse(body);
        ZoneId zone = OpeningTimes.readZone(fields);
        Hours hours = Hours.read(fields);
        fields.check();
        return LocationView.of(locations.open(tenant, id, zone, hours, Actors.of(context)));
    }
}
