package io.virtualqueue.server.tenant;

import io.virtualqueue.server.db.Sql;
import io.virtualqueue.server.db.WorkerTransactions;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds the tenant that is meant by those who show no credential. Waits for the database: not for the event loop. */
@Singleton
public final class TenantLookup {
    private static final String FIND_TWO = Sql.text(TenantLookup.class, "find_two_tenants");

    private final WorkerTransactions platform;

    @Inject
    TenantLookup(WorkerTransactions platform) {
        this.platform = platform;
    }

    /** The tenant of this domain; empty when there is none. */
    public Optional<UUID> withDomain(String domain) {
        return domain.isEmpty() ? Optional.empty() : find(domain.toLowerCase(Locale.ROOT));
    }

    /** The one tenant of an installation that has no other. */
    public Optional<UUID> only() {
        return find(null);
    }

    private Optional<UUID> find(@Nullable String domain) {
        List<UUID> found = platform.inTransaction(handle -> handle.createQuery(FIND_TWO)
                .bind("domain", domain)
                .mapTo(UUID.class)
                .list());
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }
}
