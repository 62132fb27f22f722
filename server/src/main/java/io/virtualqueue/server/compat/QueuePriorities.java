package io.virtualqueue.server.compat;

import io.virtualqueue.server.db.Sql;
import io.virtualqueue.server.db.TenantTransactions;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * The priorities that older clients give their queues, for them to read again. They change nothing: each queue releases at
 * its own rate, whatever the others do. Waits for the database.
 */
@Singleton
final class QueuePriorities {
    private static final String READ = Sql.text(QueuePriorities.class, "read_priorities");
    private static final String SET = Sql.text(QueuePriorities.class, "set_priority");

    private final TenantTransactions tenants;

    private record Given(UUID queueId, int priority) {}

    @Inject
    QueuePriorities(TenantTransactions tenants) {
        this.tenants = tenants;
    }

    /** By queue; of those that were given none there is none. */
    Map<UUID, Integer> of(UUID tenantId) {
        Map<UUID, Integer> priorities = new HashMap<>();
        tenants.inTenant(
                        tenantId,
                        handle -> handle.createQuery(READ)
                                .bind("tenant", tenantId)
                                .map((row, _) ->
                                        new Given(row.getObject("queue_id", UUID.class), row.getInt("priority")))
                                .list())
                .forEach(given -> priorities.put(given.queueId(), given.priority()));
        return priorities;
    }

    void set(UUID tenantId, UUID queueId, int priority) {
        tenants.inTenant(
                tenantId,
                handle -> handle.createUpdate(SET)
                        .bind("tenant", tenantId)
                        .bind("queue", queueId)
                        .bind("priority", priority)
                        .execute());
    }
}
