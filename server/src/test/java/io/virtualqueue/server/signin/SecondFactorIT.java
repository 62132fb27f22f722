package io.virtualqueue.server.signin;

import static org.assertj.core.api.Assertions.assertThat;

import io.virtualqueue.server.HttpApi;
import io.virtualqueue.server.HttpApi.Answer;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Authenticator apps and recovery codes, as people use them. */
class SecondFactorIT {
    private final TestPeople people = TestPeople.ofABank();

    @Test
    void withAnAppACodeIsNeededToo() {
        String email = people.person("staff");
        Answer in = TestPeople.logIn(email, TestPeople.PASSWORD);
        byte[] secret = Base32Text.decode(TestPeople.as(in)
                .post("/v1/auth/mfa/totp", Map.of())
                .body()
                .path("secret")
                .asText());
        Instant now = Instant.now();
        assertThat(TestPeople.confirm(in, "000000x").code()).isEqualTo("wrong_code");
        Answer enabled = TestPeople.confirm(in, Totp.code(secret, now.minusSeconds(30)));
        assertThat(enabled.status()).isEqualTo(200);
        List<String> recovery = TestPeople.texts(enabled.body().path("recoveryCodes"));
        assertThat(recovery).hasSize(10).doesNotHaveDuplicates();
        assertThat(TestPeople.as(in).post("/v1/auth/mfa/totp", Map.of()).code()).isEqualTo("mfa_enabled");

        Answer half = TestPeople.logIn(email, TestPeople.PASSWORD);

        assertThat(half.body().has("accessToken")).isFalse();
        assertThat(half.body().path("mfaRequired").asBoolean()).isTrue();
        assertThat(half.body().path("expiresIn").asInt()).isEqualTo(300);
        assertThat(TestPeople.texts(half.body().path("mfaMethods"))).containsExactly("totp", "recovery");
        String token = half.body().path("mfaToken").asText();
        assertThat(TestPeople.ANYBODY.withBearer(token).get("/v1/auth/me").status())
                .isEqualTo(401);
        assertThat(TestPeople.code(token, "totp", "123").status()).isEqualTo(401);
        assertThat(TestPeople.code(token, "email", Totp.code(secret, now)).status())
                .isEqualTo(401);
        Answer whole = TestPeople.code(token, "totp", Totp.code(secret, now));
        assertThat(whole.status()).isEqualTo(200);
        assertThat(TestPeople.as(whole).get("/v1/auth/me").body().path("mfa").asText())
                .isEqualTo("totp");
        assertThat(TestPeople.code(token, "totp", Totp.code(secret, now.plusSeconds(30)))
                        .status())
                .as("a token is good once")
                .isEqualTo(401);

        onlyOnce(email, whole, Totp.code(secret, now), recovery.getFirst());
    }

    @Test
    void wrongCodesLockOutAndATicketIsTriedAFewTimesOnly() {
        String email = people.person("staff");
        Answer in = TestPeople.logIn(email, TestPeople.PASSWORD);
        byte[] secret = TestPeople.enrol(in);
        String token = TestPeople.logIn(email, TestPeople.PASSWORD)
                .body()
                .path("mfaToken")
                .asText();
        assertThat(TestPeople.guessUntilLocked(() -> TestPeople.code(token, "totp", "nonono")))
                .hasSize(TestPeople.FAILURES_BEFORE);

        assertThat(TestPeople.code(token, "totp", Totp.code(secret, Instant.now()))
                        .status())
                .isEqualTo(429);
        assertThat(TestPeople.logIn(email, TestPeople.PASSWORD).status()).isEqualTo(429);
        Answer tooOften =
                TestPeople.awaitUnlocked(() -> TestPeople.code(token, "totp", Totp.code(secret, Instant.now())));
        assertThat(tooOften.status()).as("the ticket was tried five times").isEqualTo(401);
    }

