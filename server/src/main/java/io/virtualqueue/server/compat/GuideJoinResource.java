package io.virtualqueue.server.compat;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import io.virtualqueue.server.identity.Caller;
import io.virtualqueue.server.identity.Permission;
import io.virtualqueue.server.session.QueueSessionsResource;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Joining by the path of the integration guide. */
@Path("/queues/{queueId}/join")
@Tag(name = "Older paths")
@Produces(MediaType.APPLICATION_JSON)
@Singleton
@RunOnVirtualThread
public final class GuideJoinResource {
    private final MeantTenant tenants;
    private final QueueSessionsResource sessions;
    private final Features features;

    /** The body as the documentation shows it: the one of {@code /v1} takes more. */
    @Schema(name = "GuideJoin", requiredProperties = "userId")
    record Body(
            String userId,
            @Nullable String userName,
            @Nullable String userEmail,
            @Nullable String priority) {}

    @Inject
    GuideJoinResource(MeantTenant tenants, QueueSessionsResource sessions, Features features) {
        this.tenants = tenants;
        this.sessions = sessions;
        this.features = features;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "guideJoin", summary = "Join")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = Body.class)))
    @APIResponse(responseCode = "201", description = "`data` is the new place")
    @APIResponse(responseCode = "200", description = "`data` is the place that the user has")
    public Response join(@Context RoutingContext context, @PathParam("queueId") String queueId, byte[] body) {
        Caller.of(context).require(Permission.HANDLE_SESSIONS);
        String tenant = tenants.of(context).toString();
        FeatureAnswer joined = features.answer(() -> sessions.join(context, tenant, queueId, body));
        return Envelope.success(joined.status(), joined);
    }
}
