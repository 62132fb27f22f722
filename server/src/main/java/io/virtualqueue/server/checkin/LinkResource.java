package io.virtualqueue.server.checkin;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import io.virtualqueue.server.http.Fields;
import io.virtualqueue.server.http.IdempotencyKey;
import io.virtualqueue.server.http.PageQuery;
import io.virtualqueue.server.http.PageRequest;
import io.virtualqueue.server.http.PathId;
import io.virtualqueue.server.identity.Actors;
import io.virtualqueue.server.identity.Caller;
import io.virtualqueue.server.identity.LinkTokens;
import io.virtualqueue.server.identity.Permission;
import io.virtualqueue.server.identity.RequestKey;
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

/** The links of a tenant, for those who manage its queues. */
@Path("/v1/tenants/{tenantId}/links")
@Tag(name = "Check-in")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class LinkResource {
    private final Links links;
    private final LinkTokens tokens;

    @Inject
    LinkResource(Links links, LinkTokens tokens) {
        this.links = links;
        this.tokens = tokens;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "createLink",
            summary = "Make a link for a kiosk or a poster",
            description = "Whoever has its token may join its queues, from any page and without a credential.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = LinkFields.class)))
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = LinkView.class)))
    public Response create(@Context RoutingContext context, @PathParam("tenantId") String tenantId, byte[] body) {
        Caller.of(context).requireKnown();
        Fields fields = Fields.parse(body);
        UUID tenant = tenant(context, tenantId, fields.optionalUuid("tenantId"));
        LinkFields.Wish wish = LinkFields.wishOf(fields);
        Links.Made made = links.create(tenant, wish, RequestKey.of(context, body), Actors.of(context));
        var response = Response.created(URI.create(
                        "/v1/tenants/" + tenant + "/links/" + made.link().id()))
                .entity(view(made.link()));
        return IdempotencyKey.marked(response, made.isReplayed()).build();
    }

    @GET
    @Operation(operationId = "listLinks", summary = "List a tenant's links")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = LinkView.Page.class)))
    public LinkView.Page list(
            @Context RoutingContext context, @PathParam("tenantId") String tenantId, @BeanParam PageQuery query) {
        UUID tenant = tenant(context, tenantId, query.tenantId());
        PageRequest page = query.request(List.of(), Links.SORT_FIELDS);
        Links.Listed listed = links.list(tenant, page);
        return new LinkView.Page(listed.links().stream().map(this::view).toList(), page.of(listed.total()));
    }

    @GET
    @Path("{linkId}")
    @Operation(operationId = "getLink", summary = "Get a link")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = LinkView.class)))
    public LinkView get(
            @Context RoutingContext context,
            @PathParam("tenantId") String tenantId,
            @PathParam("linkId") String linkId) {
        UUID tenant = tenant(context, tenantId, null);
        return view(links.read(tenant, PathId.parse(linkId)).orElseThrow(Links::unknown));
    }

    @DELETE
    @Path("{linkId}")
    @Operation(operationId = "deleteLink", summary = "Revoke a link; nobody joins by it any more")
    @APIResponse(responseCode = "204", description = "Revoked")
    public void delete(
            @Context RoutingContext context,
            @PathParam("tenantId") String tenantId,
            @PathParam("linkId") String linkId) {
        UUID tenant = tenant(context, tenantId, null);
        if (!links.delete(tenant, PathId.parse(linkId), Actors.of(context))) {
            throw Links.unknown();
        }
    }

    private static UUID tenant(RoutingContext context, String pathTenant, @Nullable UUID named) {
        Caller caller = Caller.of(context);
        UUID tenant = caller.tenant(pathTenant, named);
        caller.require(Permission.MANAGE_QUEUES);
        return tenant;
    }

    private LinkView view(Link link) {
        return LinkView.of(link, tokens.issue(link.tenantId(), link.id()));
    }
}
