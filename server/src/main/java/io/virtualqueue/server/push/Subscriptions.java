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

    /**
     * Lets it listen.
     *
     * @param queue as it is now: a session's listeners are told what differs from it
     * @return where it sits; who listens already keeps the seat
     */
    Seat add(Topic topic, Listener listener, QueueState queue) {
        loops.add(listener.loop());
        Seat fresh = Seat.at(topic);
        Seat[] seat = {fresh};
        switch (topic) {
            case Topic.OfQueue(var key, var audience) ->
                queues.compute(key, (_, present) -> {
                    QueueAudience listeners = present == null ? new QueueAudience() : present;
                    if (audience == Audience.STAFF) {
                        listeners.staffCome(queue);
                    }
                    seat[0] = listeners.all.of(audience).add(listener, fresh);
                    return listeners;
                });
            case Topic.OfSession(var key, var sessionId) ->
                queues.compute(key, (_, present) -> {
                    QueueAudience listeners = present == null ? new QueueAudience() : present;
                    seat[0] = listeners.add(sessionId, listener, queue);
                    return listeners;
                });
            case Topic.OfTenant tenant -> add(tenant, listener);
        }
        return seat[0];
    }

    /** The same for all queues of a tenant, of which none is at hand. */
    void add(Topic.OfTenant topic, Listener listener) {
        loops.add(listener.loop());
        tenants.compute(topic.tenantId(), (_, present) -> {
            ByAudience listeners = present == null ? new ByAudience() : present;
            listeners.of(topic.audience()).add(listener, Seat.at(topic));
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

    /** Lets a visitor's connection hear of the end of the session that it stands on, whatever else it listens to. */
    void hold(QueueKey queue, UUID sessionId, Listener holder) {
        queues.compute(queue, (_, present) -> {
            QueueAudience listeners = present == null ? new QueueAudience() : present;
            listeners.hold(sessionId, holder);
            return listeners;
        });
    }

    void letGo(QueueKey queue, UUID sessionId, Listener holder) {
        queues.computeIfPresent(queue, (_, listeners) -> {
            listeners.letGo(sessionId, holder);
            return listeners.isEmpty() ? null : listeners;
        });
    }

    /** Whether anybody would hear of this queue: asked with every batch of it, so it costs next to nothing. */
    boolean anyoneListensTo(QueueKey queue) {
        return queues.containsKey(queue) || tenants.containsKey(queue.tenantId());
    }

    /** The threads of all that ever listened. */
    EventLoops loops() {
        return loops;
    }

    /** Whether any staff listen to this queue, or to all of its tenant. */
    boolean staffListenTo(QueueKey queue) {
        QueueAudience listeners = queues.get(queue);
        ByAudience ofTenant = tenants.get(queue.tenantId());
        return (listeners != null && !listeners.all.staff().isEmpty())
                || (ofTenant != null && !ofTenant.staff().isEmpty());
    }

    /** Whether staff who are told of this queue are told who its people are. */
    boolean namesAreWanted(QueueKey queue) {
        QueueAudience listeners = queues.get(queue);
        ByAudience ofTenant = tenants.get(queue.tenantId());
        return (listeners != null && listeners.all.staff().tellsNames())
                || (ofTenant != null && ofTenant.staff().tellsNames());
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

    /** Tells those who listen to the queue itself, staff and visitors. */
    void tellWithinQueue(Update update) {
        QueueAudience listeners = queues.get(update.queue());
        if (listeners != null) {
            for (Audience audience : Audience.values()) {
                listeners.all.of(audience).tell(update, audience);
            }
        }
    }
}
