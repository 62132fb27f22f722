package io.virtualqueue.server.tenant;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import io.virtualqueue.server.http.Fields;
import io.virtualqueue.server.http.IdempotencyKey;
import io.virtualqueue.server.http.PageQuery;
import io.virtualqueue.server.http.PageRequest;
import io.virtualqueue.server.http.PathId;
import io.virtualqueue.server.http.ProblemException;
import io.virtualqueue.server.identity.Actors;
import io.virtualqueue.server.identity.Application;
import io.virtualqueue.server.identity.Applications;
import io.virtualqueue.server.identity.RequestKey;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The programs of a tenant, for its admins. */
@Path("/v1/tenants/{tenantId}/applications")
@Tag(name = "Applications")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class ApplicationResource {
    private static final List<String> SORT_FIELDS = List.of("createdAt", "name");

    private final Administered administered;
    private final Applications applications;

    @Inject
    ApplicationResource(Administered administered, Applications applications) {
        this.administered = administered;
        this.applications = applications;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "createApplication", summary = "Make an application, with a live key")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = ApplicationFields.class)))
    @APIResponse(
            responseCode = "201",
            description = "Made; its secrets are shown this once",
            content = @Content(schema = @Schema(implementation = ApplicationView.class)))
    public Response create(@Context RoutingContext context, @PathParam("tenantId") String tenantId, byte[] body) {
        Fields fields = Fields.parse(body);
        UUID tenant = administered.tenant(context, tenantId, fields.optionalUuid("tenantId"));
        Application.Settings settings = ApplicationFields.settingsOf(fields);
        var made = applications.create(tenant, settings, RequestKey.of(context, body), Actors.of(context));
        var response = Response.created(URI.create("/v1/tenants/" + tenant + "/applications/"
                        + made.application().id()))
                .entity(ApplicationView.of(made.application(), made.apiKey(), made.signingSecret()));
        return IdempotencyKey.marked(response, made.replayed()).build();
    }

    @GET
    @Operation(operationId = "listApplications", summary = "List a tenant's applications")
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = ApplicationView.Page.class)))
    public ApplicationView.Page list(
            @Context RoutingContext context, @PathParam("tenantId") String tenantId, @BeanParam PageQuery query) {
        UUID tenant = administered.tenant(context, tenantId, query.tenantId());
        PageRequest page = query.request(List.of(), SORT_FIELDS);
        Applications.Listed listed = applications.list(tenant, page);
        return new ApplicationView.Page(
                listed.applications().stream().map(ApplicationView::of).toList(), page.of(listed.total()));
    }

    @GET
    @Path("{applicationId}")
    @Operation(operationId = "getApplication", summary = "Get an application")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ApplicationView.class)))
    public ApplicationView get(
            @Context RoutingContext context,
            @PathParam("tenantId") String tenantId,
            @PathParam("applicationId") String applicationId) {
        UUID tenant = administered.tenant(context, tenantId, null);
        return ApplicationView.of(
                applications.read(tenant, PathId.parse(applicationId)).orElseThrow(ApplicationResource::unknown));
    }

    @PATCH
    @Path("{applicationId}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "changeApplication", summary = "Change an application; absent fields stay")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = ApplicationFields.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ApplicationView.class)))
    public ApplicationView change(
            @Context RoutingContext context,
            @PathParam("tenantId") String tenantId,
            @PathParam("applicationId") String applicationId,
            Fields fields) {
        UUID tenant = administered.tenant(context, tenantId, null);
        UUID id = PathId.parse(applicationId);
        return ApplicationView.of(applications
                .change(tenant, id, ApplicationFields.changeOf(fields), Actors.of(context))
                .orElseThrow(ApplicationResource::unknown));
    }

    @DELETE
    @Path("{applicationId}")
    @Operation(operationId = "deleteApplication", summary = "Delete an application; its keys stop working at once")
    @APIResponse(responseCode = "204", description = "Deleted")
    public void delete(
            @Context RoutingContext context,
            @PathParam("tenantId") String tenantId,
            @PathParam("applicationId") String applicationId) {
        UUID tenant = administered.tenant(context, tenantId, null);
        if (!applications.delete(tenant, PathId.parse(applicationId), Actors.of(context))) {
            throw unknown();
        }
    }

    @POST
    @Path("{applicationId}/signing-secret")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "rotateSigningSecret",
            summary = "Give an application a new secret to sign with",
            description = "The former one is good for overlapSeconds more.")
    @RequestBody(content = @Content(schema = @Schema(implementation = Overlap.class)))
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = ApplicationView.Secret.class)))
    public ApplicationView.Secret rotateSigningSecret(
            @Context RoutingContext context,
            @PathParam("tenantId") String tenantId,
            @PathParam("applicationId") String applicationId,
            byte[] body) {
        UUID tenant = administered.tenant(context, tenantId, null);
        Duration overlap = Overlap.from(body);
        return new ApplicationView.Secret(applications
                .newSigningSecret(tenant, PathId.parse(applicationId), overlap, Actors.of(context))
                .orElseThrow(ApplicationResource::unknown));
    }

    private static ProblemException unknown() {
        return ProblemException.notFound("There is no such application.");
    }
}
