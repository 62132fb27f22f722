package io.virtualqueue.server.privacy;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import io.virtualqueue.server.http.Fields;
import io.virtualqueue.server.identity.Actors;
import io.virtualqueue.server.identity.Caller;
import io.virtualqueue.server.identity.Permission;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What is known of people, for a tenant's admins to answer those who ask. */
@Path("/v1/tenants/{tenantId}/privacy")
@Tag(name = "Privacy")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class PrivacyResource {
    private final Exports exports;
    private final Erasure erasure;
    private final Resealing resealing;

    @Inject
    PrivacyResource(Exports exports, Erasure erasure, Resealing resealing) {
        this.exports = exports;
        this.erasure = erasure;
        this.resealing = resealing;
    }

    @POST
    @Path("export")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "exportPerson",
            summary = "Show all that is known of a person",
            description = "At most " + Exports.MAX_SESSIONS + " sessions with " + Exports.MAX_EVENTS
                    + " events; `truncated` says that there are more.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = PersonQuery.Body.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = PersonExport.class)))
    public PersonExport export(@Context RoutingContext context, @PathParam("tenantId") String tenantId, Fields fields) {
        UUID tenant = administered(context, tenantId, fields);
        return exports.export(tenant, PersonQuery.from(fields), Actors.of(context));
    }

    @POST
    @Path("erase")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "erasePerson",
            summary = "Erase what is known of a person",
            description = "Whoever is still in a queue leaves it. Counts of the past stay true. Done again, it does no"
                    + " harm.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = PersonQuery.Body.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Erasure.Erased.class)))
    public Erasure.Erased erase(
            @Context RoutingContext context, @PathParam("tenantId") String tenantId, Fields fields) {
        UUID tenant = administered(context, tenantId, fields);
        return erasure.erase(tenant, PersonQuery.from(fields), Actors.of(context));
    }

    @POST
    @Path("rotate-key")
    @Operation(
            operationId = "rotatePersonalDataKey",
            summary = "Seal personal data with a new key",
            description = "New data at once, what is there in the background.")
    @APIResponse(responseCode = "204", description = "There is a new key.")
    public void rotateKey(@Context RoutingContext context, @PathParam("tenantId") String tenantId) {
        Caller caller = Caller.of(context);
        UUID tenant = caller.tenant(tenantId);
        caller.require(Permission.MANAGE_PERSONAL_DATA);
        exports.requireTenant(tenant);
        resealing.rotate(tenant, Actors.of(context));
    }

    private UUID administered(RoutingContext context, String tenantId, Fields fields) {
        Caller caller = Caller.of(context);
        UUID tenant = caller.tenant(tenantId, fields.optionalUuid("tenantId"));
        caller.require(Permission.MANAGE_PERSONAL_DATA);
        exports.requireTenant(tenant);
        return tenant;
    }
}
