package io.virtualqueue.server.tenant;

import io.virtualqueue.server.identity.Account;
import io.virtualqueue.server.identity.Tickets.Purpose;
import io.virtualqueue.server.mail.Letter;
import io.virtualqueue.server.mail.Mail;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Tells people that they are invited. */
@Singleton
final class Invitations {
    private final Mail mail;
    private final Optional<String> publicUrl;

    @Inject
    Invitations(Mail mail, @ConfigProperty(name = "VQ_PUBLIC_URL") Optional<String> publicUrl) {
        this.mail = mail;
        this.publicUrl = publicUrl;
    }

    /**
     * Mails the token of an invitation.
     *
     * @return the token when it could not be mailed, so that whoever invites passes it on; else null
     */
    @Nullable
    String deliver(Account person, String token, String tenantName) {
        return mail.send(letter(person, token, tenantName)) ? null : token;
    }

    private Letter letter(Account person, String token, String tenantName) {
        String where = publicUrl
                .map(url -> "Choose a password here:\n\n" + url + "/accept-invitation#" + token)
                .orElse("Choose a password with this token:\n\n" + token);
        return new Letter(person.email(), "You are invited to " + tenantName, """
                %s invites you to VirtualQueue, as %s.

                %s

                It is good for %d days and for one use.
                """.formatted(
                        tenantName,
                        person.role().wireName(),
                        where,
                        Purpose.INVITATION.ttl().toDays()));
    }
}
