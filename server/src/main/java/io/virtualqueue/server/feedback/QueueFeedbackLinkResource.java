package io.virtualqueue.server.feedback;

import io.smallrye.common.annotation.NonBlocking;
import io.vertx.ext.web.RoutingContext;
import io.virtualqueue.server.session.FeedbackLink;
import io.virtualqueue.server.session.SessionRequest;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The link by which somebody says how it was, for those who say in which queue the session is. */
@Path("/v1/tenants/{tenantId}/queues/{queueId}/sessions/{sessionId}/feedback-link")
@Tag(name = "Feedback")
@Produces(MediaType.APPLICATION_JSON)
@Singleton
@NonBlocking
public final class QueueFeedbackLinkResource {
    private final LinkGiver links;

    @Inject
    QueueFeedbackLinkResource(LinkGiver links) {
        this.links = links;
    }

    @GET
    @Operation(
            operationId = "getFeedbackLink",
            summary = "Get the link by which to say how it was",
            description = "Once the session is completed; 409 `not_completed` before, `feedback_closed` after 14 days.")
    public CompletionStage<FeedbackLink> get(
            @Context RoutingContext context,
            @PathParam("tenantId") String tenantId,
            @PathParam("queueId") String queueId,
            @PathParam("sessionId") String sessionId) {
        SessionRequest request = SessionRequest.of(context, tenantId);
        return links.link(request, request.session(queueId, sessionId));
    }
}
