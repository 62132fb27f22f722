package io.virtualqueue.server.identity;

import io.virtualqueue.server.db.Sql;
import io.virtualqueue.server.db.TenantTransactions;
import io.virtualqueue.server.http.ProblemException;
import io.virtualqueue.server.http.TimeOrderedId;
import io.virtualqueue.server.trail.Actor;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Signs in people whom an issuer of a tenant vouches for. They are found by the email address that the issuer has
 * verified, or made; a second factor is the issuer's affair.
 */
@Singleton
public final class IssuerSignIn {
    static final Duration CODE_TTL = Duration.ofSeconds(60);

    private static final String ADD_CODE = Sql.text(IssuerSignIn.class, "add_sign_in_code");
    private static final String TAKE_CODE = Sql.text(IssuerSignIn.class, "take_sign_in_code");
    private static final String FORGET_OLD = Sql.text(IssuerSignIn.class, "forget_old_sign_in_codes");

    private final TenantTransactions transactions;
    private final Accounts accounts;
    private final Entrants entrants;
    private final Logins logins;
    private final Clock clock;

    /**
     * Who is let in.
     *
     * @param provider the issuer's short name
     * @param provisionedAs the role of people who have no account yet, or null when they are not let in
     */
    public record Rule(
            String provider, UUID tenantId, @Nullable Role provisionedAs) {}

    /** The tokens of a person. */
    public record Tokens(String accessToken, String refreshToken, Duration goodFor) {
        @Override
        public String toString() {
            return "Tokens";
        }
    }

    @Inject
    IssuerSignIn(TenantTransactions transactions, Accounts accounts, Entrants entrants, Logins logins, Clock clock) {
        this.transactions = transactions;
        this.accounts = accounts;
        this.entrants = entrants;
        this.logins = logins;
        this.clock = clock;
    }

    /**
     * Lets in the person of this address.
     *
     * @param verifiedEmail what the issuer says that it has verified
     * @param address the network address of the person
     * @return a code that is good once, for {@link #CODE_TTL}, on every server; empty when the person is not let in
     */
    public Optional<String> accept(Rule rule, String verifiedEmail, String address) {
        Accounts.Found found = accounts.find(verifiedEmail);
        if (found == null && rule.provisionedAs() != null) {
            Account made = accounts.create(rule.tenantId(), verifiedEmail, Secrets.randomText(), rule.provisionedAs());
            found = new Accounts.Found(rule.tenantId(), made.id());
        }
        if (found == null
                || !found.tenantId().equals(rule.tenantId())
                || entrants.find(found.tenantId(), found.accountId()) == null) {
            refused(rule, verifiedEmail, address);
            return Optional.empty();
        }
        return Optional.of(newCode(rule, found.accountId(), address));
    }

    /** Leaves in the trail that the issuer vouches for someone who is not let in, or does not vouch enough. */
    public void refused(Rule rule, @Nullable String email, String address) {
        transactions.inTenant(rule.tenantId(), handle -> {
            note(handle, rule, null, address, "user.sign_in_refused", email);
            return null;
        });
    }

    /**
     * Gives tokens for a code.
     *
     * @throws ProblemException 401 when it is unknown, used or expired, or its person's account has ended
     */
    public Tokens exchange(String text) {
        SignInCode code = SignInCode.parse(text);
        if (code == null) {
            throw refusal();
        }
        UUID accountId = transactions.inTenant(code.tenantId(), handle -> take(handle, code));
        Entrant person = accountId == null ? null : entrants.find(code.tenantId(), accountId);
        if (accountId == null || person == null) {
            throw refusal();
        }
        Logins.Granted granted =
                logins.begin(new Caller.Person(accountId, code.tenantId(), person.role(), TimeOrderedId.next()));
        return new Tokens(granted.accessToken(), granted.refreshToken(), AccessTokens.TTL);
    }

    private String newCode(Rule rule, UUID accountId, String address) {
        SignInCode code = SignInCode.next(rule.tenantId());
        OffsetDateTime now = OffsetDateTime.now(clock);
        transactions.inTenant(rule.tenantId(), handle -> {
            handle.createUpdate(FORGET_OLD)
                    .bind("tenant", rule.tenantId())
                    .bind("now", now)
                    .execute();
            note(handle, rule, accountId, address, "user.signed_in", null);
            return handle.createUpdate(ADD_CODE)
                    .bind("tenant", rule.tenantId())
                    .bind("hash", code.hash())
                    .bind("account", accountId)
                    .bind("expires", now.plus(CODE_TTL))
                    .execute();
        });
        return code.text();
    }

    private @Nullable UUID take(Handle handle, SignInCode code) {
        return handle.createQuery(TAKE_CODE)
                .bind("tenant", code.tenantId())
                .bind("hash", code.hash())
                .bind("now", OffsetDateTime.now(clock))
                .mapTo(UUID.class)
                .findOne()
                .orElse(null);
    }

    private void note(
            Handle handle, Rule rule, @Nullable UUID accountId, String address, String action, @Nullable String email) {
        Actor by = accountId == null
                ? new Actor(Actor.Kind.ANONYMOUS, null, address)
                : UserTrail.person(accountId, address);
        Map<String, String> details = email == null
                ? Map.of("issuer", rule.provider())
                : Map.of("issuer", rule.provider(), "email", UserTrail.masked(email));
        UserTrail.add(handle, rule.tenantId(), accountId, by, clock.instant(), action, details);
    }

    private static ProblemException refusal() {
        return ProblemException.unauthorized("The code is not good (any more).");
    }
}
