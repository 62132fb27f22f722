package io.virtualqueue.server.signin;

import io.virtualqueue.server.db.TenantTransactions;
import io.virtualqueue.server.http.ProblemException;
import io.virtualqueue.server.identity.AccountChanges;
import io.virtualqueue.server.identity.Caller;
import io.virtualqueue.server.identity.Entrant;
import io.virtualqueue.server.identity.Entrants;
import io.virtualqueue.server.identity.PasswordRules;
import io.virtualqueue.server.identity.Passwords;
import io.virtualqueue.server.identity.Tickets;
import io.virtualqueue.server.identity.Tickets.Purpose;
import io.virtualqueue.server.identity.Tickets.Ticket;
import io.virtualqueue.server.identity.UserTrail;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** People choosing their passwords: when they are invited, when they like to, and when they have forgotten. */
@Singleton
final class OwnPassword {
    private static final String CHANGED = "user.password_changed";

    private final TenantTransactions transactions;
    private final Entrants entrants;
    private final Passwords passwords;
    private final AccountChanges changes;
    private final SignIn signIn;
    private final LockOut lockOut;
    private final Clock clock;

    @Inject
    OwnPassword(
            TenantTransactions transactions,
            Entrants entrants,
            Passwords passwords,
            AccountChanges changes,
            SignIn signIn,
            LockOut lockOut,
            Clock clock) {
        this.transactions = transactions;
        this.entrants = entrants;
        this.passwords = passwords;
        this.changes = changes;
        this.signIn = signIn;
        this.lockOut = lockOut;
        this.clock = clock;
    }

    /**
     * Changes the password of whoever is in; all other logins end.
     *
     * @throws ProblemException 401 when the current one is wrong, 422 when the new one is too easy to guess, 429 when the
     *     address is locked
     */
    void change(Caller.Person caller, String current, String wanted, String address) {
        Entrant person = entrants.find(caller.tenantId(), caller.accountId());
        if (person == null) {
            throw SignIn.badToken();
        }
        check(person, current, address);
        PasswordRules.require(wanted, "newPassword", person.words());
        set(person, wanted, null, caller.loginId(), null, address, Map.of("by", "password"));
    }

    /**
     * Takes the password of a person once more.
     *
     * @throws ProblemException 401 when it is wrong, 429 when the address is locked
     */
    void check(Entrant person, String password, String address) {
        lockOut.check(person.email());
        if (!passwords.matches(password, person.passwordHash())) {
            signIn.failed(person.email(), person, address, "password");
            throw ProblemException.unauthorized("The password is wrong.");
        }
        lockOut.check(person.email());
    }

    /**
     * Accepts an invitation.
     *
     * @throws ProblemException 401 when the token is no good, 422 when the password is too easy to guess
     */
    SignIn.Step accept(String token, String password, @Nullable String name, String address) {
        var invited = signIn.onTheWay(token, Set.of(Purpose.INVITATION));
        Entrant person = invited.person();
        PasswordRules.require(password, "password", person.words());
        set(person, password, name, null, invited.ticket(), address, Map.of("by", "invitation"));
        return signIn.enter(person, address, "invitation");
    }

    /**
     * Sets another password with a ticket that was mailed. Whoever is logged in as the person no longer is.
     *
     * @throws ProblemException 401 when the token is no good, 422 when the password is too easy to guess
     */
    void reset(String token, String password, String address) {
        var forgetful = signIn.onTheWay(token, Set.of(Purpose.PASSWORD_RESET));
        Entrant person = forgetful.person();
        PasswordRules.require(password, "password", person.words());
        set(person, password, null, null, forgetful.ticket(), address, Map.of("by", "reset"));
        lockOut.reset(person.email());
    }

    private void set(
            Entrant person,
            String password,
            @Nullable String name,
            @Nullable UUID keptLogin,
            @Nullable Ticket ticket,
            String address,
            Map<String, Object> details) {
        String hash = passwords.hash(password);
        transactions.inTenant(person.tenantId(), handle -> {
            if (ticket != null && !Tickets.take(handle, ticket)) {
                throw SignIn.badToken();
            }
            changes.setPassword(handle, person.tenantId(), person.accountId(), hash, name, keptLogin);
            UserTrail.add(
                    handle,
                    person.tenantId(),
                    person.accountId(),
                    UserTrail.person(person.accountId(), address),
                    clock.instant(),
                    CHANGED,
                    details);
            return person;
        });
        changes.noticed(person.accountId());
    }
}
