package io.virtualqueue.server.identity;

import io.virtualqueue.server.db.Sql;
import io.virtualqueue.server.db.TenantTransactions;
import io.virtualqueue.server.http.PageRequest;
import io.virtualqueue.server.http.ProblemException;
import io.virtualqueue.server.http.TimeOrderedId;
import io.virtualqueue.server.trail.Actor;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The people of the tenants and of the platform. An email address belongs to one of them only. */
@Singleton
public final class Accounts {
    private static final String FIND = Sql.text(Accounts.class, "find_account");
    private static final String READ_SECRET = Sql.text(Accounts.class, "read_secret");
    private static final String ADD = Sql.text(Accounts.class, "add_account");
    private static final String SET_PASSWORD = Sql.text(Accounts.class, "set_password");
    private static final String READ = Sql.text(Accounts.class, "read_account");
    private static final String LIST = Sql.text(Accounts.class, "list_accounts");
    private static final String COUNT = Sql.text(Accounts.class, "count_accounts");

    private final TenantTransactions transactions;
    private final Passwords passwords;
    private final Clock clock;

    /** Where an email address leads before anything is known. */
    record Found(UUID tenantId, UUID accountId) {}

    /** What is compared with a password; without a hash there is none yet. */
    record Secret(@Nullable String passwordHash, Role role) {}

    /**
     * An account that was asked for.
     *
     * @param replayed whether it was made before, with the same idempotency key
     * @param inviteToken by which the person chooses a password; null when there is one, or it was made before
     */
    public record Created(
            Account account, boolean replayed, @Nullable String inviteToken) {
        @Override
        public String toString() {
            return "Created[" + account.id() + "]";
        }
    }

    /** Part of a list. */
    public record Listed(List<Account> accounts, long total) {}

    @Inject
    public Accounts(TenantTransactions transactions, Passwords passwords, Clock clock) {
        this.transactions = transactions;
        this.passwords = passwords;
        this.clock = clock;
    }

    /**
     * Sees to it that there is a super admin of this address, for the start of a server.
     *
     * @param password the password to have, or null to leave an existing one alone and to generate a new one
     * @return the password if it was generated just now: it is known nowhere else
     */
    public Optional<String> ensureSuperAdmin(String email, @Nullable String password) {
        Found found = find(email);
        if (found == null) {
            String first = password == null ? Secrets.randomText() : password;
            String hash = passwords.hash(first);
            Account account = fresh(new NewAccount(email, null, first, Role.SUPER_ADMIN));
            transactions.inTenant(Caller.PLATFORM, handle -> add(handle, Caller.PLATFORM, account, hash, Actor.SYSTEM));
            return password == null ? Optional.of(first) : Optional.empty();
        }
        if (password != null) {
            resetPassword(found, password);
        }
        return Optional.empty();
    }

    /**
     * Makes an account with a password, by the server itself.
     *
     * @throws ProblemException 409 when the address is taken
     */
    public Account create(UUID tenantId, String email, String password, Role role) {
        return create(tenantId, new NewAccount(email, null, password, role), null, Actor.SYSTEM)
                .account();
    }

    /**
     * Makes an account, once for each key; without a password it is an invitation.
     *
     * @param key tells requests apart by all but their password, or null
     * @throws ProblemException 404 when what the key made has ended, 409 when the address is taken, 422 when the key came
     *     before with another request
     */
    public Created create(UUID tenantId, NewAccount wanted, @Nullable RequestKey key, Actor by) {
        String hash = wanted.password() == null ? null : passwords.hash(wanted.password());
        Account account = fresh(wanted);
        TicketToken token = hash == null ? TicketToken.next(tenantId) : null;
        UUID before = transactions.inTenant(tenantId, handle -> {
            UUID made = key == null ? null : key.claim(handle, tenantId, account.id(), account.createdAt());
            if (made == null && !add(handle, tenantId, account, hash, by)) {
                throw ProblemException.conflict("email_taken", "This email address has an account.");
            }
            if (made == null) {
                UserLimit.check(handle, tenantId);
            }
            if (made == null && token != null) {
                Tickets.add(handle, token, account.id(), Tickets.Purpose.INVITATION, account.createdAt());
            }
            return made;
        });
        return before == null
                ? new Created(account, false, token == null ? null : token.text())
                : new Created(again(new Found(tenantId, before), wanted.password()), true, null);
    }

    /** The key's hash leaves the password out, so that it is as hard to guess as ever; here it is compared. */
    private Account again(Found found, @Nullable String password) {
        Secret secret = secret(found);
        if (secret != null && password != null && !passwords.matches(password, secret.passwordHash())) {
            throw RequestKey.reused();
        }
        return read(found.tenantId(), found.accountId())
                .orElseThrow(() -> ProblemException.notFound("There is no such person."));
    }

