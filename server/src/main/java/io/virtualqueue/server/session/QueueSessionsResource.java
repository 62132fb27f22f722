package io.virtualqueue.server.session;

import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import io.virtualqueue.server.http.PageQuery;
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

/** The sessions of one queue. */
@Path("/v1/tenants/{tenantId}/queues/{queueId}/sessions")
@Tag(name = "Sessions")
@Produces(MediaType.APPLICATION_JSON)
@Singleton
public final class QueueSessionsResource {
    private final Joining joining;
    private final Sessions sessions;
    private final SessionList list;

    @Inject
    QueueSessionsResource(Joining joining, Sessions sessions, SessionList list) {
        this.joining = joining;
        this.sessions = sessions;
        this.list = list;
    }

    @POST
    @NonBlocking
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "join",
            summary = "Join",
            description = "The same user in the same queue gets the live session back.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = JoinWish.Body.class)))
    @APIResponse(
            responseCode = "201",
            description = "A new place.",
            content = @Content(schema = @Schema(implementation = JoinAnswer.class)))
    @APIResponse(
            responseCode = "200",
            description = "The place that the user has.",
            content = @Content(schema = @Schema(implementation = JoinAnswer.class)))
    public CompletionStage<Response> join(
            @Context RoutingContext context,
            @PathParam("tenantId") String tenantId,
            @PathParam("queueId") String queueId,
            byte[] body) {
        return joining.join(context, tenantId, queueId, body).thenApply(Joined::toResponse);
    }

    @GET
    @RunOnVirtualThread
    @Operation(
            operationId = "listSessions",
            summary = "List",
            description =
                    "`search` is exactly a user id, name, email address, phone number or ticket; `status` a status.")
    public SessionList.Answer list(
            @Context RoutingContext context,
            @PathParam("tenantId") String tenantId,
            @PathParam("queueId") String queueId,
            @BeanParam PageQuery query) {
        SessionRequest request = SessionRequest.of(context, tenantId);
        return list.page(request, request.queue(queueId), query);
    }

    @GET
    @NonBlocking
    @Path("{sessionId}")
    @Operation(operationId = "getSession", summary = "Look at a session")
    public CompletionStage<SessionAnswer> get(
            @Context RoutingContext context,
            @PathParam("tenantId") String tenantId,
            @PathParam("queueId") String queueId,
            @PathParam("sessionId") String sessionId) {
        SessionRequest request = SessionRequest.of(context, tenantId);
        return sessions.get(request, request.session(queueId, sessionId));
    }

    @GET
    @NonBlocking
    @Path("{sessionId}/position")
    @Operation(
            operationId = "getPosition",
            summary = "How far is it?",
            description = "With the session token or an API key it proves presence too.")
    public CompletionStage<PositionAnswer> position(
            @Context RoutingContext context,
            @PathParam("tenantId") String tenantId,
            @PathParam("queueId") String queueId,
            @PathParam("sessionId") String sessionId,
            @Parameter(description = "true: why it is that one too.") @QueryParam("explain") @Nullable String explain) {
        SessionRequest request = SessionRequest.of(context, tenantId);
        SessionKey key = request.session(queueId, sessionId);
        return "true".equals(explain) ? sessions.explained(request, key) : sessions.position(request, key);
    }

    @DELETE
    @NonBlocking
    @Path("{sessionId}")
    @Operation(operationId = "leave", summary = "Leave")
    @APIResponse(responseCode = "204", description = "The place is given up.")
    public CompletionStage<Response> leave(
            @Context RoutingContext context,
            @PathParam("tenantId") String tenantId,
            @PathParam("queueId") String queueId,
            @PathParam("sessionId") String sessionId) {
        SessionRequest request = SessionRequest.of(context, tenantId);
        return sessions.leave(request, request.session(queueId, sessionId));
    }

    @POST
    @NonBlocking
    @Path("{sessionId}/heartbeat")
    @Operation(
            operationId = "heartbeat",
            summary = "The visitor is on the site",
            description = "The first one begins the visit.")
    @APIResponse(
            responseCode = "200",
            description = "Noted.",
            content = @Content(schema = @Schema(implementation = HeartbeatAnswer.class)))
    public CompletionStage<Response> heartbeat(
            @Context RoutingContext context,
            @PathParam("tenantId") String tenantId,
            @PathParam("queueId") String queueId,
            @PathParam("sessionId") String sessionId) {
        SessionRequest request = SessionRequest.of(context, tenantId);
        return sessions.heartbeat(request, request.session(queueId, sessionId));
    }

    @POST
    @NonBlocking
    @Path("{sessionId}/complete")
    @Operation(operationId = "complete", summary = "The visit or service is over")
    @APIResponse(
            responseCode = "200",
            description = "The session.",
            content = @Content(schema = @Schema(implementation = SessionAnswer.class)))
    public CompletionStage<Response> complete(
            @Context RoutingContext context,
            @PathParam("tenantId") String tenantId,
            @PathParam("queueId") String queueId,
            @PathParam("sessionId") String sessionId) {
        SessionRequest request = SessionRequest.of(context, tenantId);
        return sessions.complete(request, request.session(queueId, sessionId));
    }

    @PATCH
    @NonBlocking
    @Path("{sessionId}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "changeSession",
            summary = "Note something about a session",
            description = "Notes are for staff, fields the answers to what the queue asks for; absent ones stay.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = Notes.Body.class)))
    public CompletionStage<SessionAnswer> change(
            @Context RoutingContext context,
            @PathParam("tenantId") String tenantId,
            @PathParam("queueId") String queueId,
            @PathParam("sessionId") String sessionId,
            byte[] body) {
        SessionRequest request = SessionRequest.of(context, tenantId);
        return sessions.note(request, request.session(queueId, sessionId), body);
    }

    @PUT
    @NonBlocking
    @Path("{sessionId}/ready-at")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "chooseReadyAt",
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
            @PathParam("queueId") String queueId,
            @PathParam("sessionId") String sessionId,
            byte[] body) {
        SessionRequest request = SessionRequest.of(context, tenantId);
        return sessions.chooseReadyAt(request, request.session(queueId, sessionId), body);
    }
}
