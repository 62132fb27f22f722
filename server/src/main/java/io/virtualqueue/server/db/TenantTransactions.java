package io.virtualqueue.server.db;

import java.util.UUID;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Transactions of requests: row-level security shows them one tenant's rows, or none. */
public final class TenantTransactions {
    private final Jdbi jdbi;

    TenantTransactions(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * Runs the work in one transaction that sees only this tenant's rows; rolls back when it throws.
     *
     * @throws DatabaseUnavailableException when the database cannot be asked now
     */
    public <T extends @Nullable Object, X extends Exception> T inTenant(UUID tenantId, HandleCallback<T, X> work)
            throws X {
        return Transactions.run(jdbi, handle -> {
            // Only until the end of the transaction, so that a pooled connection never remembers a tenant.
            handle.createQuery("SELECT set_config('vq.tenant', :tenant, true)")
                    .bind("tenant", tenantId.toString())
                    .mapTo(String.class)
                    .one();
            return work.withHandle(handle);
        });
    }

    /**
     * Runs the work in one transaction before the tenant is known: no tenant's row is visible, and only functions that
     * run with their definer's rights give anything. Rolls back when it throws.
     *
     * @throws DatabaseUnavailableException when the database cannot be asked now
     */
    public <T extends @Nullable Object, X extends Exception> T beforeTenant(HandleCallback<T, X> work) throws X {
        return Transactions.run(jdbi, work);
    }
}
