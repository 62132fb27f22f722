package io.virtualqueue.server.counter;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import io.virtualqueue.server.http.PageQuery;
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

/** The counters of a tenant. */
@Path("/v1/tenants/{tenantId}/counters")
@Tag(name = "Locations and counters")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class CountersResource {
    private final CounterAccess access;
    private final Counters counters;

    @Inject
    CountersResource(CounterAccess access, Counters counters) {
        this.access = access;
        this.counters = counters;
    }

    @GET
    @Operation(operationId = "listCounters", summary = "List a tenant's counters")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = CounterView.Page.class)))
    public CounterView.Page list(
            @Context RoutingContext context, @PathParam("tenantId") String tenantId, @BeanParam PageQuery query) {
        UUID tenant = access.toSee(context, tenantId, query.tenantId());
        return counters.page(tenant, CounterRows.Filter.ALL, query);
    }
}
