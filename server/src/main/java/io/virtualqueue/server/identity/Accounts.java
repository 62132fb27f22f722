package io.virtualqueue.server.identity;

import io.virtualqueue.server.db.Sql;
import io.virtualqueue.server.db.TenantTransactions;
import io.virtualqueue.server.http.PageRequest;
import io.virtualqueue.server.http.ProblemException;
import io.virtualqueue.server.http.TimeOrderedId;
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
    private static final String END = Sql.text(Accounts.class, "end_account");

    private final TenantTransactions transactions;
    private final Passwords passwords;
    private final Clock clock;

    /** Where an email address leads before anything is known. */
    record Found(UUID tenantId, UUID accountId) {}

    /** What log-in compares. */
    record Secret(String passwordHash, Role role) {}

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
            add(Caller.PLATFORM, email, first, Role.SUPER_ADMIN);
            return password == null ? Optional.of(first) : Optional.empty();
        }
        if (password != null) {
            resetPassword(found, password);
        }
        return Optional.empty();
    }

    /**
     * Makes an account.
     *
     * @throws ProblemException 409 when the address is taken
     */
    public Account create(UUID tenantId, String email, String password, Role role) {
        return add(tenantId, email, password, role)
                .orElseThrow(() -> ProblemException.conflict("email_taken", "This email address has an account."));
    }

    /** The account, or empty when the tenant has none of this id. */
    public Optional<Account> read(UUID tenantId, UUID accountId) {
        return transactions.inTenant(
                tenantId,
                handle -> handle.createQuery(READ)
                        .bind("tenant", tenantId)
                        .bind("id", accountId)
                        .map((row, _) -> account(row))
                        .findOne());
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

    /** Ends an account and all that its person holds; false when the tenant has none of this id. */
    public boolean end(UUID tenantId, UUID accountId) {
        return transactions.inTenant(
                tenantId,
                handle -> handle.createQuery(END)
                        .bind("tenant", tenantId)
                        .bind("id", accountId)
                        .bind("now", OffsetDateTime.now(clock))
                        .mapTo(Long.class)
                        .findOne()
                        .isPresent());
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

    private Optional<Account> add(UUID tenantId, String email, String password, Role role) {
        String hash = passwords.hash(password);
        var account = new Account(
                TimeOrderedId.next(),
                email.toLowerCase(Locale.ROOT),
                role,
                clock.instant().truncatedTo(ChronoUnit.MICROS));
        int added = transactions.inTenant(
                tenantId,
                handle -> handle.createUpdate(ADD)
                        .bind("tenant", tenantId)
                        .bind("id", account.id())
                        .bind("email", account.email())
                        .bind("hash", hash)
                        .bind("role", role.wireName())
                        .bind("now", account.createdAt().atOffset(ZoneOffset.UTC))
                        .execute());
        return added == 1 ? Optional.of(account) : Optional.empty();
    }

    private void resetPassword(Found found, String password) {
        Secret secret = secret(found);
        if (secret != null
                && secret.role() == Role.SUPER_ADMIN
                && !passwords.matches(password, secret.passwordHash())) {
            String hash = passwords.hash(password);
            transactions.inTenant(
                    found.tenantId(),
                    handle -> handle.createUpdate(SET_PASSWORD)
                            .bind("tenant", found.tenantId())
                            .bind("id", found.accountId())
                            .bind("hash", hash)
                            .execute());
        }
    }

    private static Account account(ResultSet row) throws SQLException {
        return new Account(
                row.getObject("id", UUID.class),
                row.getString("email"),
                Role.ofWireName(row.getString("role")),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }
}
