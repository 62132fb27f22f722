package io.virtualqueue.server.signin;

import io.virtualqueue.server.db.TenantTransactions;
import io.virtualqueue.server.http.ProblemException;
import io.virtualqueue.server.identity.Entrant;
import io.virtualqueue.server.identity.Entrants;
import io.virtualqueue.server.identity.Tickets;
import io.virtualqueue.server.identity.Tickets.Purpose;
import io.virtualqueue.server.mail.Letter;
import io.virtualqueue.server.mail.Mail;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Mails a ticket to whoever has forgotten the password. Nothing tells whether there is such a person. */
@Singleton
final class ForgottenPassword {
    static final int MAX_WAITING = 100;
    /** So many tickets a person may have at once, so that nobody is flooded with mail. */
    static final int MAX_TICKETS = 3;

    private static final Logger LOG = Logger.getLogger(ForgottenPassword.class);
    private static final int RETRY_AFTER_SECONDS = 10;

    private final TenantTransactions transactions;
    private final Entrants entrants;
    private final Mail mail;
    private final Optional<String> publicUrl;
    private final Clock clock;
    private final Semaphore places = new Semaphore(MAX_WAITING);

    @Inject
    ForgottenPassword(
            TenantTransactions transactions,
            Entrants entrants,
            Mail mail,
            @ConfigProperty(name = "VQ_PUBLIC_URL") Optional<String> publicUrl,
            Clock clock) {
        this.transactions = transactions;
        this.entrants = entrants;
        this.mail = mail;
        this.publicUrl = publicUrl;
        this.clock = clock;
    }

    /**
     * Sees to it in the background, so that the time tells nothing either.
     *
     * @throws ProblemException 409 when mail is not configured, 503 when too many wait
     */
    void mailTicket(String email) {
        if (!mail.isConfigured()) {
            throw ProblemException.conflict("mail_not_configured", "This server sends no mail. Ask an admin.");
        }
        if (!places.tryAcquire()) {
            throw ProblemException.unavailable("busy", "Too many have forgotten just now.", RETRY_AFTER_SECONDS);
        }
        Thread.startVirtualThread(() -> {
            try {
                Entrant person = entrants.find(email);
                if (person != null && person.passwordHash() != null) {
                    ticket(person).ifPresent(token -> mail.send(letter(person, token)));
                }
            } catch (RuntimeException failure) {
                LOG.error("A ticket for a new password could not be made", failure);
            } finally {
                places.release();
            }
        });
    }

    private Optional<String> ticket(Entrant person) {
        return transactions.inTenant(person.tenantId(), handle -> {
            int before = Tickets.count(
                    handle, person.tenantId(), person.accountId(), Purpose.PASSWORD_RESET, clock.instant());
            return before >= MAX_TICKETS
                    ? Optional.empty()
                    : Optional.of(Tickets.issue(
                            handle, person.tenantId(), person.accountId(), Purpose.PASSWORD_RESET, clock.instant()));
        });
    }

    private Letter letter(Entrant person, String token) {
        String where = publicUrl
                .map(url -> "Choose another password here:\n\n" + url + "/reset-password#" + token)
                .orElse("Choose another password with this token:\n\n" + token);
        return new Letter(person.email(), "Another password for VirtualQueue", """
                %s

                It is good for %d minutes and for one use. If you did not ask for it, do nothing.
                """.formatted(
                        where, Purpose.PASSWORD_RESET.ttl().toMinutes()));
    }
}
