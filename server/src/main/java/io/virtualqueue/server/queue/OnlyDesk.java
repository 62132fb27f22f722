package io.virtualqueue.server.queue;

import io.virtualqueue.server.db.Sql;
import io.virtualqueue.server.db.TenantTransactions;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Finds the service desk that goes without saying. Waits for the database: not for the event loop. */
@Singleton
public final class OnlyDesk {
    private static final String FIND_TWO = Sql.text(OnlyDesk.class, "find_two_desks");

    private final TenantTransactions tenants;

    @Inject
    OnlyDesk(TenantTransactions tenants) {
        this.tenants = tenants;
    }

    /** The one service desk of a tenant that has no other; else empty. */
    public Optional<UUID> of(UUID tenantId) {
        List<UUID> found = tenants.inTenant(
                tenantId,
                handle -> handle.createQuery(FIND_TWO).mapTo(UUID.class).list());
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }
}
