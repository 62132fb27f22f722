package io.virtualqueue.server.mail;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.mail.Authenticator;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Semaphore;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Hands letters to an SMTP server, some at once, each in a connection of its own. */
@Singleton
public final class SmtpMail implements Mail {
    static final int MAX_WAITING = 1_000;
    static final int MAX_AT_ONCE = 4;
    /** For each step of talking to the server. */
    static final Duration TIMEOUT = Duration.ofSeconds(5);

    private static final Logger LOG = Logger.getLogger(SmtpMail.class);

    private final @Nullable SmtpSettings settings;
    private final Semaphore places;
    private final Semaphore connections = new Semaphore(MAX_AT_ONCE, true);

    @Inject
    SmtpMail(
            @ConfigProperty(name = "VQ_SMTP_HOST") Optional<String> host,
            @ConfigProperty(name = "VQ_SMTP_PORT") Optional<Integer> port,
            @ConfigProperty(name = "VQ_SMTP_USER") Optional<String> user,
            @ConfigProperty(name = "VQ_SMTP_PASSWORD") Optional<String> password,
            @ConfigProperty(name = "VQ_SMTP_FROM") Optional<String> from,
            @ConfigProperty(name = "VQ_SMTP_TLS", defaultValue = "starttls") String encryption) {
        this(SmtpSettings.of(host, port, user, password, from, encryption), MAX_WAITING);
    }

    SmtpMail(@Nullable SmtpSettings settings, int maxWaiting) {
        this.settings = settings;
        this.places = new Semaphore(maxWaiting);
    }

    @Override
    public boolean isConfigured() {
        return settings != null;
    }

    @Override
    public boolean send(Letter letter) {
        SmtpSettings server = settings;
        if (server == null || !places.tryAcquire()) {
            return false;
        }
        Thread.ofVirtual().name("mail").start(() -> {
            try {
                deliver(server, letter);
            } finally {
                places.release();
            }
        });
        return true;
    }

    private void deliver(SmtpSettings server, Letter letter) {
        connections.acquireUninterruptibly();
        try {
            Transport.send(message(server, letter));
        } catch (MessagingException failure) {
            // The message of the exception may hold the address.
            LOG.warnf("A mail could not be handed to %s: %s", server, causes(failure));
        } finally {
            connections.release();
        }
    }

    private static MimeMessage message(SmtpSettings server, Letter letter) throws MessagingException {
        var message = new MimeMessage(session(server));
        message.setFrom(new InternetAddress(server.from()));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(letter.to()));
        message.setSubject(letter.subject(), StandardCharsets.UTF_8.name());
        message.setText(letter.text(), StandardCharsets.UTF_8.name());
        message.saveChanges();
        return message;
    }

    private static Session session(SmtpSettings server) {
        String scheme = server.encryption() == SmtpSettings.Encryption.TLS ? "smtps" : "smtp";
        String timeout = Long.toString(TIMEOUT.toMillis());
        boolean startTls = server.encryption() == SmtpSettings.Encryption.STARTTLS;
        var properties = new Properties();
        properties.setProperty("mail.transport.protocol", scheme);
        properties.setProperty("mail.transport.protocol.rfc822", scheme);
        String prefix = "mail." + scheme + ".";
        properties.setProperty(prefix + "host", server.host());
        properties.setProperty(prefix + "port", Integer.toString(server.port()));
        properties.setProperty(prefix + "auth", Boolean.toString(server.user() != null));
        properties.setProperty(prefix + "starttls.enable", Boolean.toString(startTls));
        properties.setProperty(prefix + "starttls.required", Boolean.toString(startTls));
        properties.setProperty(prefix + "ssl.checkserveridentity", "true");
        properties.setProperty(prefix + "connectiontimeout", timeout);
        properties.setProperty(prefix + "timeout", timeout);
        properties.setProperty(prefix + "writetimeout", timeout);
        return Session.getInstance(properties, authenticator(server));
    }

    private static @Nullable Authenticator authenticator(SmtpSettings server) {
        if (server.user() == null) {
            return null;
        }
        return new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                return new PasswordAuthentication(server.user(), server.password());
            }
        };
    }

    private static String causes(Throwable failure) {
        Throwable cause = failure.getCause();
        return failure.getClass().getSimpleName() + (cause == null ? "" : ", " + causes(cause));
    }
}
