package io.virtualqueue.server.compat;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import io.virtualqueue.server.http.Fields;
import io.virtualqueue.server.http.PageQuery;
import io.virtualqueue.server.identity.Caller;
import io.virtualqueue.server.identity.Permission;
import io.virtualqueue.server.webhook.WebhookResource;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Webhooks by the paths of the integration guide. */
@Path("/webhooks")
@Tag(name = "Older paths")
@Produces(MediaType.APPLICATION_JSON)
@Singleton
@RunOnVirtualThread
public final class GuideWebhookResource {
    private final MeantTenant tenants;
    private final WebhookResource webhooks;
    private final Features features;

    /** The body as the documentation shows it: the one of {@code /v1} takes more. */
    @Schema(name = "GuideWebhook")
    record Body(
            @Nullable String name,
            @Nullable String url,
            @Nullable List<String> events,
            @Nullable String secret,
            @Nullable Boolean isActive) {
        @Override
        public String toString() {
            return "GuideWebhook";
        }
    }

    @Inject
    GuideWebhookResource(MeantTenant tenants, WebhookResource webhooks, Features features) {
        this.tenants = tenants;
        this.webhooks = webhooks;
        this.features = features;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "guideCreateWebhook", summary = "Make a webhook")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = Body.class)))
    @APIResponse(responseCode = "201", description = "`data` is the webhook, with its secret")
    public Response create(@Context RoutingContext context, byte[] body) {
        String tenant = managed(context);
        return Envelope.success(201, features.answerOf(webhooks.create(context, tenant, body)));
    }

    @GET
    @Operation(operationId = "guideListWebhooks", summary = "List the webhooks")
    @APIResponse(responseCode = "200", description = "`data: {webhooks, pagination}`")
    public Response list(@Context RoutingContext context, @BeanParam PageQuery query) {
        String tenant = managed(context);
        return Envelope.success(200, features.tree(webhooks.list(context, tenant, query)));
    }

    @GET
    @Path("{webhookId}")
    @Operation(operationId = "guideGetWebhook", summary = "Get a webhook")
    @APIResponse(responseCode = "200", description = "`data` is the webhook")
    public Response get(@Context RoutingContext context, @PathParam("webhookId") String webhookId) {
        String tenant = managed(context);
        return Envelope.success(200, features.tree(webhooks.get(context, tenant, webhookId)));
    }

    @PUT
    @Path("{webhookId}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "guidePutWebhook", summary = "Change a webhook; absent fields stay")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = Body.class)))
    @APIResponse(responseCode = "200", description = "`data` is the webhook")
    public Response put(@Context RoutingContext context, @PathParam("webhookId") String webhookId, Fields fields) {
        return change(context, webhookId, fields);
    }

    @PATCH
    @Path("{webhookId}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "guideChangeWebhook", summary = "Change a webhook; absent fields stay")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = Body.class)))
    @APIResponse(responseCode = "200", description = "`data` is the webhook")
    public Response change(@Context RoutingContext context, @PathParam("webhookId") String webhookId, Fields fields) {
        String tenant = managed(context);
        return Envelope.success(200, features.tree(webhooks.change(context, tenant, webhookId, fields)));
    }

    @DELETE
    @Path("{webhookId}")
    @Operation(operationId = "guideDeleteWebhook", summary = "Delete a webhook")
    @APIResponse(responseCode = "200", description = "Deleted")
    public Response delete(@Context RoutingContext context, @PathParam("webhookId") String webhookId) {
        webhooks.delete(context, managed(context), webhookId);
        return Envelope.success(null, "Deleted.");
    }

    private String managed(RoutingContext context) {
        Caller.of(context).require(Permission.MANAGE_WEBHOOKS);
        return tenants.of(context).toString();
    }
}
