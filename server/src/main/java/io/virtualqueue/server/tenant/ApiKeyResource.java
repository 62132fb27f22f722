package io.virtualqueue.server.tenant;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import io.virtualqueue.server.http.Fields;
import io.virtualqueue.server.http.PageQuery;
import io.virtualqueue.server.http.PageRequest;
import io.virtualqueue.server.http.PathId;
import io.virtualqueue.server.http.ProblemException;
import io.virtualqueue.server.identity.Actors;
import io.virtualqueue.server.identity.ApiKey;
import io.virtualqueue.server.identity.ApiKeys;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The keys of an application, for the tenant's admins. */
@Path("/v1/tenants/{tenantId}/applications/{applicationId}/keys")
@Tag(name = "Applications")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class ApiKeyResource {
    private static final List<String> SORT_FIELDS = List.of("createdAt", "name");

    private final Administered administered;
    private final ApiKeys keys;
    private final Clock clock;

    @Inject
    ApiKeyResource(Administered administered, ApiKeys keys, Clock clock) {
        this.administered = administered;
        this.keys = keys;
        this.clock = clock;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "createApiKey", summary = "Make a key of an application")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = ApiKeyFields.class)))
    @APIResponse(
            responseCode = "201",
            description = "Made; the key is shown this once",
            content = @Content(schema = @Schema(implementation = ApiKeyView.class)))
    public Response create(
            @Context RoutingContext context,
            @PathParam("tenantId") String tenantId,
            @PathParam("applicationId") String applicationId,
            Fields fields) {
        UUID tenant = administered.tenant(context, tenantId, null);
        UUID application = PathId.parse(applicationId);
        ApiKey.Wish wish = ApiKeyFields.wishOf(fields, clock.instant());
        return created(keys.create(tenant, application, wish, Actors.of(context))
                .orElseThrow(() -> ProblemException.notFound("There is no such application.")));
    }

    @GET
    @Operation(
            operationId = "listApiKeys",
            summary = "List an application's keys",
            description = "Also those that work no more.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ApiKeyView.Page.class)))
    public ApiKeyView.Page list(
            @Context RoutingContext context,
            @PathParam("tenantId") String tenantId,
            @PathParam("applicationId") String applicationId,
            @BeanParam PageQuery query) {
        UUID tenant = administered.tenant(context, tenantId, query.tenantId());
        PageRequest page = query.request(List.of(), SORT_FIELDS);
        ApiKeys.Listed listed = keys.list(tenant, PathId.parse(applicationId), page)
                .orElseThrow(() -> ProblemException.notFound("There is no such application."));
        return new ApiKeyView.Page(listed.keys().stream().map(ApiKeyView::of).toList(), page.of(listed.total()));
    }

    @POST
    @Path("{keyId}/rotate")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "rotateApiKey",
            summary = "Make a key in place of another",
            description = "It has the name, scopes and span of life of the former one, which goes on working for"
                    + " overlapSeconds.")
    @RequestBody(content = @Content(schema = @Schema(implementation = Overlap.class)))
    @APIResponse(
            responseCode = "201",
            description = "Made; the key is shown this once",
            content = @Content(schema = @Schema(implementation = ApiKeyView.class)))
    public Response rotate(
            @Context RoutingContext context,
            @PathParam("tenantId") String tenantId,
            @PathParam("applicationId") String applicationId,
            @PathParam("keyId") String keyId,
            byte[] body) {
        UUID tenant = administered.tenant(context, tenantId, null);
        Duration overlap = Overlap.from(body);
        return created(
                keys.rotate(tenant, PathId.parse(applicationId), PathId.parse(keyId), overlap, Actors.of(context))
                        .orElseThrow(ApiKeyResource::unknown));
    }

    @DELETE
    @Path("{keyId}")
    @Operation(operationId = "revokeApiKey", summary = "Revoke a key; it stops working at once")
    @APIResponse(responseCode = "204", description = "Revoked")
    public void revoke(
            @Context RoutingContext context,
            @PathParam("tenantId") String tenantId,
            @PathParam("applicationId") String applicationId,
            @PathParam("keyId") String keyId) {
        UUID tenant = administered.tenant(context, tenantId, null);
        if (!keys.revoke(tenant, PathId.parse(applicationId), PathId.parse(keyId), Actors.of(context))) {
            throw unknown();
        }
    }

    private static Response created(ApiKey.Made made) {
        return Response.status(Response.Status.CREATED)
                .entity(ApiKeyView.of(made))
                .build();
    }

    private static ProblemException unknown() {
        return ProblemException.notFound("There is no such key that works.");
    }
}
