package io.virtualqueue.server.signin;

import io.virtualqueue.server.db.TenantTransactions;
import io.virtualqueue.server.http.ProblemException;
import io.virtualqueue.server.identity.Caller;
import io.virtualqueue.server.identity.Entrant;
import io.virtualqueue.server.identity.Entrants;
import io.virtualqueue.server.identity.Logins;
import io.virtualqueue.server.identity.Mfa;
import io.virtualqueue.server.identity.Passwords;
import io.virtualqueue.server.identity.TicketToken;
import io.virtualqueue.server.identity.Tickets;
import io.virtualqueue.server.identity.Tickets.Purpose;
import io.virtualqueue.server.identity.Tickets.Ticket;
import io.virtualqueue.server.identity.UserTrail;
import io.virtualqueue.server.trail.Actor;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Lets people in: by their password, and by a second factor where they have one. */
@Singleton
final class SignIn {
    private static final String REFUSED = "Email or password is wrong.";
    private static final String PASSWORD = "password";

    private final TenantTransactions transactions;
    private final Entrants entrants;
    private final Passwords passwords;
    private final SecondFactors secondFactors;
    private final LockOut lockOut;
    private final Logins logins;
    private final Clock clock;

    /** How far somebody has come. */
    sealed interface Step {
        /** In. */
        record In(Logins.Granted granted) implements Step {}

        /** A code is needed in exchange for the token. */
        record CodeNeeded(String token, List<MfaMethod> methods) implements Step {}

        /** A second factor must be set up with the token. */
        record EnrolmentNeeded(String token) implements Step {}
    }

    /** Someone who is on the way in, and the ticket for the next step. */
    record OnTheWay(Ticket ticket, Entrant person) {}

    @Inject
    SignIn(
            TenantTransactions transactions,
            Entrants entrants,
            Passwords passwords,
            SecondFactors secondFactors,
            LockOut lockOut,
            Logins logins,
            Clock clock) {
        this.transactions = transactions;
        this.entrants = entrants;
        this.passwords = passwords;
        this.secondFactors = secondFactors;
        this.lockOut = lockOut;
        this.logins = logins;
        this.clock = clock;
    }

    /**
     * Takes a password.
     *
     * @param address the network address of whoever it is
     * @throws ProblemException 401, the same for an unknown address, a wrong password and an account that lets nobody in;
     *     429 when the address is locked
     */
    Step withPassword(String email, String password, String address) {
        lockOut.check(email);
        Entrant person = entrants.find(email);
        boolean good = passwords.matches(password, person == null ? null : person.passwordHash());
        if (person == null || !good) {
            failed(email, person, address, PASSWORD);
            throw ProblemException.unauthorized(REFUSED);
        }
        if (person.mfa() == Mfa.NONE && !person.mfaRequired()) {
            lockOut.succeeded(email);
        } else {
            // The failures count on until the second factor is right, too.
            lockOut.check(email);
        }
        return enter(person, address, PASSWORD);
    }

    /** Goes on with a person who has proved the first factor. */
    Step enter(Entrant person, String address, String method) {
        return transactions.inTenant(person.tenantId(), handle -> {
            if (person.mfa() != Mfa.NONE) {
                return new Step.CodeNeeded(
                        ticket(handle, person, Purpose.SECOND_FACTOR), SecondFactors.methods(person.mfa()));
            }
            if (person.mfaRequired()) {
                return new Step.EnrolmentNeeded(ticket(handle, person, Purpose.ENROLMENT));
            }
            return new Step.In(begin(handle, person, address, method));
        });
    }

    /**
     * Takes a code of the second factor.
     *
     * @throws ProblemException 401 when the token or the code is no good, 429 when the address is locked
     */
    Step withCode(String token, MfaMethod method, String code, String address) {
        OnTheWay who = onTheWay(token, Set.of(Purpose.SECOND_FACTOR));
        Entrant person = who.person();
        lockOut.check(person.email());
        boolean good = transactions.inTenant(
                person.tenantId(), handle -> secondFactors.accepts(handle, who.ticket(), person, method, code));
        if (!good) {
            failed(person.email(), person, address, method.wireName());
            throw ProblemException.unauthorized("The code is wrong, was used before or is too old.");
        }
        lockOut.succeeded(person.email());
        return transactions.inTenant(person.tenantId(), handle -> {
            if (!Tickets.take(handle, who.ticket())) {
                throw badToken();
            }
            return new Step.In(begin(handle, person, address, method.wireName()));
        });
    }

    /**
     * Who is on the way in with this token.
     *
     * @throws ProblemException 401 when it is no good for any of these purposes
     */
    OnTheWay onTheWay(String text, Set<Purpose> purposes) {
        TicketToken token = TicketToken.parse(text);
        if (token == null) {
            throw badToken();
        }
        Optional<Ticket> ticket = transactions.inTenant(
                token.tenantId(), handle -> Tickets.find(handle, token, purposes, clock.instant()));
        Entrant person = ticket.isEmpty()
                ? null
                : entrants.find(token.tenantId(), ticket.get().accountId());
        if (person == null) {
            throw badToken();
        }
        return new OnTheWay(ticket.orElseThrow(), person);
    }

    /** Begins a login and leaves it in the trail. */
    Logins.Granted begin(Handle handle, Entrant person, String address, String method) {
        UserTrail.add(
                handle,
                person.tenantId(),
                person.accountId(),
                UserTrail.person(person.accountId(), address),
                clock.instant(),
                "user.signed_in",
                Map.of("method", method));
        return logins.begin(handle, person);
    }

    /**
     * Counts and notes a failure.
     *
     * @param person whose address it is, or null when nobody has it
     * @throws ProblemException 429 when the address is locked
     */
    void failed(String email, @Nullable Entrant person, String address, String method) {
        var by = new Actor(Actor.Kind.ANONYMOUS, null, address);
        var tenantId = person == null ? Caller.PLATFORM : person.tenantId();
        var accountId = person == null ? null : person.accountId();
        Map<String, Object> who = Map.of("method", method, "email", UserTrail.masked(email));
        lockOut.failed(email, (handle, failures) -> {
            var now = clock.instant();
            UserTrail.add(handle, tenantId, accountId, by, now, "user.sign_in_refused", who);
            if (failures.locked().isPositive()) {
                Map<String, Object> lock = Map.of(
                        "failures",
                        failures.count(),
                        "seconds",
                        failures.locked().toSeconds());
                UserTrail.add(handle, tenantId, accountId, by, now, "user.locked_out", lock);
            }
        });
    }

    private String ticket(Handle handle, Entrant person, Purpose purpose) {
        return Tickets.issue(handle, person.tenantId(), person.accountId(), purpose, clock.instant());
    }

    static ProblemException badToken() {
        return ProblemException.unauthorized("The token is wrong, used or too old.");
    }
}
