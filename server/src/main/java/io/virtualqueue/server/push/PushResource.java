package io.virtualqueue.server.push;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import io.virtualqueue.server.http.Fields;
import io.virtualqueue.server.http.PathId;
import io.virtualqueue.server.identity.Caller;
import io.virtualqueue.server.identity.Permission;
import io.virtualqueue.server.journal.QueueKey;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** For operators: who is connected to this server, and whether what is told arrives. */
@Path("/v1")
@Tag(name = "Live updates")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class PushResource {
    static final int MAX_MESSAGE_LENGTH = 200;

    private final Connections connections;
    private final Subscriptions subscriptions;

    /** How many are connected to this server. */
    @Schema(name = "PushStatus")
    record Status(
            @Schema(description = "By protocol: signalr, websocket, socketIo, sse.")
            Map<String, Integer> connections,

            int total) {}

    /** What is to be told. */
    @Schema(name = "PushTest")
    record TestMessage(
            @Schema(minLength = 1, maxLength = MAX_MESSAGE_LENGTH)
            String message) {
        static TestMessage from(Fields fields) {
            var test = new TestMessage(fields.text("message", 1, MAX_MESSAGE_LENGTH));
            fields.check();
            return test;
        }
    }

    @Inject
    PushResource(Connections connections, Subscriptions subscriptions) {
        this.connections = connections;
        this.subscriptions = subscriptions;
    }

    @GET
    @Path("push/status")
    @Operation(operationId = "getPushStatus", summary = "How many connections of each protocol this server holds")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Status.class)))
    public Status status(@Context RoutingContext context) {
        Caller.of(context).require(Permission.RUN_PLATFORM);
        Map<String, Integer> counts = new TreeMap<>();
        for (Protocol protocol : Protocol.values()) {
            counts.put(protocol.wireName(), connections.count(protocol));
        }
        return new Status(
                counts, counts.values().stream().mapToInt(Integer::intValue).sum());
    }

    @POST
    @Path("tenants/{tenantId}/queues/{queueId}/push-test")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "sendPushTest",
            summary = "Tell everyone who listens to a queue on this server a test message")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = TestMessage.class)))
    @APIResponse(responseCode = "202", description = "It is on its way")
    public Response test(
            @Context RoutingContext context,
            @PathParam("tenantId") String tenantId,
            @PathParam("queueId") String queueId,
            Fields fields) {
        Caller caller = Caller.of(context);
        QueueKey queue = new QueueKey(caller.tenant(tenantId, fields.optionalUuid("tenantId")), PathId.parse(queueId));
        caller.require(Permission.MANAGE_QUEUES);
        Update test = new Update.Test(queue, TestMessage.from(fields).message());
        for (Audience audience : Audience.values()) {
            subscriptions.tell(test, audience);
        }
        return Response.status(Response.Status.ACCEPTED).build();
    }
}
