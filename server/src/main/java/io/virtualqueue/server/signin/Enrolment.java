package io.virtualqueue.server.signin;

import io.virtualqueue.server.db.TenantTransactions;
import io.virtualqueue.server.http.ProblemException;
import io.virtualqueue.server.identity.AccountChanges;
import io.virtualqueue.server.identity.Entrant;
import io.virtualqueue.server.identity.Logins;
import io.virtualqueue.server.identity.Mfa;
import io.virtualqueue.server.identity.Tickets;
import io.virtualqueue.server.identity.Tickets.Purpose;
import io.virtualqueue.server.identity.Tickets.Ticket;
import io.virtualqueue.server.identity.UserTrail;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Setting up a second factor, and giving it up. */
@Singleton
final class Enrolment {
    private final TenantTransactions transactions;
    private final SecondFactors secondFactors;
    private final CodeMail codeMail;
    private final SignIn signIn;
    private final OwnPassword ownPassword;
    private final Clock clock;

    /**
     * Who sets something up.
     *
     * @param ticket what lets in somebody who must do so first; null for whoever is in already
     */
    record Enrolee(Entrant person, @Nullable Ticket ticket, String address) {}

    /** A secret for an authenticator app, as text and as the address of a QR code. */
    record Secret(String text, String uri) {
        @Override
        public String toString() {
            return "Secret";
        }
    }

    /**
     * The second factor is asked for from now on.
     *
     * @param granted the tokens of whoever got in by setting it up, else null
     */
    record Enabled(List<String> recoveryCodes, Logins.@Nullable Granted granted) {
        Enabled {
            recoveryCodes = List.copyOf(recoveryCodes);
        }

        @Override
        public String toString() {
            return "Enabled";
        }
    }

    @Inject
    Enrolment(
            TenantTransactions transactions,
            SecondFactors secondFactors,
            CodeMail codeMail,
            SignIn signIn,
            OwnPassword ownPassword,
            Clock clock) {
        this.transactions = transactions;
        this.secondFactors = secondFactors;
        this.codeMail = codeMail;
        this.signIn = signIn;
        this.ownPassword = ownPassword;
        this.clock = clock;
    }

    /**
     * Gives a secret; a code made with it then confirms that the app has it.
     *
     * @throws ProblemException 409 when an app is in use already
     */
    Secret startTotp(Enrolee who) {
        Entrant person = who.person();
        requireOther(person, Mfa.TOTP);
        byte[] secret = transactions.inTenant(
                person.tenantId(),
                handle -> secondFactors.newTotpSecret(handle, person.tenantId(), person.accountId()));
        return new Secret(Base32.encode(secret), Totp.uri(secret, person.email()));
    }

    /**
     * Asks for codes of the app from now on.
     *
     * @throws ProblemException 409 when an app is in use already, 422 when the code is wrong
     */
    Enabled confirmTotp(Enrolee who, String code) {
        Entrant person = who.person();
        requireOther(person, Mfa.TOTP);
        return transactions.inTenant(person.tenantId(), handle -> {
            if (!secondFactors.acceptsTotp(handle, person.tenantId(), person.accountId(), code)) {
                throw wrongCode();
            }
            return enable(handle, who, Mfa.TOTP);
        });
    }

    /**
     * Sends a code, to see that mail reaches the person.
     *
     * @throws ProblemException 409 when codes by email or an app are in use already, or mail is not configured
     */
    void startEmail(Enrolee who) {
        Entrant person = who.person();
        requireNone(person);
        codeMail.requireConfigured();
        Ticket proof = transactions.inTenant(person.tenantId(), handle -> {
            Optional<Ticket> known = proof(handle, person);
            if (known.isEmpty()) {
                Tickets.issue(handle, person.tenantId(), person.accountId(), Purpose.EMAIL_PROOF, clock.instant());
            }
            return known.or(() -> proof(handle, person)).orElseThrow();
        });
        codeMail.send(proof, person);
    }

    /**
     * Asks for codes by email from now on.
     *
     * @throws ProblemException 409 when another second factor is in use, 422 when the code is wrong
     */
    Enabled confirmEmail(Enrolee who, String code) {
        Entrant person = who.person();
        requireNone(person);
        byte[] hash = secondFactors.emailHash(person.tenantId(), person.accountId(), code);
        Ticket proof = transactions
                .inTenant(
                        person.tenantId(),
                        handle -> proof(handle, person)
                                .filter(ticket -> Tickets.tried(handle, ticket, hash, clock.instant())
                                        .orElse(false)))
                .orElseThrow(Enrolment::wrongCode);
        return transactions.inTenant(person.tenantId(), handle -> {
            if (!Tickets.take(handle, proof)) {
                throw wrongCode();
            }
            return enable(handle, who, Mfa.EMAIL);
        });
    }

    /**
     * Gives the second factor up.
     *
     * @throws ProblemException 401 when the password is wrong, 409 when the tenant insists on a second factor, 429 when the
     *     address is locked
     */
    void disable(Enrolee who, String password) {
        Entrant person = who.person();
        ownPassword.check(person, password, who.address());
        if (person.mfaRequired()) {
            throw ProblemException.conflict(
                    "mfa_required", "Everyone here needs a second factor. An admin can reset yours.");
        }
        transactions.inTenant(person.tenantId(), handle -> {
            AccountChanges.removeSecondFactors(handle, person.tenantId(), person.accountId());
            note(handle, who, "mfa.disabled", person.mfa());
            return person;
        });
    }

    private Enabled enable(Handle handle, Enrolee who, Mfa mfa) {
        Entrant person = who.person();
        List<String> codes = secondFactors.enable(handle, person.tenantId(), person.accountId(), mfa);
        note(handle, who, "mfa.enabled", mfa);
        if (who.ticket() == null) {
            return new Enabled(codes, null);
        }
        if (!Tickets.take(handle, who.ticket())) {
            throw SignIn.badToken();
        }
        return new Enabled(codes, signIn.begin(handle, person, who.address(), mfa.wireName()));
    }

    private void note(Handle handle, Enrolee who, String action, Mfa mfa) {
        Entrant person = who.person();
        UserTrail.add(
                handle,
                person.tenantId(),
                person.accountId(),
                UserTrail.person(person.accountId(), who.address()),
                clock.instant(),
                action,
                Map.of("mfa", mfa.wireName()));
    }

    private Optional<Ticket> proof(Handle handle, Entrant person) {
        return Tickets.newest(handle, person.tenantId(), person.accountId(), Purpose.EMAIL_PROOF, clock.instant());
    }

    private static void requireOther(Entrant person, Mfa mfa) {
        if (person.mfa() == mfa) {
            throw ProblemException.conflict("mfa_enabled", "This second factor is in use: give it up first.");
        }
    }

    private static void requireNone(Entrant person) {
        if (person.mfa() != Mfa.NONE) {
            throw ProblemException.conflict("mfa_enabled", "A second factor is in use: give it up first.");
        }
    }

    private static ProblemException wrongCode() {
        return ProblemException.unprocessable("wrong_code", "The code is wrong, was used before or is too old.");
    }
}
