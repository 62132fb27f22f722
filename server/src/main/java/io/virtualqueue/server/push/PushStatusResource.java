package io.virtualqueue.server.push;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import io.virtualqueue.server.identity.Caller;
import io.virtualqueue.server.identity.Permission;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** For operators: who is connected to this server. */
@Path("/v1/push")
@Tag(name = "Live updates")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class PushStatusResource {
    private final Connections connections;

    /** How many are connected to this server. */
    @Schema(name = "PushStatus")
    record Status(
            @Schema(description = "By protocol: signalr, websocket, socketIo, sse.")
            Map<String, Integer> connections,

            int total,

            @Schema(description = "Those besides that have shown no credential or spoken no protocol yet.")
            int opening) {}

    @Inject
    PushStatusResource(Connections connections) {
        this.connections = connections;
    }

    @GET
    @Path("status")
    @Operation(operationId = "getPushStatus", summary = "How many connections of each protocol this server holds")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Status.class)))
    public Status status(@Context RoutingContext context) {
        Caller.of(context).require(Permission.RUN_PLATFORM);
        Map<String, Integer> counts = new TreeMap<>();
        for (Protocol protocol : Protocol.values()) {
            counts.put(protocol.wireName(), connections.count(protocol));
        }
        return new Status(
                counts, counts.values().stream().mapToInt(Integer::intValue).sum(), connections.opening());
    }
}
