package io.virtualqueue.server.counter;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import io.virtualqueue.server.http.PageQuery;
import io.virtualqueue.server.identity.Caller;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The counters at which the caller may serve. */
@Path("/v1/tenants/{tenantId}/me/counters")
@Tag(name = "Locations and counters")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class OwnCountersResource {
    private final CounterAccess access;
    private final Counters counters;

    @Inject
    OwnCountersResource(CounterAccess access, Counters counters) {
        this.access = access;
        this.counters = counters;
    }

    @GET
    @Operation(
            operationId = "listOwnCounters",
            summary = "List the counters at which one may serve",
            description = "For staff those that they are assigned to and those that nobody is; for others all.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = CounterView.Page.class)))
    public CounterView.Page list(
            @Context RoutingContext context, @PathParam("tenantId") String tenantId, @BeanParam PageQuery query) {
        UUID tenant = access.toSee(context, tenantId, query.tenantId());
        return counters.page(tenant, new CounterRows.Filter(null, Counter.worker(Caller.of(context))), query);
    }
}
