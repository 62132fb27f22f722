package io.virtualqueue.server.mail;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The server that letters are handed to.
 *
 * @param user null when it wants no log-in
 * @param from the sender's address
 */
record SmtpSettings(
        String host,
        int port,
        @Nullable String user,
        @Nullable String password,
        String from,
        Encryption encryption) {
    private static final int SUBMISSION_PORT = 587;
    private static final int SUBMISSIONS_PORT = 465;
    private static final int RELAY_PORT = 25;

    /** How the connection is kept secret. */
    enum Encryption {
        NONE(RELAY_PORT),
        /** Begins in the clear and goes no further without TLS (RFC 3207). */
        STARTTLS(SUBMISSION_PORT),
        /** TLS from the first byte on (RFC 8314). */
        TLS(SUBMISSIONS_PORT);

        private final int usualPort;

        Encryption(int usualPort) {
            this.usualPort = usualPort;
        }
    }

    /**
     * What the variables say, or null when no host is set.
     *
     * @throws IllegalArgumentException when they make no sense
     */
    static @Nullable SmtpSettings of(
            Optional<String> host,
            Optional<Integer> port,
            Optional<String> user,
            Optional<String> password,
            Optional<String> from,
            String encryption) {
        if (host.isEmpty()) {
            return null;
        }
        Encryption chosen = encryption(encryption);
        return new SmtpSettings(
                host.get(),
                port.orElse(chosen.usualPort),
                user.orElse(null),
                password.orElse(null),
                from.or(() -> user.filter(name -> name.contains("@")))
                        .orElseThrow(() -> new IllegalArgumentException("VQ_SMTP_FROM is needed with VQ_SMTP_HOST")),
                chosen);
    }

    private static Encryption encryption(String text) {
        try {
            return Encryption.valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw new IllegalArgumentException("VQ_SMTP_TLS must be none, starttls or tls", unknown);
        }
    }

    @Override
    public String toString() {
        return "SmtpSettings[" + host + ":" + port + "]";
    }
}
