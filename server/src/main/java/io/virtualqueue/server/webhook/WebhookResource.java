package io.virtualqueue.server.webhook;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import io.virtualqueue.server.http.Fields;
import io.virtualqueue.server.http.IdempotencyKey;
import io.virtualqueue.server.http.PageQuery;
import io.virtualqueue.server.http.PageRequest;
import io.virtualqueue.server.http.PathId;
import io.virtualqueue.server.identity.Actors;
import io.virtualqueue.server.identity.RequestKey;
import io.virtualqueue.server.outbound.OutboundHttp;
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

/** The webhooks of a tenant. */
@Path("/v1/tenants/{tenantId}/webhooks")
@Tag(name = "Webhooks")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class WebhookResource {
    private static final List<String> SORT_FIELDS = List.of("createdAt", "name");
    private static final List<String> STATUSES = List.of(WebhookView.ACTIVE, WebhookView.INACTIVE);

    private final WebhookAccess access;
    private final Webhooks webhooks;
    private final OutboundHttp outbound;

    @Inject
    WebhookResource(WebhookAccess access, Webhooks webhooks, OutboundHttp outbound) {
        this.access = access;
        this.webhooks = webhooks;
        this.outbound = outbound;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "createWebhook",
            summary = "Make a webhook",
            description = "It is told of what happens from now on.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = WebhookFields.class)))
    @APIResponse(
            responseCode = "201",
            description = "Made; its secret is shown this once",
            content = @Content(schema = @Schema(implementation = WebhookView.class)))
    public Response create(@Context RoutingContext context, @PathParam("tenantId") String tenantId, byte[] body) {
        Fields fields = Fields.parse(body);
        UUID tenant = access.tenant(context, tenantId, fields.optionalUuid("tenantId"));
        WebhookFields.Wish wish = WebhookFields.wishOf(fields, outbound);
        RequestKey key = RequestKey.of(context, wish.withoutSecrets());
        Webhooks.Made made = webhooks.create(tenant, wish, key, Actors.of(context));
        Webhooks.Known known = made.webhook();
        var response = Response.created(URI.create(
                        "/v1/tenants/" + tenant + "/webhooks/" + known.webhook().id()))
                .entity(made.isReplayed() ? WebhookView.of(known) : WebhookView.withSecret(known));
        return IdempotencyKey.marked(response, made.isReplayed()).build();
    }

    @GET
    @Operation(operationId = "listWebhooks", summary = "List a tenant's webhooks")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = WebhookView.Page.class)))
    public WebhookView.Page list(
            @Context RoutingContext context, @PathParam("tenantId") String tenantId, @BeanParam PageQuery query) {
        UUID tenant = access.tenant(context, tenantId, query.tenantId());
        PageRequest page = query.request(STATUSES, SORT_FIELDS);
        Webhooks.Listed listed = webhooks.list(tenant, page);
        return new WebhookView.Page(
                listed.webhooks().stream().map(WebhookView::of).toList(), page.of(listed.total()));
    }

    @GET
    @Path("{webhookId}")
    @Operation(operationId = "getWebhook", summary = "Get a webhook")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = WebhookView.class)))
    public WebhookView get(
            @Context RoutingContext context,
            @PathParam("tenantId") String tenantId,
            @PathParam("webhookId") String webhookId) {
        UUID tenant = access.tenant(context, tenantId, null);
        return WebhookView.of(webhooks.read(tenant, PathId.parse(webhookId)).orElseThrow(Webhooks::unknown));
    }

    @PATCH
    @Path("{webhookId}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "changeWebhook",
            summary = "Change a webhook; absent fields stay",
            description = "One that becomes active is told of what happens from then on, and is no longer failing.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = WebhookFields.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = WebhookView.class)))
    public WebhookView change(
            @Context RoutingContext context,
            @PathParam("tenantId") String tenantId,
            @PathParam("webhookId") String webhookId,
            Fields fields) {
        UUID tenant = access.tenant(context, tenantId, null);
        UUID id = PathId.parse(webhookId);
        return WebhookView.of(webhooks.change(tenant, id, WebhookFields.changeOf(fields, outbound), Actors.of(context))
                .orElseThrow(Webhooks::unknown));
    }

    @DELETE
    @Path("{webhookId}")
    @Operation(
            operationId = "deleteWebhook",
            summary = "Delete a webhook",
            description = "What is still to be sent to it is not sent.")
    @APIResponse(responseCode = "204", description = "Deleted")
    public void delete(
            @Context RoutingContext context,
            @PathParam("tenantId") String tenantId,
            @PathParam("webhookId") String webhookId) {
        UUID tenant = access.tenant(context, tenantId, null);
        if (!webhooks.delete(tenant, PathId.parse(webhookId), Actors.of(context))) {
            throw Webhooks.unknown();
        }
    }

    @POST
    @Path("{webhookId}/rotate-secret")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "rotateWebhookSecret",
            summary = "Give a webhook another secret",
            description =
                    "`X-Webhook-Signature` is made with the new one at once; `webhook-signature` holds one of each"
                            + " for overlapSeconds.")
    @RequestBody(content = @Content(schema = @Schema(implementation = NewSecret.class)))
    @APIResponse(
            responseCode = "200",
            description = "The webhook with its new secret, which is shown this once",
            content = @Content(schema = @Schema(implementation = WebhookView.class)))
    public WebhookView rotateSecret(
            @Context RoutingContext context,
            @PathParam("tenantId") String tenantId,
            @PathParam("webhookId") String webhookId,
            byte[] body) {
        UUID tenant = access.tenant(context, tenantId, null);
        UUID id = PathId.parse(webhookId);
        return WebhookView.withSecret(webhooks.rotateSecret(tenant, id, NewSecret.from(body), Actors.of(context))
                .orElseThrow(Webhooks::unknown));
    }
}
