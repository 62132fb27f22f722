package io.virtualqueue.server.identity;

import io.virtualqueue.server.db.Sql;
import io.virtualqueue.server.db.TenantTransactions;
import io.virtualqueue.server.http.ProblemException;
import io.virtualqueue.server.trail.Actor;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Changes of accounts. Whoever may do less afterwards loses the tokens at once, on every server. */
@Singleton
public final class AccountChanges {
    /** No login has it: ends them all. */
    private static final UUID NO_LOGIN = new UUID(0, 0);

    private static final String CHANGE = Sql.text(AccountChanges.class, "change_account");
    private static final String END = Sql.text(AccountChanges.class, "end_account");
    private static final String LOCK = Sql.text(AccountChanges.class, "lock_people");
    private static final String COUNT_OTHERS = Sql.text(AccountChanges.class, "count_other_admins");
    private static final String END_LOGINS = Sql.text(AccountChanges.class, "end_logins_of_account");
    private static final String REVOKE = Sql.text(AccountChanges.class, "revoke");
    private static final String SET_PASSWORD = Sql.text(AccountChanges.class, "set_password");
    private static final String SET_MFA = Sql.text(AccountChanges.class, "set_mfa");
    private static final String END_SECOND_FACTORS = Sql.text(AccountChanges.class, "end_second_factors");

    private final TenantTransactions transactions;
    private final Revocations revocations;
    private final Clock clock;

    @Inject
    public AccountChanges(TenantTransactions transactions, Revocations revocations, Clock clock) {
        this.transactions = transactions;
        this.revocations = revocations;
        this.clock = clock;
    }

    /**
     * Changes a person.
     *
     * @return the person as it is then, or empty when the tenant has none of this id
     * @throws ProblemException 409 when it is the last admin, who must stay one
     */
    public Optional<Account> change(UUID tenantId, UUID accountId, AccountChange change, Actor by) {
        Optional<Account> changed = transactions.inTenant(tenantId, handle -> {
            lock(handle, tenantId);
            Optional<Account> before = Accounts.read(handle, tenantId, accountId);
            return before.isEmpty() ? before : Optional.of(change(handle, tenantId, before.get(), change, by));
        });
        revocations.noticed(accountId);
        return changed;
    }

    private Account change(Handle handle, UUID tenantId, Account before, AccountChange change, Actor by) {
        boolean disables = Objects.equals(change.disabled(), true);
        if (disables || (change.role() != null && change.role() != before.role())) {
            requireAnother(handle, tenantId, before);
        }
        handle.createUpdate(CHANGE)
                .bind("tenant", tenantId)
                .bind("id", before.id())
                .bind("name", change.name())
                .bind("role", change.role() == null ? null : change.role().wireName())
                .bind("disabled", change.disabled())
                .bind("now", OffsetDateTime.now(clock))
                .execute();
        Account after = Accounts.read(handle, tenantId, before.id()).orElseThrow();
        if (disables) {
            Tickets.endAll(handle, tenantId, before.id());
            endLogins(handle, tenantId, before.id(), null);
        } else if (after.role() != before.role()) {
            handle.createQuery(REVOKE)
                    .bind("subject", before.id())
                    .mapTo(Long.class)
                    .one();
        }
        note(handle, tenantId, before, after, by);
        return after;
    }

    private void note(Handle handle, UUID tenantId, Account before, Account after, Actor by) {
        boolean was = before.status() == AccountStatus.DISABLED;
        boolean is = after.status() == AccountStatus.DISABLED;
        String action = was == is ? "user.updated" : is ? "user.disabled" : "user.enabled";
        if (!after.equals(before)) {
            UserTrail.add(handle, tenantId, after.id(), by, clock.instant(), action, UserTrail.between(before, after));
        }
    }

