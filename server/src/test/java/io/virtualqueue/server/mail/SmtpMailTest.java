package io.virtualqueue.server.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SmtpMailTest {
    private static final Letter LETTER = new Letter("anna@example.com", "Grüße", "Schöne Grüße.\nZwei Zeilen.");

    private final GreenMail postOffice = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    @BeforeEach
    void open() {
        postOffice.start();
    }

    @AfterEach
    void close() {
        postOffice.stop();
    }

    @Test
    void aLetterArrives() throws MessagingException {
        Mail mail = new SmtpMail(settings(postOffice.getSmtp().getPort(), null), 10);

        assertThat(mail.send(LETTER)).isTrue();

        assertThat(postOffice.waitForIncomingEmail(20_000, 1)).isTrue();
        MimeMessage message = postOffice.getReceivedMessages()[0];
        assertThat(message.getSubject()).isEqualTo("Grüße");
        assertThat(message.getFrom()[0]).hasToString("queue@example.com");
        assertThat(message.getAllRecipients()).extracting(Object::toString).containsExactly("anna@example.com");
        assertThat(message.getSize()).isPositive();
        assertThat(GreenMailUtil.getHeaders(message)).contains("UTF-8");
    }

    @Test
    void itLogsInWhereThatIsWanted() {
        postOffice.setUser("queue@example.com", "user", "secret");
        Mail mail = new SmtpMail(settings(postOffice.getSmtp().getPort(), "user"), 10);

        mail.send(LETTER);

        assertThat(postOffice.waitForIncomingEmail(20_000, 1)).isTrue();
    }

    @Test
    void withoutAServerItSaysSo() {
        Mail mail = new SmtpMail(null, 10);

        assertThat(mail.isConfigured()).isFalse();
        assertThat(mail.send(LETTER)).isFalse();
    }

    /** Nobody takes the connection's first word, so that the letters wait. */
    @Test
    void whatWaitsIsBounded() throws Exception {
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Mail mail = new SmtpMail(settings(silent.getLocalPort(), null), 2);

            assertThat(mail.send(LETTER)).isTrue();
            assertThat(mail.send(LETTER)).isTrue();
            assertThat(mail.send(LETTER)).isFalse();
        }
    }

    @Test
    void aServerThatIsAwayIsGivenUp() {
        Mail mail = new SmtpMail(settings(1, null), 1);
        assertThat(mail.send(LETTER)).isTrue();

        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> mail.send(LETTER));
    }

    @Test
    void theVariablesSayWhere() {
        assertThat(SmtpSettings.of(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        "starttls"))
                .isNull();
        assertThat(of(Optional.empty(), Optional.of("a@example.com"), "starttls"))
                .extracting(SmtpSettings::port, SmtpSettings::from)
                .containsExactly(587, "a@example.com");
        assertThat(of(Optional.of("b@example.com"), Optional.empty(), "TLS"))
                .extracting(SmtpSettings::port, SmtpSettings::from)
                .containsExactly(465, "b@example.com");
        assertThatThrownBy(() -> of(Optional.of("b"), Optional.empty(), "none")).hasMessageContaining("VQ_SMTP_FROM");
        assertThatThrownBy(() -> of(Optional.empty(), Optional.of("a@example.com"), "ssl"))
                .hasMessageContaining("VQ_SMTP_TLS");
    }

    private static @Nullable SmtpSettings of(Optional<String> user, Optional<String> from, String encryption) {
        return SmtpSettings.of(
                Optional.of("mail.example.com"), Optional.empty(), user, Optional.of("secret"), from, encryption);
    }

    private static SmtpSettings settings(int port, @Nullable String user) {
        return new SmtpSettings(
                "127.0.0.1",
                port,
                user,
                user == null ? null : "secret",
                "queue@example.com",
                SmtpSettings.Encryption.NONE);
    }
}