    @Test
    void anAppIsGivenUpWithThePasswordAndResetByAnAdmin() {
        String email = people.person("staff");
        Answer in = TestPeople.logIn(email, TestPeople.PASSWORD);
        TestPeople.enrol(in);
        assertThat(TestPeople.as(in)
                        .send("DELETE", "/v1/auth/mfa", "{\"password\":\"wrong\"}")
                        .status())
                .isEqualTo(401);
        assertThat(TestPeople.as(in)
                        .send("DELETE", "/v1/auth/mfa", "{\"password\":\"" + TestPeople.PASSWORD + "\"}")
                        .status())
                .isEqualTo(204);
        assertThat(TestPeople.logIn(email, TestPeople.PASSWORD).body().has("accessToken"))
                .isTrue();

        TestPeople.enrol(in);
        assertThat(TestPeople.logIn(email, TestPeople.PASSWORD).body().has("accessToken"))
                .isFalse();
        assertThat(TestPeople.SUPER_ADMIN
                        .delete(people.users() + "/" + people.idOf(email) + "/mfa")
                        .status())
                .isEqualTo(204);
        assertThat(TestPeople.logIn(email, TestPeople.PASSWORD).body().has("accessToken"))
                .isTrue();
        assertThat(people.actions(email)).contains("mfa.disabled", "mfa.reset");
        assertThat(TestPeople.SUPER_ADMIN
                        .delete(people.users() + "/" + UUID.randomUUID() + "/mfa")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void aTenantMayInsistOnASecondFactor() {
        String email = people.person("admin");
        assertThat(TestPeople.SUPER_ADMIN
                        .patch("/v1/tenants/" + people.tenant(), Map.of("mfaRequired", true))
                        .status())
                .isEqualTo(200);

        Answer half = TestPeople.logIn(email, TestPeople.PASSWORD);

        assertThat(half.body().path("mfaEnrolmentRequired").asBoolean()).isTrue();
        String token = half.body().path("mfaToken").asText();
        assertThat(TestPeople.code(token, "totp", "123456").status()).isEqualTo(401);
        byte[] secret = Base32Text.decode(TestPeople.ANYBODY
                .post("/v1/auth/mfa/totp", Map.of("mfaToken", token))
                .body()
                .path("secret")
                .asText());
        Answer enabled = TestPeople.ANYBODY.post(
                "/v1/auth/mfa/totp/confirm", Map.of("mfaToken", token, "code", Totp.code(secret, Instant.now())));
        assertThat(enabled.status()).isEqualTo(200);
        HttpApi person = TestPeople.ANYBODY.withBearer(
                enabled.body().path("login").path("accessToken").asText());
        assertThat(person.get("/v1/auth/me").status()).isEqualTo(200);
        assertThat(person.send("DELETE", "/v1/auth/mfa", "{\"password\":\"" + TestPeople.PASSWORD + "\"}")
                        .code())
                .isEqualTo("mfa_required");
        assertThat(TestPeople.ANYBODY
                        .post("/v1/auth/mfa/totp", Map.of("mfaToken", token))
                        .status())
                .isEqualTo(401);
    }

    private void onlyOnce(String email, Answer whole, String used, String recovery) {
        String next = TestPeople.logIn(email, TestPeople.PASSWORD)
                .body()
                .path("mfaToken")
                .asText();
        assertThat(TestPeople.code(next, "totp", used).status())
                .as("a code is good once")
                .isEqualTo(401);
        assertThat(TestPeople.code(next, "recovery", recovery.toUpperCase(Locale.ROOT))
                        .status())
                .isEqualTo(200);
        String last = TestPeople.logIn(email, TestPeople.PASSWORD)
                .body()
                .path("mfaToken")
                .asText();
        assertThat(TestPeople.code(last, "recovery", recovery).status()).isEqualTo(401);
        assertThat(TestPeople.as(whole)
                        .get("/v1/auth/me")
                        .body()
                        .path("recoveryCodesLeft")
                        .asInt())
                .isEqualTo(9);
        assertThat(people.actions(email)).contains("mfa.enabled", "user.signed_in");
    }
}
