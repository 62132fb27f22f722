package io.virtualqueue.server.push;

import io.virtualqueue.engine.QueueState;
import io.virtualqueue.server.journal.QueueKey;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Who listens to what on this server. */
@Singleton
public final class Subscriptions {
    private final Map<QueueKey, QueueAudience> queues = new ConcurrentHashMap<>();
    private final Map<UUID, ByAudience> tenants = new ConcurrentHashMap<>();
    private final EventLoops loops = new EventLoops();

    @Inject
    Subscriptions() {}

    /** @param queue as it is now: a session's listeners are told what differs from it */
    void add(Topic topic, Listener listener, QueueState queue) {
        loops.add(listener.loop());
        switch (topic) {
            case Topic.OfQueue(var key, var audience) ->
                queues.compute(key, (_, present) -> {
                    QueueAudience listeners = present == null ? new QueueAudience() : present;
                    listeners.all.of(audience).add(listener);
                    return listeners;
                });
            case Topic.OfSession(var key, var sessionId) ->
                queues.compute(key, (_, present) -> {
                    QueueAudience listeners = present == null ? new QueueAudience() : present;
                    listeners.add(sessionId, listener, queue);
                    return listeners;
                });
            case Topic.OfTenant tenant -> add(tenant, listener);
        }
    }

    /** The same for all queues of a tenant, of which none is at hand. */
    void add(Topic.OfTenant topic, Listener listener) {
        loops.add(listener.loop());
        tenants.compute(topic.tenantId(), (_, present) -> {
            ByAudience listeners = present == null ? new ByAudience() : present;
            listeners.of(topic.audience()).add(listener);
            return listeners;
        });
    }

    void remove(Topic topic, Listener listener) {
        switch (topic) {
            case Topic.OfQueue(var key, var audience) ->
                queues.computeIfPresent(key, (_, listeners) -> {
                    listeners.all.of(audience).remove(listener);
                    return listeners.isEmpty() ? null : listeners;
                });
            case Topic.OfSession(var key, var sessionId) ->
                queues.computeIfPresent(key, (_, listeners) -> {
                    listeners.remove(sessionId, listener);
                    return listeners.isEmpty() ? null : listeners;
                });
            case Topic.OfTenant(var tenantId, var audience) ->
                tenants.computeIfPresent(tenantId, (_, listeners) -> {
                    listeners.of(audience).remove(listener);
                    return listeners.isEmpty() ? null : listeners;
                });
        }
    }

    /** Whether anybody would hear of this queue: asked with every batch of it, so it costs next to nothing. */
    boolean anyoneListensTo(QueueKey queue) {
        return queues.containsKey(queue) || tenants.containsKey(queue.tenantId());
    }

    /** The threads of all that ever listened. */
    EventLoops loops() {
        return loops;
    }

    @Nullable
    QueueAudience of(QueueKey queue) {
        return queues.get(queue);
    }

    /** Tells those who listen to the queue, or to all queues of its tenant. */
    void tell(Update update, Audience audience) {
        QueueAudience listeners = queues.get(update.queue());
        if (listeners != null) {
            listeners.all.of(audience).tell(update, audience);
        }
        ByAudience ofTenant = tenants.get(update.queue().tenantId());
        if (ofTenant != null) {
            ofTenant.of(audience).tell(update, audience);
        }
    }
}
