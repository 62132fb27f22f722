package io.virtualqueue.server.counter;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import io.virtualqueue.server.http.Fields;
import io.virtualqueue.server.http.PathId;
import io.virtualqueue.server.identity.Caller;
import io.virtualqueue.server.identity.RequestKey;
import io.virtualqueue.server.session.SessionAnswer;
import io.virtualqueue.server.session.SessionRequest;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Calling people to a counter, and taking back what was a mistake. */
@Path("/v1/tenants/{tenantId}/counters/{counterId}")
@Tag(name = "Locations and counters")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class CounterCallResource {
    private final CounterAccess access;
    private final Counters counters;
    private final CallingNext calling;
    private final UndoingLast undoing;
    private final CounterRequests requests;
    private final Clock clock;

    @Inject
    CounterCallResource(
            CounterAccess access,
            Counters counters,
            CallingNext calling,
            UndoingLast undoing,
            CounterRequests requests,
            Clock clock) {
        this.access = access;
        this.counters = counters;
        this.calling = calling;
        this.undoing = undoing;
        this.requests = requests;
        this.clock = clock;
    }

    @POST
    @Path("call-next")
    @Operation(
            operationId = "callNextToCounter",
            summary = "Call whoever is next over all services of a counter",
            description = "Of the first in each service whoever is in the highest level; among those who has waited"
                    + " longest. Staff call only from the services that they serve there.")
    @APIResponse(
            responseCode = "200",
            description = "The called session.",
            content = @Content(schema = @Schema(implementation = SessionAnswer.class)))
    @APIResponse(responseCode = "204", description = "Nobody waits.")
    public Response callNext(
            @Context RoutingContext context,
            @PathParam("tenantId") String tenantId,
            @PathParam("counterId") String counterId,
            byte[] body) {
        UUID tenant = access.toServe(context, tenantId);
        Counter counter = counters.read(tenant, PathId.parse(counterId));
        List<UUID> services = counter.servicesFor(Caller.of(context));
        Fields.parse(body);
        Remembered remembered = new Remembered(requests, tenant, RequestKey.of(context, body));
        if (remembered.present() == null) {
            counter.shift().at(clock.instant()).requireOpen();
        }
        return calling.call(SessionRequest.of(context, tenantId), counter.idInSessions(), services, remembered);
    }

    @POST
    @Path("undo")
    @Operation(
            operationId = "undoAtCounter",
            summary = "Take back what was last done to a session at a counter",
            description = "A call, a service begun or ended, a no-show, a return, as long as that is not long ago and"
                    + " nothing else has happened to the session since.")
    @APIResponse(
            responseCode = "200",
            description = "The session as it is again.",
            content = @Content(schema = @Schema(implementation = SessionAnswer.class)))
    public Response undo(
            @Context RoutingContext context,
            @PathParam("tenantId") String tenantId,
            @PathParam("counterId") String counterId,
            byte[] body) {
        UUID tenant = access.toServe(context, tenantId);
        Counter counter = counters.read(tenant, PathId.parse(counterId));
        counter.servicesFor(Caller.of(context));
        Fields.parse(body);
        Remembered remembered = new Remembered(requests, tenant, RequestKey.of(context, body));
        return undoing.undo(SessionRequest.of(context, tenantId), counter, remembered);
    }
}
