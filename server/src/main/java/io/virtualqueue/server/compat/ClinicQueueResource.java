package io.virtualqueue.server.compat;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** A clinic's queue. */
@Path("/api/queue")
@Tag(name = "Older paths")
@Produces(MediaType.APPLICATION_JSON)
@Singleton
@RunOnVirtualThread
public final class ClinicQueueResource {
    private final ClinicLists lists;

    @Inject
    ClinicQueueResource(ClinicLists lists) {
        this.lists = lists;
    }

    @GET
    @Operation(operationId = "clinicQueue", summary = "List the patients")
    @APIResponse(
            responseCode = "200",
            description = "`data: [{id, patientId, patient: {id, name, phone, createdAt}, position, status,"
                    + " checkInTime, estimatedWaitMinutes, calledAt, completedAt}], count`")
    public Response queue(@Context RoutingContext context) {
        return lists.queue(context);
    }

    @GET
    @Path("stats")
    @Operation(
            operationId = "clinicStats",
            summary = "How many patients there are, and how long they wait",
            description = "Minutes. Completed, and the average wait, are of those who came today (UTC).")
    @APIResponse(
            responseCode = "200",
            description = "`data: {totalWaiting, totalCalled, totalCompleted, averageWaitTime, longestWaitTime}`")
    public Response stats(@Context RoutingContext context) {
        return lists.stats(context);
    }
}
