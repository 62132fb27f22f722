package io.virtualqueue.server.identity;

import io.virtualqueue.server.db.Sql;
import io.virtualqueue.server.db.TenantTransactions;
import io.virtualqueue.server.http.ProblemException;
import io.virtualqueue.server.http.TimeOrderedId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Logging in, staying in, and logging out. A refresh token is good once; one that comes again was stolen from someone,
 * so it ends the whole login.
 */
@Singleton
public final class Logins {
    static final Duration REFRESH_TTL = Duration.ofDays(7);

    private static final String ADD = Sql.text(Logins.class, "add_login");
    private static final String FORGET_OLD = Sql.text(Logins.class, "forget_old_logins");
    private static final String ROTATE = Sql.text(Logins.class, "rotate_login");
    private static final String END = Sql.text(Logins.class, "end_login");
    private static final String NOTE = Sql.text(Logins.class, "note_login");
    private static final String HOLDS = Sql.text(Logins.class, "login_holds");

    private final TenantTransactions transactions;
    private final AccessTokens accessTokens;
    private final Revocations revocations;
    private final Clock clock;

    /** What a person gets. */
    public record Granted(String accessToken, String refreshToken) {
        /** How long the access token is good. */
        public Duration goodFor() {
            return AccessTokens.TTL;
        }

        @Override
        public String toString() {
            return "Granted";
        }
    }

    @Inject
    Logins(TenantTransactions transactions, AccessTokens accessTokens, Revocations revocations, Clock clock) {
        this.transactions = transactions;
        this.accessTokens = accessTokens;
        this.revocations = revocations;
        this.clock = clock;
    }

    /** Begins a login of a person who has proved who they are. */
    Granted begin(Caller.Person person) {
        return transactions.inTenant(person.tenantId(), handle -> begin(handle, person));
    }

    /** Begins a login of a person who has proved who they are, in this transaction. */
    public Granted begin(Handle handle, Entrant person) {
        return begin(
                handle, new Caller.Person(person.accountId(), person.tenantId(), person.role(), TimeOrderedId.next()));
    }

    private Granted begin(Handle handle, Caller.Person person) {
        var refreshToken = RefreshToken.next(person.tenantId(), person.loginId());
        OffsetDateTime now = OffsetDateTime.now(clock);
        for (String statement : List.of(FORGET_OLD, NOTE)) {
            handle.createUpdate(statement)
                    .bind("tenant", person.tenantId())
                    .bind("account", person.accountId())
                    .bind("now", now)
                    .execute();
        }
        handle.createUpdate(ADD)
                .bind("tenant", person.tenantId())
                .bind("id", person.loginId())
                .bind("account", person.accountId())
                .bind("hash", refreshToken.hash())
                .bind("now", now)
                .bind("expires", now.plus(REFRESH_TTL))
                .execute();
        return new Granted(accessTokens.issue(person), refreshToken.text());
    }

    /**
     * Gives new tokens for a refresh token.
     *
     * @throws ProblemException 401 when it is unknown, expired, of an ended login, or was used before
     */
    public Granted refresh(String text) {
        RefreshToken token = RefreshToken.parse(text);
        if (token == null) {
            throw refused();
        }
        var next = RefreshToken.next(token.tenantId(), token.loginId());
        Optional<Caller.Person> person = transactions.inTenant(token.tenantId(), handle -> {
            Optional<Caller.Person> rotated = rotate(handle, token, next);
            if (rotated.isEmpty()) {
                end(handle, token.tenantId(), token.loginId());
            }
            return rotated;
        });
        if (person.isEmpty()) {
            revocations.noticed(token.loginId());
        }
        return new Granted(accessTokens.issue(person.orElseThrow(Logins::refused)), next.text());
    }

    /** Ends a login: its tokens stop working on every server. */
    public void logOut(Caller.Person person) {
        transactions.inTenant(person.tenantId(), handle -> end(handle, person.tenantId(), person.loginId()));
        revocations.noticed(person.loginId());
    }

    /** Whether the person's login, account and role are still as the access token says. */
    boolean holds(Caller.Person person) {
        return transactions.inTenant(
                person.tenantId(),
                handle -> handle.createQuery(HOLDS)
                        .bind("tenant", person.tenantId())
                        .bind("id", person.loginId())
                        .bind("account", person.accountId())
                        .bind("role", person.role().wireName())
                        .mapTo(Boolean.class)
                        .findOne()
                        .isPresent());
    }

    private Optional<Caller.Person> rotate(Handle handle, RefreshToken token, RefreshToken next) {
        OffsetDateTime now = OffsetDateTime.now(clock);
        return handle.createQuery(ROTATE)
                .bind("tenant", token.tenantId())
                .bind("id", token.loginId())
                .bind("hash", token.hash())
                .bind("next", next.hash())
                .bind("now", now)
                .bind("expires", now.plus(REFRESH_TTL))
                .map((row, _) -> new Caller.Person(
                        row.getObject(1, UUID.class),
                        token.tenantId(),
                        Role.ofWireName(row.getString(2)),
                        token.loginId()))
                .findOne();
    }

    private Optional<Long> end(Handle handle, UUID tenantId, UUID loginId) {
        return handle.createQuery(END)
                .bind("tenant", tenantId)
                .bind("id", loginId)
                .bind("now", OffsetDateTime.now(clock))
                .mapTo(Long.class)
                .findOne();
    }

    private static ProblemException refused() {
        return ProblemException.unauthorized("The refresh token is not good (any more).");
    }
}
