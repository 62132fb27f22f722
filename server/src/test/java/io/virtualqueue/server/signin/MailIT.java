package io.virtualqueue.server.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import io.virtualqueue.server.HttpApi;
import io.virtualqueue.server.HttpApi.Answer;
import io.virtualqueue.server.RunningServer;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What goes by mail, with a post office of the test's own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MailIT {
    private static final long ARRIVES_WITHIN_MILLIS = 20_000;
    private static final Pattern TOKEN = Pattern.compile("vqt_[A-Za-z0-9_-]{86,}");
    private static final Pattern CODE = Pattern.compile("\\b[0-9]{6}\\b");
    private static final String PASSWORD = "sieben gelbe Enten";

    private final GreenMail postOffice = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private final RunningServer server;
    private final HttpApi anybody;
    private final HttpApi superAdmin;
    private final String domain = UUID.randomUUID() + ".example.com";
    private final String users;

    MailIT() {
        postOffice.start();
        server = RunningServer.fresh(Map.of(
                "VQ_SMTP_HOST", "127.0.0.1",
                "VQ_SMTP_PORT", Integer.toString(postOffice.getSmtp().getPort()),
                "VQ_SMTP_FROM", "queue@example.com",
                "VQ_SMTP_TLS", "none",
                "VQ_PUBLIC_URL", "https://queue.example.com"));
        anybody = server.api();
        superAdmin = server.superAdmin();
        String tenant = superAdmin
                .post("/v1/tenants", Map.of("name", "Bank", "domain", domain))
                .body()
                .path("id")
                .asText();
        users = "/v1/tenants/" + tenant + "/users";
    }

    @AfterAll
    void close() {
        server.close();
        postOffice.stop();
    }

    @Test
    void anInvitationComesByMailAndNotInTheAnswer() {
        String email = "invited@" + domain;
        Answer invited = superAdmin.post(users, Map.of("email", email, "role", "staff"));

        assertThat(invited.body().has("inviteToken")).isFalse();
        String text = mailTo(email, 1);
        assertThat(text).contains("Bank invites you", "https://queue.example.com/accept-invitation#vqt_");
        Answer in =
                anybody.post("/v1/auth/accept-invitation", Map.of("token", found(TOKEN, text), "password", PASSWORD));
        assertThat(in.status()).isEqualTo(200);
    }

    @Test
    void whoHasForgottenThePasswordChoosesAnother() {
        String email = person();
        Answer before = logIn(email, PASSWORD);
        Answer known = anybody.post("/v1/auth/forgot-password", Map.of("email", email));
        Answer unknown = anybody.post("/v1/auth/forgot-password", Map.of("email", "nobody@" + domain));
        assertThat(known.status()).isEqualTo(202);
        assertThat(unknown.status()).isEqualTo(202);
        assertThat(unknown.text()).isEqualTo(known.text());
        String token = found(TOKEN, mailTo(email, 1));

        assertThat(reset(token, "password12").badFields()).containsExactly("password");
        assertThat(reset(token, "acht blaue Schwaene").status()).isEqualTo(204);

        assertThat(reset(token, "acht blaue Schwaene").status()).isEqualTo(401);
        assertThat(logIn(email, PASSWORD).status()).isEqualTo(401);
        assertThat(logIn(email, "acht blaue Schwaene").status()).isEqualTo(200);
        assertThat(as(before).get("/v1/auth/me").status()).isEqualTo(401);
    }

    @Test
    void aNewPasswordOpensTheLock() {
        String email = person();
        TestPeople.guessUntilLocked(() -> logIn(email, "not this one"));
        anybody.post("/v1/auth/forgot-password", Map.of("email", email));

        assertThat(reset(found(TOKEN, mailTo(email, 1)), "acht blaue Schwaene").status())
                .isEqualTo(204);

        assertThat(logIn(email, "acht blaue Schwaene").status()).isEqualTo(200);
    }

    @Test
    void codesComeByMail() {
        String email = person();
        HttpApi in = as(logIn(email, PASSWORD));
        assertThat(in.post("/v1/auth/mfa/email/enable", Map.of()).status()).isEqualTo(202);
        assertThat(in.post("/v1/auth/mfa/email/enable", Map.of("code", "nonono"))
                        .code())
                .isEqualTo("wrong_code");
        Answer enabled = in.post("/v1/auth/mfa/email/enable", Map.of("code", found(CODE, mailTo(email, 1))));
        assertThat(enabled.status()).isEqualTo(200);
        assertThat(enabled.body().path("recoveryCodes")).hasSize(10);

        Answer half = logIn(email, PASSWORD);
        assertThat(half.body().path("mfaMethods").toString()).isEqualTo("[\"email\",\"recovery\"]");
        String token = half.body().path("mfaToken").asText();
        assertThat(anybody.post("/v1/auth/mfa/email", Map.of("mfaToken", token)).status())
                .isEqualTo(202);
        String code = found(CODE, mailTo(email, 2));
        Answer whole = anybody.post("/v1/auth/mfa", Map.of("mfaToken", token, "method", "email", "code", code));

        assertThat(whole.status()).isEqualTo(200);
        assertThat(as(whole).get("/v1/auth/me").body().path("mfa").asText()).isEqualTo("email");
    }

    @Test
    void noMoreCodesAreSentThanSomeForEachLogin() {
        String email = person();
        HttpApi in = as(logIn(email, PASSWORD));
        for (int i = 0; i < 3; i++) {
            assertThat(in.post("/v1/auth/mfa/email/enable", Map.of()).status()).isEqualTo(202);
        }

        assertThat(in.post("/v1/auth/mfa/email/enable", Map.of()).code()).isEqualTo("too_many_codes");
    }

    @Test
    void theLogHoldsNoAddressAndNoToken() {
        String email = person();
        anybody.post("/v1/auth/forgot-password", Map.of("email", email));
        String text = mailTo(email, 1);

        assertThat(server.log()).doesNotContain(email, found(TOKEN, text));
    }

    /** The text of the so-manieth mail to this address; waits for it. */
    private String mailTo(String email, int number) {
        for (int received = 1; ; received++) {
            List<String> texts = Arrays.stream(postOffice.getReceivedMessages())
                    .filter(message -> isTo(message, email))
                    .map(GreenMailUtil::getBody)
                    .map(body -> body.replace("=\r\n", "").replace("=3D", "="))
                    .toList();
            if (texts.size() >= number) {
                return texts.get(number - 1);
            }
            assertThat(postOffice.waitForIncomingEmail(
                            ARRIVES_WITHIN_MILLIS, postOffice.getReceivedMessages().length + 1))
                    .as("mail " + received)
                    .isTrue();
        }
    }

    private static boolean isTo(MimeMessage message, String email) {
        try {
            return message.getAllRecipients()[0].toString().equals(email);
        } catch (MessagingException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    private static String found(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        assertThat(matcher.find()).as(text).isTrue();
        return matcher.group();
    }

    private String person() {
        String email = UUID.randomUUID() + "@" + domain;
        superAdmin.post(users, Map.of("email", email, "password", PASSWORD, "role", "staff"));
        return email;
    }

    private Answer logIn(String email, String password) {
        return anybody.post("/v1/auth/login", Map.of("email", email, "password", password));
    }

    private Answer reset(String token, String password) {
        return anybody.post("/v1/auth/reset-password", Map.of("token", token, "password", password));
    }

    private HttpApi as(Answer in) {
        return anybody.withBearer(in.body().path("accessToken").asText());
    }
}
