package io.virtualqueue.server.identity;

import io.virtualqueue.server.db.Sql;
import io.virtualqueue.server.db.TenantTransactions;
import io.virtualqueue.server.http.TimeOrderedId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds the people who may get in. */
@Singleton
public final class Entrants {
    private static final String READ = Sql.text(Entrants.class, "read_entrant");

    private final TenantTransactions transactions;
    private final Accounts accounts;

    @Inject
    public Entrants(TenantTransactions transactions, Accounts accounts) {
        this.transactions = transactions;
        this.accounts = accounts;
    }

    /**
     * Who has this email address, if the account lets in; else null. The database is asked as often for addresses that
     * nobody has.
     *
     * @param email in any case
     */
    public @Nullable Entrant find(String email) {
        Accounts.Found found = accounts.find(email);
        return found == null ? find(Caller.PLATFORM, TimeOrderedId.next()) : find(found.tenantId(), found.accountId());
    }

    /** The person of this id, if the account lets in; else null. */
    public @Nullable Entrant find(UUID tenantId, UUID accountId) {
        return transactions.inTenant(
                tenantId,
                handle -> handle.createQuery(READ)
                        .bind("tenant", tenantId)
                        .bind("id", accountId)
                        .map((row, _) -> entrant(tenantId, accountId, row))
                        .findOne()
                        .orElse(null));
    }

    private static Entrant entrant(UUID tenantId, UUID accountId, ResultSet row) throws SQLException {
        return new Entrant(
                tenantId,
                accountId,
                row.getString("email"),
                Role.ofWireName(row.getString("role")),
                row.getString("password_hash"),
                Mfa.ofWireName(row.getString("mfa")),
                row.getBoolean("mfa_required"),
                Entrant.words(
                        row.getString("email"),
                        row.getString("name"),
                        row.getString("tenant_name"),
                        row.getString("tenant_domain")));
    }
}