    /** The account, or empty when the tenant has none of this id. */
    public Optional<Account> read(UUID tenantId, UUID accountId) {
        return transactions.inTenant(tenantId, handle -> read(handle, tenantId, accountId));
    }

    /** A page of the tenant's accounts; sorted by {@code createdAt} or {@code email}, searched by email. */
    public Listed list(UUID tenantId, PageRequest page) {
        return transactions.inTenant(
                tenantId,
                handle -> new Listed(
                        handle.createQuery(LIST)
                                .bind("tenant", tenantId)
                                .bind("search", page.search())
                                .bind("sort", page.sort())
                                .bind("descending", page.descending())
                                .bind("limit", page.limit())
                                .bind("offset", page.offset())
                                .map((row, _) -> account(row))
                                .list(),
                        handle.createQuery(COUNT)
                                .bind("tenant", tenantId)
                                .bind("search", page.search())
                                .mapTo(Long.class)
                                .one()));
    }

    @Nullable
    Found find(String email) {
        return transactions.beforeTenant(handle -> handle.createQuery(FIND)
                .bind("email", email.toLowerCase(Locale.ROOT))
                .map((row, _) -> new Found(row.getObject(1, UUID.class), row.getObject(2, UUID.class)))
                .findOne()
                .orElse(null));
    }

    @Nullable
    Secret secret(Found found) {
        return transactions.inTenant(found.tenantId(), handle -> secret(handle, found));
    }

    private static @Nullable Secret secret(Handle handle, Found found) {
        return handle.createQuery(READ_SECRET)
                .bind("tenant", found.tenantId())
                .bind("id", found.accountId())
                .map((row, _) -> new Secret(row.getString(1), Role.ofWireName(row.getString(2))))
                .findOne()
                .orElse(null);
    }

    private Account fresh(NewAccount wanted) {
        return new Account(
                TimeOrderedId.next(),
                wanted.email(),
                wanted.name(),
                wanted.role(),
                wanted.password() == null ? AccountStatus.INVITED : AccountStatus.ACTIVE,
                Mfa.NONE,
                null,
                clock.instant().truncatedTo(ChronoUnit.MICROS));
    }

    /** False when the address is taken. */
    private static boolean add(Handle handle, UUID tenantId, Account account, @Nullable String hash, Actor by) {
        int added = handle.createUpdate(ADD)
                .bind("tenant", tenantId)
                .bind("id", account.id())
                .bind("email", account.email())
                .bind("name", account.name())
                .bind("hash", hash)
                .bind("role", account.role().wireName())
                .bind("now", account.createdAt().atOffset(ZoneOffset.UTC))
                .execute();
        if (added == 1) {
            String action = hash == null ? "user.invited" : "user.created";
            var fields = ChangedFields.made(UserTrail.fields(account));
            UserTrail.add(handle, tenantId, account.id(), by, account.createdAt(), action, fields);
        }
        return added == 1;
    }

    private void resetPassword(Found found, String password) {
        Secret secret = secret(found);
        if (secret != null
                && secret.role() == Role.SUPER_ADMIN
                && !passwords.matches(password, secret.passwordHash())) {
            String hash = passwords.hash(password);
            transactions.inTenant(found.tenantId(), handle -> {
                UserTrail.add(
                        handle,
                        found.tenantId(),
                        found.accountId(),
                        Actor.SYSTEM,
                        clock.instant(),
                        "user.password_changed",
                        Map.of("by", "configuration"));
                return handle.createUpdate(SET_PASSWORD)
                        .bind("tenant", found.tenantId())
                        .bind("id", found.accountId())
                        .bind("hash", hash)
                        .bind("name", (String) null)
                        .execute();
            });
        }
    }

    static Optional<Account> read(Handle handle, UUID tenantId, UUID accountId) {
        return handle.createQuery(READ)
                .bind("tenant", tenantId)
                .bind("id", accountId)
                .map((row, _) -> account(row))
                .findOne();
    }

    private static Account account(ResultSet row) throws SQLException {
        OffsetDateTime lastLoginAt = row.getObject("last_login_at", OffsetDateTime.class);
        return new Account(
                row.getObject("id", UUID.class),
                row.getString("email"),
                row.getString("name"),
                Role.ofWireName(row.getString("role")),
                AccountStatus.ofWireName(row.getString("status")),
                Mfa.ofWireName(row.getString("mfa")),
                lastLoginAt == null ? null : lastLoginAt.toInstant(),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }
}
