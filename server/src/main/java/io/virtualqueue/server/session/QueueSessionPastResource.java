package io.virtualqueue.server.session;

import io.smallrye.common.annotation.NonBlocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
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
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What was before a session as it is, and what came after it, for those who say in which queue the session is. */
@Path("/v1/tenants/{tenantId}/queues/{queueId}/sessions/{sessionId}")
@Tag(name = "Sessions")
@Produces(MediaType.APPLICATION_JSON)
@Singleton
@NonBlocking
public final class QueueSessionPastResource {
    private final History history;
    private final Successors successors;

    @Inject
    QueueSessionPastResource(History history, Successors successors) {
        this.history = history;
        this.successors = successors;
    }

    @GET
    @Path("history")
    @Operation(
            operationId = "getHistory",
            summary = "What happened to a session",
            description = "In order, from its joining; where it was transferred, from the first joining.")
    public CompletionStage<HistoryAnswer> history(
            @Context RoutingContext context,
            @PathParam("tenantId") String tenantId,
            @PathParam("queueId") String queueId,
            @PathParam("sessionId") String sessionId) {
        SessionRequest request = SessionRequest.of(context, tenantId);
        return history.of(request, request.session(queueId, sessionId));
    }

    @GET
    @Path("successor")
    @Operation(
            operationId = "getSuccessor",
            summary = "Where a transferred session went",
            description = "With a token for the session in the other queue.")
    @APIResponse(
            responseCode = "200",
            description = "The session in the other queue.",
            content = @Content(schema = @Schema(implementation = Successors.Successor.class)))
    @APIResponse(responseCode = "204", description = "It was not transferred.")
    public CompletionStage<Response> successor(
            @Context RoutingContext context,
            @PathParam("tenantId") String tenantId,
            @PathParam("queueId") String queueId,
            @PathParam("sessionId") String sessionId) {
        SessionRequest request = SessionRequest.of(context, tenantId);
        return successors.of(request, request.session(queueId, sessionId));
    }
}
