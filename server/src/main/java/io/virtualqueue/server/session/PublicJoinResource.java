package io.virtualqueue.server.session;

import io.smallrye.common.annotation.NonBlocking;
import io.vertx.ext.web.RoutingContext;
import io.virtualqueue.server.http.PathId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
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
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirements;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Joining with a browser and without a key. */
@Path("/v1/public/queues/{queueId}/sessions")
@Tag(name = "Sessions")
@Produces(MediaType.APPLICATION_JSON)
@Singleton
@NonBlocking
public final class PublicJoinResource {
    private final PublicJoining joining;

    @Inject
    PublicJoinResource(PublicJoining joining) {
        this.joining = joining;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @SecurityRequirements
    @Operation(
            operationId = "joinAsVisitor",
            summary = "Join as a visitor",
            description = "Needs no credential. From a web page only where its origin is allowed. An Idempotency-Key is"
                    + " a secret here, of at least 16 characters.")
    @RequestBody(content = @Content(schema = @Schema(implementation = JoinWish.PublicBody.class)))
    @APIResponse(
            responseCode = "201",
            description = "A new place.",
            content = @Content(schema = @Schema(implementation = JoinAnswer.class)))
    @APIResponse(
            responseCode = "200",
            description = "The place that the session token is for.",
            content = @Content(schema = @Schema(implementation = JoinAnswer.class)))
    public CompletionStage<Response> join(
            @Context RoutingContext context, @PathParam("queueId") String queueId, byte[] body) {
        return joining.join(context, PathId.parse(queueId), body).thenApply(Joined::toResponse);
    }
}