    /**
     * Ends an account and all that its person holds.
     *
     * @return false when the tenant has none of this id
     * @throws ProblemException 409 when it is the last admin
     */
    public boolean end(UUID tenantId, UUID accountId, Actor by) {
        boolean ended = transactions.inTenant(tenantId, handle -> {
            lock(handle, tenantId);
            Optional<Account> account = Accounts.read(handle, tenantId, accountId);
            if (account.isEmpty()) {
                return false;
            }
            requireAnother(handle, tenantId, account.get());
            handle.createQuery(END)
                    .bind("tenant", tenantId)
                    .bind("id", accountId)
                    .bind("now", OffsetDateTime.now(clock))
                    .mapTo(Long.class)
                    .one();
            Tickets.endAll(handle, tenantId, accountId);
            removeSecondFactors(handle, tenantId, accountId);
            UserTrail.add(handle, tenantId, accountId, by, clock.instant(), "user.deleted", Map.of());
            return true;
        });
        revocations.noticed(accountId);
        return ended;
    }

    /**
     * Takes a person's second factor away, for who has lost it.
     *
     * @return the person as it is then, or empty when the tenant has none of this id
     */
    public Optional<Account> resetMfa(UUID tenantId, UUID accountId, Actor by) {
        return transactions.inTenant(tenantId, handle -> {
            Optional<Account> before = Accounts.read(handle, tenantId, accountId);
            if (before.isEmpty() || before.get().mfa() == Mfa.NONE) {
                return before;
            }
            removeSecondFactors(handle, tenantId, accountId);
            UserTrail.add(handle, tenantId, accountId, by, clock.instant(), "mfa.reset", Map.of());
            return Accounts.read(handle, tenantId, accountId);
        });
    }

    /**
     * Sets a password in a transaction of the caller's, which ends all tickets and all logins but the kept one. The
     * caller then says {@link #noticed}.
     *
     * @param name to be called from now on, or null
     * @param keptLogin the login that goes on, or null
     */
    public void setPassword(
            Handle handle,
            UUID tenantId,
            UUID accountId,
            String hash,
            @Nullable String name,
            @Nullable UUID keptLogin) {
        handle.createUpdate(SET_PASSWORD)
                .bind("tenant", tenantId)
                .bind("id", accountId)
                .bind("hash", hash)
                .bind("name", name)
                .execute();
        Tickets.endAll(handle, tenantId, accountId);
        endLogins(handle, tenantId, accountId, keptLogin);
    }

    /** Makes this server forget what it remembers of the person, once the transaction is through. */
    public void noticed(UUID accountId) {
        revocations.noticed(accountId);
    }

    /** Says from now on which second factor a person has, in a transaction of the caller's. */
    public static void setMfa(Handle handle, UUID tenantId, UUID accountId, Mfa mfa) {
        handle.createUpdate(SET_MFA)
                .bind("tenant", tenantId)
                .bind("id", accountId)
                .bind("mfa", mfa.wireName())
                .execute();
    }

    /** Takes the second factor away with its secrets, in a transaction of the caller's. */
    public static void removeSecondFactors(Handle handle, UUID tenantId, UUID accountId) {
        handle.createUpdate(END_SECOND_FACTORS)
                .bind("tenant", tenantId)
                .bind("id", accountId)
                .execute();
    }

    private void endLogins(Handle handle, UUID tenantId, UUID accountId, @Nullable UUID kept) {
        handle.createQuery(END_LOGINS)
                .bind("tenant", tenantId)
                .bind("account", accountId)
                .bind("kept", kept == null ? NO_LOGIN : kept)
                .bind("now", OffsetDateTime.now(clock))
                .mapTo(Long.class)
                .one();
    }

    /** Until the end of the transaction, so that two admins cannot remove each other at the same moment. */
    private static void lock(Handle handle, UUID tenantId) {
        handle.createQuery(LOCK).bind("tenant", tenantId.toString()).mapToMap().list();
    }

    private static void requireAnother(Handle handle, UUID tenantId, Account account) {
        boolean runs = account.role() == Role.ADMIN || account.role() == Role.SUPER_ADMIN;
        if (!runs || account.status() != AccountStatus.ACTIVE) {
            return;
        }
        long others = handle.createQuery(COUNT_OTHERS)
                .bind("tenant", tenantId)
                .bind("id", account.id())
                .bind("role", account.role().wireName())
                .mapTo(Long.class)
                .one();
        if (others == 0) {
            throw ProblemException.conflict("last_admin", "Nobody else could run this: make another admin first.");
        }
    }
}
