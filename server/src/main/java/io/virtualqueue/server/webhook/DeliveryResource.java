package io.virtualqueue.server.webhook;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import io.virtualqueue.server.http.Fields;
import io.virtualqueue.server.http.PageQuery;
import io.virtualqueue.server.http.PageRequest;
import io.virtualqueue.server.http.PathId;
import io.virtualqueue.server.http.ProblemException;
import io.virtualqueue.server.identity.Actors;
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
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What a webhook is told, was told, and shall be told again. */
@Path("/v1/tenants/{tenantId}/webhooks/{webhookId}")
@Tag(name = "Webhooks")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class DeliveryResource {
    private final WebhookAccess access;
    private final Webhooks webhooks;
    private final DeliveryLog log;
    private final Replays replays;
    private final TestDeliveries tests;

    @Inject
    DeliveryResource(WebhookAccess access, Webhooks webhooks, DeliveryLog log, Replays replays, TestDeliveries tests) {
        this.access = access;
        this.webhooks = webhooks;
        this.log = log;
        this.replays = replays;
        this.tests = tests;
    }

    @POST
    @Path("test")
    @Operation(
            operationId = "testWebhook",
            summary = "Send a webhook an event that did not happen",
            description =
                    "`webhook.test`, signed like any other, now and once; the answer says what became of it, which"
                            + " takes at most 30 seconds.")
    @APIResponse(
            responseCode = "200",
            description = "Sent, or tried to",
            content = @Content(schema = @Schema(implementation = TestDeliveries.Tested.class)))
    public TestDeliveries.Tested test(
            @Context RoutingContext context,
            @PathParam("tenantId") String tenantId,
            @PathParam("webhookId") String webhookId) {
        UUID tenant = access.tenant(context, tenantId, null);
        return tests.send(webhooks.read(tenant, PathId.parse(webhookId)).orElseThrow(Webhooks::unknown));
    }

    @POST
    @Path("replay")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "replayWebhook",
            summary = "Send again what happened from a time or an event on",
            description = "What the webhook asks for now, in new deliveries of the same events, at most "
                    + Replays.MAX_AT_ONCE + " at once, and one reading of the journal more.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = ReplayStart.Body.class)))
    @APIResponse(
            responseCode = "202",
            description = "To be sent",
            content = @Content(schema = @Schema(implementation = Replayed.class)))
    public Response replay(
            @Context RoutingContext context,
            @PathParam("tenantId") String tenantId,
            @PathParam("webhookId") String webhookId,
            Fields fields) {
        UUID tenant = access.tenant(context, tenantId, null);
        UUID id = PathId.parse(webhookId);
        return accepted(replays.from(tenant, id, ReplayStart.from(fields), Actors.of(context))
                .orElseThrow(Webhooks::unknown));
    }

    @POST
    @Path("dead/replay")
    @Operation(
            operationId = "replayDeadDeliveries",
            summary = "Send again all deliveries that were given up",
            description = "The oldest first, at most " + Replays.MAX_AT_ONCE + " at once; each once.")
    @APIResponse(
            responseCode = "202",
            description = "To be sent",
            content = @Content(schema = @Schema(implementation = Replayed.class)))
    public Response replayDead(
            @Context RoutingContext context,
            @PathParam("tenantId") String tenantId,
            @PathParam("webhookId") String webhookId) {
        UUID tenant = access.tenant(context, tenantId, null);
        return accepted(replays.dead(tenant, PathId.parse(webhookId), Actors.of(context))
                .orElseThrow(Webhooks::unknown));
    }

    @GET
    @Path("deliveries")
    @Operation(
            operationId = "listDeliveries",
            summary = "List a webhook's deliveries, the newest first",
            description = "Ended ones are kept for 7 days, dead ones for 30. At most 10,000 can be turned to and are"
                    + " counted.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = DeliveryView.Page.class)))
    public DeliveryView.Page list(
            @Context RoutingContext context,
            @PathParam("tenantId") String tenantId,
            @PathParam("webhookId") String webhookId,
            @BeanParam PageQuery pageQuery,
            @BeanParam DeliveryQuery query) {
        UUID tenant = access.tenant(context, tenantId, pageQuery.tenantId());
        PageRequest page = DeliveryQuery.page(pageQuery);
        return log.list(tenant, PathId.parse(webhookId), query.filter(), page).orElseThrow(Webhooks::unknown);
    }

    @GET
    @Path("deliveries/{deliveryId}")
    @Operation(operationId = "getDelivery", summary = "Get a delivery with every attempt")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = DeliveryView.class)))
    public DeliveryView get(
            @Context RoutingContext context,
            @PathParam("tenantId") String tenantId,
            @PathParam("webhookId") String webhookId,
            @PathParam("deliveryId") String deliveryId) {
        UUID tenant = access.tenant(context, tenantId, null);
        return log.read(tenant, PathId.parse(webhookId), PathId.parse(deliveryId))
                .orElseThrow(DeliveryResource::unknown);
    }

    @POST
    @Path("deliveries/{deliveryId}/replay")
    @Operation(
            operationId = "replayDelivery",
            summary = "Send a delivery again",
            description = "One that ended, delivered or dead, in a new delivery of the same event.")
    @APIResponse(
            responseCode = "202",
            description = "To be sent; the new delivery",
            content = @Content(schema = @Schema(implementation = DeliveryView.class)))
    public Response replayOne(
            @Context RoutingContext context,
            @PathParam("tenantId") String tenantId,
            @PathParam("webhookId") String webhookId,
            @PathParam("deliveryId") String deliveryId) {
        UUID tenant = access.tenant(context, tenantId, null);
        return accepted(replays.one(tenant, PathId.parse(webhookId), PathId.parse(deliveryId), Actors.of(context))
                .orElseThrow(DeliveryResource::unknown));
    }

    private static Response accepted(Object entity) {
        return Response.accepted(entity).build();
    }

    private static ProblemException unknown() {
        return ProblemException.notFound("There is no such delivery.");
    }
}
