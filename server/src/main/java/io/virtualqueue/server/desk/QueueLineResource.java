package io.virtualqueue.server.desk;

import io.smallrye.common.annotation.NonBlocking;
import io.vertx.ext.web.RoutingContext;
import io.virtualqueue.server.session.SessionAnswer;
import io.virtualqueue.server.session.SessionRequest;
import io.virtualqueue.server.session.TransferAnswer;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What changes where somebody stands or stood, for those who say in which queue the session is. */
@Path("/v1/tenants/{tenantId}/queues/{queueId}/sessions/{sessionId}")
@Tag(name = "Desk")
@Produces(MediaType.APPLICATION_JSON)
@Singleton
@NonBlocking
public final class QueueLineResource {
    private final ServiceSteps steps;

    @Inject
    QueueLineResource(ServiceSteps steps) {
        this.steps = steps;
    }

    @POST
    @Path("move")
    @Operation(
            operationId = "move",
            summary = "Move within the line",
            description = "To another priority, another place, or both.")
    @RequestBody(
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = MoveWish.Body.class)))
    @APIResponse(
            responseCode = "200",
            description = "The session.",
            content = @Content(schema = @Schema(implementation = SessionAnswer.class)))
    public CompletionStage<Response> move(
            @Context RoutingContext context,
            @PathParam("tenantId") String tenantId,
            @PathParam("queueId") String queueId,
            @PathParam("sessionId") String sessionId,
            byte[] body) {
        SessionRequest request = SessionRequest.of(context, tenantId);
        return steps.move(request, request.session(queueId, sessionId), body);
    }

    @POST
    @Path("cancel")
    @Operation(operationId = "cancel", summary = "Give up the place for somebody")
    @APIResponse(
            responseCode = "200",
            description = "The session, which has left.",
            content = @Content(schema = @Schema(implementation = SessionAnswer.class)))
    public CompletionStage<Response> cancel(
            @Context RoutingContext context,
            @PathParam("tenantId") String tenantId,
            @PathParam("queueId") String queueId,
            @PathParam("sessionId") String sessionId) {
        SessionRequest request = SessionRequest.of(context, tenantId);
        return steps.cancel(request, request.session(queueId, sessionId));
    }

    @POST
    @Path("transfer")
    @Operation(
            operationId = "transfer",
            summary = "Send on to another service or counter",
            description =
                    "At another service the person gets a session of that one, and keeps the ticket; the session here is "
                            + "`transferred`. For another counter the session goes back into the line, for that counter only.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = TransferWish.Body.class)))
    @APIResponse(
            responseCode = "200",
            description = "The session that the person has then.",
            content = @Content(schema = @Schema(implementation = TransferAnswer.class)))
    public CompletionStage<Response> transfer(
            @Context RoutingContext context,
            @PathParam("tenantId") String tenantId,
            @PathParam("queueId") String queueId,
            @PathParam("sessionId") String sessionId,
            byte[] body) {
        SessionRequest request = SessionRequest.of(context, tenantId);
        return steps.transfer(request, request.session(queueId, sessionId), body);
    }

    @POST
    @Path("undo")
    @Operation(
            operationId = "undo",
            summary = "Take the last step back",
            description =
                    "A call, a service begun or ended, a no-show, a return or a move, within ten minutes and once.")
    @APIResponse(
            responseCode = "200",
            description = "The session.",
            content = @Content(schema = @Schema(implementation = SessionAnswer.class)))
    public CompletionStage<Response> undo(
            @Context RoutingContext context,
            @PathParam("tenantId") String tenantId,
            @PathParam("queueId") String queueId,
            @PathParam("sessionId") String sessionId) {
        SessionRequest request = SessionRequest.of(context, tenantId);
        return steps.undo(request, request.session(queueId, sessionId));
    }
}
