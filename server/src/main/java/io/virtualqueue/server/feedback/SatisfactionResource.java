package io.virtualqueue.server.feedback;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import io.virtualqueue.server.http.PathId;
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
import java.time.Clock;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How content the people of a queue were. */
@Path("/v1/tenants/{tenantId}/queues/{queueId}/satisfaction")
@Tag(name = "Feedback")
@Produces(MediaType.APPLICATION_JSON)
@Singleton
@RunOnVirtualThread
public final class SatisfactionResource {
    private final Summary summary;
    private final Clock clock;

    @Inject
    SatisfactionResource(Summary summary, Clock clock) {
        this.summary = summary;
        this.clock = clock;
    }

    @GET
    @Operation(operationId = "getSatisfaction", summary = "See how content people were")
    public Satisfaction get(
            @Context RoutingContext context,
            @PathParam("tenantId") String tenantId,
            @PathParam("queueId") String queueId,
            @BeanParam SatisfactionQuery query) {
        Caller caller = Caller.of(context);
        UUID tenant = caller.tenant(tenantId, query.tenantId());
        caller.require(Permission.SEE_SESSIONS);
        return summary.satisfaction(new QueueKey(tenant, PathId.parse(queueId)), query.period(clock.instant()));
    }
}
