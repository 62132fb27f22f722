package io.virtualqueue.server.signin;

import io.virtualqueue.server.db.TenantTransactions;
import io.virtualqueue.server.http.ProblemException;
import io.virtualqueue.server.identity.Entrant;
import io.virtualqueue.server.identity.Mfa;
import io.virtualqueue.server.identity.Tickets;
import io.virtualqueue.server.identity.Tickets.Ticket;
import io.virtualqueue.server.mail.Letter;
import io.virtualqueue.server.mail.Mail;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Sends codes of six digits, which are good for {@link Tickets#CODE_TTL}. */
@Singleton
final class CodeMail {
    private static final int RETRY_AFTER_SECONDS = 60;

    private final Mail mail;
    private final SecondFactors secondFactors;
    private final TenantTransactions transactions;
    private final Clock clock;

    @Inject
    CodeMail(Mail mail, SecondFactors secondFactors, TenantTransactions transactions, Clock clock) {
        this.mail = mail;
        this.secondFactors = secondFactors;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Sends a code for this ticket; an earlier one is no good any more.
     *
     * @throws ProblemException 409 when mail is not configured, 429 when too many were sent for the ticket, 503 when too
     *     much mail waits
     */
    void send(Ticket ticket, Entrant person) {
        requireConfigured();
        String code = ShortCodes.digits();
        byte[] hash = secondFactors.emailHash(person.tenantId(), person.accountId(), code);
        boolean noted = transactions.inTenant(
                person.tenantId(), handle -> Tickets.setCode(handle, ticket, hash, clock.instant()));
        if (!noted) {
            throw ProblemException.tooMany(
                    "too_many_codes", "So many codes were sent already; begin again later.", RETRY_AFTER_SECONDS);
        }
        var letter =
                new Letter(person.email(), "Your code: " + code, """
                Your code for VirtualQueue is %s. It is good for %d minutes and for one use.

                If you did not ask for it, somebody else knows your password: change it.
                """.formatted(code, Tickets.CODE_TTL.toMinutes()));
        if (!mail.send(letter)) {
            throw ProblemException.unavailable("mail_busy", "Too much mail waits to be sent.", RETRY_AFTER_SECONDS);
        }
    }

    /**
     * As {@link #send}, to finish logging in.
     *
     * @throws ProblemException 409 also when codes by email are not this person's second factor
     */
    void sendToLogIn(SignIn.OnTheWay who) {
        if (who.person().mfa() != Mfa.EMAIL) {
            throw ProblemException.conflict("mfa_method", "Codes by email are not how this person logs in.");
        }
        send(who.ticket(), who.person());
    }

    /** 409 unless mail can be sent. */
    void requireConfigured() {
        if (!mail.isConfigured()) {
            throw ProblemException.conflict("mail_not_configured", "This server sends no mail.");
        }
    }
}
