package io.virtualqueue.server.tenant;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import io.virtualqueue.server.http.Fields;
import io.virtualqueue.server.http.IdempotencyKey;
import io.virtualqueue.server.http.PageQuery;
import io.virtualqueue.server.http.PageRequest;
import io.virtualqueue.server.http.ProblemException;
import io.virtualqueue.server.identity.Actors;
import io.virtualqueue.server.identity.Caller;
import io.virtualqueue.server.identity.Permission;
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
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Tenants: super admins make, list and delete them; a tenant's own people see theirs, and its admins change it. */
@Path("/v1/tenants")
@Tag(name = "Tenants")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class TenantResource {
    private static final List<String> SORT_FIELDS = List.of("createdAt", "name", "domain");

    private final Tenants tenants;

    @Inject
    TenantResource(Tenants tenants) {
        this.tenants = tenants;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "createTenant", summary = "Make a tenant, with its API key")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = NewTenant.class)))
    @APIResponse(
            responseCode = "201",
            description = "Made; the key is shown this once",
            content = @Content(schema = @Schema(implementation = TenantView.class)))
    public Response create(@Context RoutingContext context, byte[] body) {
        Caller.of(context).require(Permission.RUN_PLATFORM);
        var fresh = NewTenant.from(Fields.parse(body));
        RequestKey key = RequestKey.of(context, body);
        if (key == null) {
            var made = tenants.create(fresh, Actors.of(context));
            return created(made.tenant(), made.apiKey()).build();
        }
        var answered = tenants.create(fresh, Actors.of(context), key);
        var response = created(answered.tenant(), answered.apiKey());
        return IdempotencyKey.marked(response, answered.replayed()).build();
    }

    @GET
    @Operation(operationId = "listTenants", summary = "List all tenants")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = TenantView.Page.class)))
    public TenantView.Page list(@Context RoutingContext context, @BeanParam PageQuery query) {
        Caller.of(context).require(Permission.RUN_PLATFORM);
        PageRequest page = query.request(List.of(), SORT_FIELDS);
        Tenants.Listed listed = tenants.list(page);
        return new TenantView.Page(listed.tenants().stream().map(TenantView::of).toList(), page.of(listed.total()));
    }

    @GET
    @Path("{tenantId}")
    @Operation(operationId = "getTenant", summary = "Get a tenant")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = TenantView.class)))
    public TenantView get(@Context RoutingContext context, @PathParam("tenantId") String tenantId) {
        Caller caller = Caller.of(context);
        UUID tenant = caller.tenant(tenantId);
        caller.require(Permission.SEE_TENANT);
        return TenantView.of(tenants.read(tenant).orElseThrow(TenantResource::unknown));
    }

    @PATCH
    @Path("{tenantId}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "changeTenant", summary = "Change a tenant; absent fields stay")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = TenantChange.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = TenantView.class)))
    public TenantView change(@Context RoutingContext context, @PathParam("tenantId") String tenantId, Fields fields) {
        Caller caller = Caller.of(context);
        UUID tenant = caller.tenant(tenantId);
        caller.require(Permission.CHANGE_TENANT);
        return TenantView.of(tenants.change(tenant, Actors.of(context), now -> changed(caller, now, fields))
                .orElseThrow(TenantResource::unknown));
    }

    /** Limits are what the platform allows the tenant; who reads them may send them back as they are. */
    private static Tenant changed(Caller caller, Tenant now, Fields fields) {
        Tenant changed = TenantChange.applied(fields, now);
        if (!changed.settings().limits().equals(now.settings().limits())) {
            caller.require(Permission.RUN_PLATFORM);
        }
        return changed;
    }

    @DELETE
    @Path("{tenantId}")
    @Operation(operationId = "deleteTenant", summary = "Delete a tenant; its keys and people stop working")
    @APIResponse(responseCode = "204", description = "Deleted")
    public void delete(@Context RoutingContext context, @PathParam("tenantId") String tenantId) {
        Caller caller = Caller.of(context);
        UUID tenant = caller.tenant(tenantId);
        caller.require(Permission.RUN_PLATFORM);
        if (!tenants.delete(tenant, Actors.of(context))) {
            throw unknown();
        }
    }

    private static Response.ResponseBuilder created(Tenant tenant, @Nullable String apiKey) {
        return Response.created(URI.create("/v1/tenants/" + tenant.id())).entity(TenantView.of(tenant, apiKey));
    }

    private static ProblemException unknown() {
        return ProblemException.notFound("There is no such tenant.");
    }
}
