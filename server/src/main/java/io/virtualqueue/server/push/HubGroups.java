package io.virtualqueue.server.push;

import io.virtualqueue.server.identity.Caller;
import io.virtualqueue.server.journal.QueueKey;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** {@code JoinQueueGroup} and {@code LeaveQueueGroup}: what the group of a queue is depends on who joins it. */
public final class HubGroups {
    private HubGroups() {}

    /**
     * Joins.
     *
     * @param tenantId as the client named it, or null for the tenant of its credential
     * @return completes with null, or with why it is refused
     */
    public static CompletionStage<@Nullable String> join(
            Connection connection, @Nullable String tenantId, @Nullable String queueId) {
        QueueKey queue = queue(connection.caller(), tenantId, queueId);
        if (queue == null) {
            return CompletableFuture.completedStage("There is no such queue.");
        }
        CompletionStage<@Nullable String> joined = CompletableFuture.completedStage(null);
        for (Topic topic : topics(connection.caller(), queue)) {
            joined = joined.thenCompose(
                    refusal -> refusal == null ? connection.join(topic) : CompletableFuture.completedStage(refusal));
        }
        return joined;
    }

    /** Leaves; a group that was never joined is left already. */
    public static void leave(Connection connection, @Nullable String tenantId, @Nullable String queueId) {
        QueueKey queue = queue(connection.caller(), tenantId, queueId);
        if (queue != null) {
            topics(connection.caller(), queue).forEach(connection::leave);
        }
    }

    private static List<Topic> topics(Caller caller, QueueKey queue) {
        return caller instanceof Caller.SessionHolder holder
                ? List.of(new Topic.OfQueue(queue, Audience.VISITORS), new Topic.OfSession(queue, holder.sessionId()))
                : List.of(new Topic.OfQueue(queue, Audience.STAFF));
    }

    private static @Nullable QueueKey queue(Caller caller, @Nullable String tenantId, @Nullable String queueId) {
        UUID queue = uuid(queueId);
        UUID tenant = tenantId == null ? caller.ownTenant() : uuid(tenantId);
        return queue == null || tenant == null ? null : new QueueKey(tenant, queue);
    }

    private static @Nullable UUID uuid(@Nullable String text) {
        if (text == null || text.length() != 36) {
            return null;
        }
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }
}
