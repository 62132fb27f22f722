package io.virtualqueue.server.desk;

import io.smallrye.common.annotation.NonBlocking;
import io.vertx.ext.web.RoutingContext;
import io.virtualqueue.server.session.SessionAnswer;
import io.virtualqueue.server.session.SessionRequest;
import io.virtualqueue.server.session.Sessions;
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

/** The steps of a service, for those who do not say in which queue the session is. */
@Path("/v1/tenants/{tenantId}/sessions/{sessionId}")
@Tag(name = "Desk")
@Produces(MediaType.APPLICATION_JSON)
@Singleton
@NonBlocking
public final class ServiceResource {
    private final Sessions sessions;
    private final ServiceSteps steps;

    @Inject
    ServiceResource(Sessions sessions, ServiceSteps steps) {
        this.sessions = sessions;
        this.steps = steps;
    }

    @POST
    @Path("serve")
    @Operation(operationId = "serveById", summary = "Begin to serve")
    @APIResponse(
            responseCode = "200",
            description = "The session.",
            content = @Content(schema = @Schema(implementation = SessionAnswer.class)))
    public CompletionStage<Response> serve(
            @Context RoutingContext context,
            @PathParam("tenantId") String tenantId,
            @PathParam("sessionId") String sessionId) {
        SessionRequest request = SessionRequest.of(context, tenantId);
        return sessions.find(request, sessionId).thenCompose(key -> steps.serve(request, key));
    }

    @POST
    @Path("no-show")
    @Operation(
            operationId = "noShowById",
            summary = "Note that the person did not come",
            description =
                    "Not before the queue's `noShowGraceSeconds` since the call are over: 409 `too_early`, with `retryAt`.")
    @APIResponse(
            responseCode = "200",
            description = "The session.",
            content = @Content(schema = @Schema(implementation = SessionAnswer.class)))
    public CompletionStage<Response> noShow(
            @Context RoutingContext context,
            @PathParam("tenantId") String tenantId,
            @PathParam("sessionId") String sessionId) {
        SessionRequest request = SessionRequest.of(context, tenantId);
        return sessions.find(request, sessionId).thenCompose(key -> steps.noShow(request, key));
    }

    @POST
    @Path("call")
    @Operation(operationId = "callById", summary = "Call a chosen session", description = "Whoever else waits.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = CallNextResource.Body.class)))
    @APIResponse(
            responseCode = "200",
            description = "The called session.",
            content = @Content(schema = @Schema(implementation = SessionAnswer.class)))
    public CompletionStage<Response> call(
            @Context RoutingContext context,
            @PathParam("tenantId") String tenantId,
            @PathParam("sessionId") String sessionId,
            byte[] body) {
        SessionRequest request = SessionRequest.of(context, tenantId);
        return sessions.find(request, sessionId).thenCompose(key -> steps.call(request, key, body));
    }

    @POST
    @Path("recall")
    @Operation(
            operationId = "recallById",
            summary = "Call once more",
            description = "For those who did not hear it. The session stays as it is.")
    @APIResponse(
            responseCode = "200",
            description = "The session.",
            content = @Content(schema = @Schema(implementation = SessionAnswer.class)))
    public CompletionStage<Response> recall(
            @Context RoutingContext context,
            @PathParam("tenantId") String tenantId,
            @PathParam("sessionId") String sessionId) {
        SessionRequest request = SessionRequest.of(context, tenantId);
        return sessions.find(request, sessionId).thenCompose(key -> steps.recall(request, key));
    }

    @POST
    @Path("return")
    @Operation(
            operationId = "returnToLineById",
            summary = "Put back into the line",
            description =
                    "Who was called, is served, or comes after a no-show, for which the queue's `returnWithinSeconds` is "
                            + "the limit.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = ServiceSteps.ReturnBody.class)))
    @APIResponse(
            responseCode = "200",
            description = "The session.",
            content = @Content(schema = @Schema(implementation = SessionAnswer.class)))
    public CompletionStage<Response> putBack(
            @Context RoutingContext context,
            @PathParam("tenantId") String tenantId,
            @PathParam("sessionId") String sessionId,
            byte[] body) {
        SessionRequest request = SessionRequest.of(context, tenantId);
        return sessions.find(request, sessionId).thenCompose(key -> steps.putBack(request, key, body));
    }
}
