package io.virtualqueue.server.compat;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import io.virtualqueue.server.http.Fields;
import io.virtualqueue.server.identity.Caller;
import io.virtualqueue.server.identity.Permission;
import io.virtualqueue.server.session.QueueSessionsResource;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Visitors of a waiting room join. */
@Path("/join")
@Tag(name = "Older paths")
@Produces(MediaType.APPLICATION_JSON)
@Singleton
@RunOnVirtualThread
public final class OlderJoinResource {
    private static final int MAX_VISITOR_ID = 255;

    private final MeantTenant tenants;
    private final QueueSessionsResource queueSessions;
    private final Features features;

    /** The body as the documentation shows it. */
    @Schema(
            name = "OlderJoin",
            requiredProperties = {"queue_id", "visitor_id"})
    record Body(
            @JsonProperty("queue_id") UUID queueId,

            @JsonProperty("visitor_id") @Schema(minLength = 1, maxLength = MAX_VISITOR_ID)
            String visitorId) {}

    @Inject
    OlderJoinResource(MeantTenant tenants, QueueSessionsResource queueSessions, Features features) {
        this.tenants = tenants;
        this.queueSessions = queueSessions;
        this.features = features;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "olderJoin",
            summary = "Join",
            description = "The key stands in the header `app_api_key` or `X-API-Key`.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = Body.class)))
    @APIResponse(responseCode = "201", description = "`{token, status, position, …}`")
    @APIResponse(responseCode = "200", description = "The place that the visitor has.")
    public Response join(@Context RoutingContext context, byte[] body) {
        Caller.of(context).require(Permission.HANDLE_SESSIONS);
        Fields fields = Fields.parse(body);
        UUID queueId = fields.uuid("queue_id");
        String visitorId = fields.text("visitor_id", 1, MAX_VISITOR_ID);
        fields.check();
        String tenant = tenants.of(context).toString();
        byte[] wish = Envelope.bytes(JsonNodeFactory.instance.objectNode().put("userId", visitorId));
        FeatureAnswer joined = features.answer(() -> queueSessions.join(context, tenant, queueId.toString(), wish));
        ObjectNode place = JsonNodeFactory.instance.objectNode();
        place.set("token", joined.body().path("sessionToken"));
        place.set("queue_id", joined.body().path("queueId"));
        place.set("visitor_id", joined.body().path("userId"));
        return joined.withHeaders(Response.status(joined.status()).entity(place.setAll(Places.of(joined.body()))));
    }
}
