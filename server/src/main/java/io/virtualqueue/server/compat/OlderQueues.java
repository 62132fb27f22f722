package io.virtualqueue.server.compat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.ext.web.RoutingContext;
import io.virtualqueue.server.http.PageQuery;
import io.virtualqueue.server.http.PageRequest;
import io.virtualqueue.server.queue.QueueResource;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The queues of a tenant in the words of the older waiting room. */
@Singleton
final class OlderQueues {
    /** As many queues as its lists and sums take in. */
    static final int MAX_LISTED = 1_000;

    private final QueueResource queues;
    private final QueuePriorities priorities;
    private final Features features;

    @Inject
    OlderQueues(QueueResource queues, QueuePriorities priorities, Features features) {
        this.queues = queues;
        this.priorities = priorities;
        this.features = features;
    }

    /** All of the tenant's queues, as {@code /v1} lists them. */
    List<JsonNode> all(RoutingContext context, UUID tenant) {
        List<JsonNode> all = new ArrayList<>();
        for (int page = 1; page <= MAX_LISTED / PageRequest.MAX_LIMIT; page++) {
            JsonNode listed =
                    features.tree(queues.list(context, tenant.toString(), PageQuery.of(page, PageRequest.MAX_LIMIT)));
            listed.path("queues").forEach(all::add);
            if (page >= listed.path("pagination").path("totalPages").asInt()) {
                break;
            }
        }
        return all;
    }

    /** Notes the priority that a client gives a queue. */
    void prioritise(UUID tenant, UUID queueId, int priority) {
        priorities.set(tenant, queueId, priority);
    }

    Map<UUID, Integer> priorities(UUID tenant) {
        return priorities.of(tenant);
    }

    /** A queue of {@code /v1} as older clients know it. */
    static ObjectNode queue(JsonNode now, Map<UUID, Integer> priorities) {
        ObjectNode queue = JsonNodeFactory.instance.objectNode();
        queue.set("id", now.path("id"));
        queue.put("application_id", now.path("applicationId").textValue());
        queue.set("name", now.path("name"));
        queue.set("max_users_per_minute", now.path("releaseRatePerMinute"));
        queue.put(
                "priority",
                priorities.getOrDefault(UUID.fromString(now.path("id").asText()), 0));
        queue.set("is_active", now.path("isActive"));
        queue.set("waiting_users", now.path("waitingUsers"));
        queue.set("created_at", now.path("createdAt"));
        queue.set("updated_at", now.path("updatedAt"));
        return queue;
    }
}
