package io.virtualqueue.server.webhook;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import io.virtualqueue.server.http.Fields;
import io.virtualqueue.server.http.PathId;
import io.virtualqueue.server.identity.Actors;
import io.virtualqueue.server.identity.Caller;
import io.virtualqueue.server.identity.Permission;
import io.virtualqueue.server.outbound.OutboundHttp;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
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
import org.jspecify.annotations.Nullable;

/** Where a queue's releases are told. */
@Path("/v1/tenants/{tenantId}/queues/{queueId}/callback")
@Tag(name = "Callbacks")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class QueueCallbackResource {
    private final Callbacks callbacks;
    private final OutboundHttp outbound;

    @Inject
    QueueCallbackResource(Callbacks callbacks, OutboundHttp outbound) {
        this.callbacks = callbacks;
        this.outbound = outbound;
    }

    @GET
    @Operation(operationId = "getQueueCallback", summary = "Get a queue's own callback")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = CallbackView.class)))
    public CallbackView get(
            @Context RoutingContext context,
            @PathParam("tenantId") String tenantId,
            @PathParam("queueId") String queueId) {
        CallbackOwner owner = owner(context, tenantId, null, queueId);
        return CallbackView.of(owner, callbacks.read(owner));
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "setQueueCallback",
            summary = "Have a queue's releases told to a URL",
            description = "It takes the place of the callback of the queue's application. One that the server has"
                    + " switched off is switched on again.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = CallbackFields.class)))
    @APIResponse(
            responseCode = "201",
            description = "Made; its secret is shown this once",
            content = @Content(schema = @Schema(implementation = CallbackView.class)))
    @APIResponse(
            responseCode = "200",
            description = "Changed",
            content = @Content(schema = @Schema(implementation = CallbackView.class)))
    public Response put(
            @Context RoutingContext context,
            @PathParam("tenantId") String tenantId,
            @PathParam("queueId") String queueId,
            Fields fields) {
        CallbackOwner owner = owner(context, tenantId, fields.optionalUuid("tenantId"), queueId);
        String url = CallbackFields.from(fields, outbound).url();
        Callbacks.Put put = callbacks.put(owner, url, Actors.of(context));
        return put.isNew()
                ? Response.status(Response.Status.CREATED)
                        .entity(CallbackView.withSecret(put.callback()))
                        .build()
                : Response.ok(CallbackView.of(put.callback())).build();
    }

    @DELETE
    @Operation(
            operationId = "removeQueueCallback",
            summary = "Tell a queue's releases no more",
            description = "Those of its application's callback are told again, if it has one.")
    @APIResponse(responseCode = "204", description = "There is none any more")
    public void delete(
            @Context RoutingContext context,
            @PathParam("tenantId") String tenantId,
            @PathParam("queueId") String queueId) {
        callbacks.remove(owner(context, tenantId, null, queueId), Actors.of(context));
    }

    @POST
    @Path("rotate-secret")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "rotateQueueCallbackSecret", summary = "Give a queue's callback another secret")
    @RequestBody(content = @Content(schema = @Schema(implementation = NewSecret.class)))
    @APIResponse(
            responseCode = "200",
            description = "The callback with its new secret, which is shown this once",
            content = @Content(schema = @Schema(implementation = CallbackView.class)))
    public CallbackView rotateSecret(
            @Context RoutingContext context,
            @PathParam("tenantId") String tenantId,
            @PathParam("queueId") String queueId,
            byte[] body) {
        CallbackOwner owner = owner(context, tenantId, null, queueId);
        return CallbackView.withSecret(callbacks.rotateSecret(owner, NewSecret.from(body), Actors.of(context)));
    }

    private static CallbackOwner owner(
            RoutingContext context, String pathTenant, @Nullable UUID named, String queueId) {
        Caller caller = Caller.of(context);
        UUID tenant = caller.tenant(pathTenant, named);
        caller.require(Permission.MANAGE_QUEUES);
        return CallbackOwner.queue(tenant, PathId.parse(queueId));
    }
}
