package io.virtualqueue.server.webhook;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import io.virtualqueue.server.http.PageQuery;
import io.virtualqueue.server.http.PageRequest;
import io.virtualqueue.server.http.ProblemException;
import io.virtualqueue.server.identity.Caller;
import io.virtualqueue.server.identity.Permission;
import jakarta.inject.Inject;
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
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** For dashboards: what could not be told. */
@Path("/v1/tenants/{tenantId}/callbacks/failures")
@Tag(name = "Callbacks")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class CallbackFailuresResource {
    private static final List<String> STATES = List.of(CallbackFailure.FAILING, CallbackFailure.DEAD);

    private final CallbackFailures failures;

    @Inject
    CallbackFailuresResource(CallbackFailures failures) {
        this.failures = failures;
    }

    @GET
    @Operation(
            operationId = "listCallbackFailures",
            summary = "List releases that could not be told",
            description =
                    "The newest first; status is failing or dead. At most 10,000 are counted and can be turned to.")
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = CallbackFailure.Page.class)))
    public CallbackFailure.Page list(
            @Context RoutingContext context, @PathParam("tenantId") String tenantId, @BeanParam PageQuery query) {
        Caller caller = Caller.of(context);
        UUID tenant = caller.tenant(tenantId, query.tenantId());
        caller.require(Permission.MANAGE_QUEUES);
        PageRequest page = query.request(STATES, List.of("happenedAt"));
        if (page.search() != null) {
            throw ProblemException.invalidField("search", "is not offered here");
        }
        if ((long) page.page() * page.limit() > CallbackFailures.MAX_REACH) {
            throw ProblemException.invalidField(
                    "page", "must be among the newest " + CallbackFailures.MAX_REACH + " failures");
        }
        CallbackFailures.Listed listed = failures.list(tenant, page);
        return new CallbackFailure.Page(listed.failures(), page.of(listed.total()));
    }
}
