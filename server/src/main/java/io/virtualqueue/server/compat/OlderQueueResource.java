package io.virtualqueue.server.compat;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import io.virtualqueue.server.http.Fields;
import io.virtualqueue.server.http.PathId;
import io.virtualqueue.server.identity.Caller;
import io.virtualqueue.server.identity.Permission;
import io.virtualqueue.server.queue.QueueResource;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The queues of a waiting room. */
@Path("/queues")
@Tag(name = "Older paths")
@Produces(MediaType.APPLICATION_JSON)
@Singleton
@RunOnVirtualThread
public final class OlderQueueResource {
    private static final int MAX_PER_MINUTE = 10_000_000;
    private static final int MAX_PRIORITY = 1_000_000;
    /** Clients of old say at which rate people come in, not how many may be inside: as many as a queue can take. */
    private static final int MAX_CONCURRENT_USERS = 100_000_000;

    private final MeantTenant tenants;
    private final OlderQueues older;
    private final QueueResource queues;
    private final Features features;

    /** The body as the documentation shows it. */
    @Schema(name = "OlderQueue")
    record Body(
            @Schema(description = "Whose queue it is; only for a new one.") @Nullable @JsonProperty("application_id")
            UUID applicationId,

            @Schema(description = "Required for a new one.") @Nullable
            String name,

            @Schema(minimum = "0", maximum = "10000000", description = "Required for a new one.")
            @Nullable
            @JsonProperty("max_users_per_minute")
            Integer maxUsersPerMinute,

            @Schema(minimum = "0", maximum = "1000000", description = "Kept, and without effect.") @Nullable
            Integer priority,

            @JsonProperty("is_active") @Nullable Boolean isActive) {}

    @Inject
    OlderQueueResource(MeantTenant tenants, OlderQueues older, QueueResource queues, Features features) {
        this.tenants = tenants;
        this.older = older;
        this.queues = queues;
        this.features = features;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "olderCreateQueue", summary = "Make a waiting room")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = Body.class)))
    @APIResponse(
            responseCode = "201",
            description = "`{id, application_id, name, max_users_per_minute, priority, is_active, …}`")
    public Response create(@Context RoutingContext context, byte[] body) {
        UUID tenant = managed(context, Permission.MANAGE_QUEUES);
        Fields fields = Fields.parse(body);
        ObjectNode wish = wish(fields);
        fields.text("name", 1, Integer.MAX_VALUE);
        fields.integer("max_users_per_minute", 0, MAX_PER_MINUTE);
        UUID application = fields.optionalUuid("application_id");
        Integer priority = fields.optionalInteger("priority", 0, MAX_PRIORITY);
        fields.check();
        wish.put("kind", "waiting_room").put("maxConcurrentUsers", MAX_CONCURRENT_USERS);
        if (application != null) {
            wish.put("applicationId", application.toString());
        }
        FeatureAnswer made = features.answerOf(queues.create(context, tenant.toString(), Envelope.bytes(wish)));
        return answer(tenant, made, priority);
    }

    @GET
    @Operation(operationId = "olderListQueues", summary = "List the queues")
    @APIResponse(responseCode = "200", description = "`[{id, application_id, name, …}]`")
    public Response list(
            @Context RoutingContext context, @QueryParam("application_id") @Nullable String applicationId) {
        UUID tenant = managed(context, Permission.SEE_QUEUES);
        Map<UUID, Integer> priorities = older.priorities(tenant);
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        older.all(context, tenant).stream()
                .filter(queue -> applicationId == null
                        || queue.path("applicationId").asText().equals(applicationId))
                .forEach(queue -> list.add(OlderQueues.queue(queue, priorities)));
        return Response.ok(list).build();
    }

    @PUT
    @Path("{queueId}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "olderChangeQueue", summary = "Change a queue; absent fields stay")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = Body.class)))
    @APIResponse(responseCode = "200", description = "`{id, application_id, name, …}`")
    public Response change(@Context RoutingContext context, @PathParam("queueId") String queueId, byte[] body) {
        UUID tenant = managed(context, Permission.MANAGE_QUEUES);
        PathId.parse(queueId);
        Fields fields = Fields.parse(body);
        ObjectNode wish = wish(fields);
        Integer priority = fields.optionalInteger("priority", 0, MAX_PRIORITY);
        fields.check();
        FeatureAnswer changed =
                features.answerOf(queues.patch(context, tenant.toString(), queueId, Envelope.bytes(wish)));
        return answer(tenant, changed, priority);
    }

    @DELETE
    @Path("{queueId}")
    @Operation(operationId = "olderDeleteQueue", summary = "End a queue for good")
    @APIResponse(responseCode = "200", description = "`{id, is_active: false}`")
    public Response delete(@Context RoutingContext context, @PathParam("queueId") String queueId) {
        UUID tenant = managed(context, Permission.MANAGE_QUEUES);
        FeatureAnswer deleted = features.answerOf(queues.delete(context, tenant.toString(), queueId));
        return deleted.withHeaders(Response.ok(
                JsonNodeFactory.instance.objectNode().put("id", queueId).put("is_active", false)));
    }

    private UUID managed(RoutingContext context, Permission permission) {
        Caller.of(context).require(permission);
        return tenants.of(context);
    }

    private Response answer(UUID tenant, FeatureAnswer queue, @Nullable Integer priority) {
        UUID id = UUID.fromString(queue.body().path("id").asText());
        if (priority != null) {
            older.prioritise(tenant, id, priority);
        }
        return queue.withHeaders(
                Response.status(queue.status()).entity(OlderQueues.queue(queue.body(), older.priorities(tenant))));
    }

    /** What {@code /v1} takes, new or changed. */
    private static ObjectNode wish(Fields fields) {
        ObjectNode wish = JsonNodeFactory.instance.objectNode();
        String name = fields.optionalText("name", 1, Integer.MAX_VALUE);
        if (name != null) {
            wish.put("name", name);
        }
        Integer perMinute = fields.optionalInteger("max_users_per_minute", 0, MAX_PER_MINUTE);
        if (perMinute != null) {
            wish.put("releaseRatePerMinute", perMinute);
        }
        Boolean isActive = fields.optionalFlag("is_active");
        if (isActive != null) {
            wish.put("isActive", isActive);
        }
        return wish;
    }
}
