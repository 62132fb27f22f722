package io.virtualqueue.server.session;

import io.smallrye.common.annotation.NonBlocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** One session, for those who do not say in which queue it is. */
@Path("/v1/tenants/{tenantId}/sessions/{sessionId}")
@Tag(name = "Sessions")
@Produces(MediaType.APPLICATION_JSON)
@Singleton
@NonBlocking
public final class SessionResource {
    private final Sessions sessions;

    @Inject
    SessionResource(Sessions sessions) {
        this.sessions = sessions;
    }

    @GET
    @Operation(operationId = "getSessionById", summary = "Look at a session")
    public CompletionStage<SessionAnswer> get(
            @Context RoutingContext context,
            @PathParam("tenantId") String tenantId,
            @PathParam("sessionId") String sessionId) {
        SessionRequest request = SessionRequest.of(context, tenantId);
        return sessions.find(request, sessionId).thenCompose(key -> sessions.get(request, key));
    }

    @GET
    @Path("position")
    @Operation(
            operationId = "getPositionById",
            summary = "How far is it?",
            description = "With the session token or an API key it proves presence too.")
    public CompletionStage<PositionAnswer> position(
            @Context RoutingContext context,
            @PathParam("tenantId") String tenantId,
            @PathParam("sessionId") String sessionId,
            @Parameter(description = "true: why it is that one too.") @QueryParam("explain") @Nullable String explain) {
        SessionRequest request = SessionRequest.of(context, tenantId);
        return sessions.find(request, sessionId)
                .thenCompose(key ->
                        "true".equals(explain) ? sessions.explained(request, key) : sessions.position(request, key));
    }

    @DELETE
    @Operation(operationId = "leaveById", summary = "Leave")
    @APIResponse(responseCode = "204", description = "The place is given up.")
    public CompletionStage<Response> leave(
            @Context RoutingContext context,
            @PathParam("tenantId") String tenantId,
            @PathParam("sessionId") String sessionId) {
        SessionRequest request = SessionRequest.of(context, tenantId);
        return sessions.find(request, sessionId).thenCompose(key -> sessions.leave(request, key));
    }

    @POST
    @Path("heartbeat")
    @Operation(
            operationId = "heartbeatById",
            summary = "The visitor is on the site",
            description = "The first one begins the visit.")
    @APIResponse(
            responseCode = "200",
            description = "Noted.",
            content = @Content(schema = @Schema(implementation = HeartbeatAnswer.class)))
    public CompletionStage<Response> heartbeat(
            @Context RoutingContext context,
            @PathParam("tenantId") String tenantId,
            @PathParam("sessionId") String sessionId) {
        SessionRequest request = SessionRequest.of(context, tenantId);
        return sessions.find(request, sessionId).thenCompose(key -> sessions.heartbeat(request, key));
    }

    @POST
    @Path("complete")
    @Operation(operationId = "completeById", summary = "The visit or service is over")
    @APIResponse(
            responseCode = "200",
            description = "The session.",
            content = @Content(schema = @Schema(implementation = SessionAnswer.class)))
    public CompletionStage<Response> complete(
            @Context RoutingContext context,
            @PathParam("tenantId") String tenantId,
            @PathParam("sessionId") String sessionId) {
        SessionRequest request = SessionRequest.of(context, tenantId);
        return sessions.find(request, sessionId).thenCompose(key -> sessions.complete(request, key));
    }

    @PATCH
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "changeSessionById",
            summary = "Note something about a session",
            description = "Notes are for staff, fields the answers to what the queue asks for; absent ones stay.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = Notes.Body.class)))
    public CompletionStage<SessionAnswer> change(
            @Context RoutingContext context,
            @PathParam("tenantId") String tenantId,
            @PathParam("sessionId") String sessionId,
            byte[] body) {
        SessionRequest request = SessionRequest.of(context, tenantId);
        return sessions.find(request, sessionId).thenCompose(key -> sessions.note(request, key, body));
    }

    @PUT
    @Path("ready-at")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "chooseReadyAtById",
            summary = "Choose from which position to be told to get ready",
            description = "0: where the queue says. It is told once.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = ReadyAt.class)))
    @APIResponse(
            responseCode = "200",
            description = "The session.",
            content = @Content(schema = @Schema(implementation = SessionAnswer.class)))
    public CompletionStage<Response> readyAt(
            @Context RoutingContext context,
            @PathParam("tenantId") String tenantId,
            @PathParam("sessionId") String sessionId,
            byte[] body) {
        SessionRequest request = SessionRequest.of(context, tenantId);
        return sessions.find(request, sessionId).thenCompose(key -> sessions.chooseReadyAt(request, key, body));
    }
}
