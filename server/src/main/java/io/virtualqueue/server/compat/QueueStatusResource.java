package io.virtualqueue.server.compat;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import io.virtualqueue.server.http.TenantPath;
import io.virtualqueue.server.session.SessionResource;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirements;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Visitors of a waiting room ask how far it is. The token is the session's. */
@Path("/queue_status")
@Tag(name = "Older paths")
@Produces(MediaType.APPLICATION_JSON)
@Singleton
@RunOnVirtualThread
public final class QueueStatusResource {
    private final SessionResource sessions;
    private final Features features;

    @Inject
    QueueStatusResource(SessionResource sessions, Features features) {
        this.sessions = sessions;
        this.features = features;
    }

    @GET
    @SecurityRequirements
    @Operation(operationId = "olderQueueStatus", summary = "How far is it?")
    @APIResponse(responseCode = "200", description = "`{status, position, …}`; `pass` once it is ready")
    public Response status(@Context RoutingContext context, @QueryParam("token") @Nullable String token) {
        String sessionId = Places.holder(context, token).sessionId().toString();
        JsonNode position = features.await(() ->
                sessions.position(context, TenantPath.OWN, sessionId, null).thenApply(features::tree));
        return Response.ok(Places.of(position)).build();
    }
}
