package io.virtualqueue.server.feedback;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import io.virtualqueue.server.http.PageQuery;
import io.virtualqueue.server.http.PageRequest;
import io.virtualqueue.server.http.PathId;
import io.virtualqueue.server.http.ProblemException;
import io.virtualqueue.server.identity.Caller;
import io.virtualqueue.server.identity.Permission;
import io.virtualqueue.server.journal.QueueKey;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What the people of a queue said of how they were served. */
@Path("/v1/tenants/{tenantId}/queues/{queueId}/feedback")
@Tag(name = "Feedback")
@Produces(MediaType.APPLICATION_JSON)
@Singleton
@RunOnVirtualThread
public final class QueueFeedbackResource {
    private final Summary summary;

    @Inject
    QueueFeedbackResource(Summary summary) {
        this.summary = summary;
    }

    @GET
    @Operation(
            operationId = "listFeedback",
            summary = "List what people said",
            description = "Sorted by `givenAt` or `rating`.")
    public FeedbackView.Page list(
            @Context RoutingContext context,
            @PathParam("tenantId") String tenantId,
            @PathParam("queueId") String queueId,
            @BeanParam PageQuery query) {
        Caller caller = Caller.of(context);
        UUID tenant = caller.tenant(tenantId, query.tenantId());
        caller.require(Permission.SEE_SESSIONS);
        PageRequest page = query.request(List.of(), FeedbackRows.SORT_FIELDS);
        if (page.search() != null) {
            throw ProblemException.invalidField("search", "is not offered here");
        }
        return summary.page(new QueueKey(tenant, PathId.parse(queueId)), page);
    }
}
