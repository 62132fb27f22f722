package io.virtualqueue.server.compat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import io.virtualqueue.server.http.TenantPath;
import io.virtualqueue.server.session.SessionResource;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.POST;
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

/** Visitors of a waiting room leave. The token is the session's. */
@Path("/cancel")
@Tag(name = "Older paths")
@Produces(MediaType.APPLICATION_JSON)
@Singleton
@RunOnVirtualThread
public final class CancelResource {
    private final SessionResource sessions;
    private final Features features;

    @Inject
    CancelResource(SessionResource sessions, Features features) {
        this.sessions = sessions;
        this.features = features;
    }

    @POST
    @SecurityRequirements
    @Operation(operationId = "olderCancel", summary = "Leave")
    @APIResponse(responseCode = "200", description = "`{status: \"cancelled\"}`")
    public Response cancel(@Context RoutingContext context, @QueryParam("token") @Nullable String token) {
        String sessionId = Places.holder(context, token).sessionId().toString();
        FeatureAnswer left = features.answer(() -> sessions.leave(context, TenantPath.OWN, sessionId));
        return left.withHeaders(
                Response.ok(JsonNodeFactory.instance.objectNode().put("status", "cancelled")));
    }
}
