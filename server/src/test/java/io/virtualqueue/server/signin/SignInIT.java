package io.virtualqueue.server.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.virtualqueue.server.HttpApi;
import io.virtualqueue.server.HttpApi.Answer;
import io.virtualqueue.server.RunningServer;
import io.virtualqueue.server.TestTenant;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Signing in as the people of a tenant do it, on a server that sends no mail. */
class SignInIT {
    private static final HttpApi ANYBODY = RunningServer.shared().api();
    private static final HttpApi SUPER_ADMIN = RunningServer.shared().superAdmin();
    private static final String PASSWORD = "sieben gelbe Enten";
    private static final String OTHER_PASSWORD = "acht blaue Schwaene";

    private final String domain = UUID.randomUUID() + ".example.com";
    private final String tenant = SUPER_ADMIN
            .post("/v1/tenants", Map.of("name", "Bank", "domain", domain))
            .body()
            .path("id")
            .asText();
    private final String users = "/v1/tenants/" + tenant + "/users";

    @Test
    void fiveFailuresLockAnAddressOutForAWhileWhetherAnyoneHasItOrNot() {
        String known = person("staff");
        for (String email : List.of(known, "nobody@" + domain)) {
            List<Answer> refused = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                refused.add(logIn(email, "not this one"));
            }
            Answer locked = logIn(email, PASSWORD);

            assertThat(refused).extracting(Answer::status).containsOnly(401);
            assertThat(refused).extracting(Answer::text).containsOnly(refused.getFirst().text());
            assertThat(locked.status()).isEqualTo(429);
            assertThat(locked.code()).isEqualTo("locked_out");
            assertThat(locked.header("Retry-After")).isEqualTo("1");
        }
        Answer in = awaitUnlocked(() -> logIn(known, PASSWORD));
        assertThat(in.status()).isEqualTo(200);
        assertThat(actions(known)).contains("user.sign_in_refused", "user.locked_out", "user.signed_in");
    }

    @Test
    void whoIsInvitedChoosesAPasswordAndIsIn() {
        Answer invited = SUPER_ADMIN.post(users, Map.of("email", "new@" + domain, "role", "staff"));
        assertThat(invited.status()).isEqualTo(201);
        assertThat(invited.body().path("status").asText()).isEqualTo("invited");
        String token = invited.body().path("inviteToken").asText();
        String path = users + "/" + id(invited);
        assertThat(SUPER_ADMIN.get(path).body().has("inviteToken")).isFalse();
        assertThat(logIn("new@" + domain, PASSWORD).status()).isEqualTo(401);

        assertThat(accept(token, "short").badFields()).containsExactly("password");
        assertThat(accept(token, "password12").badFields()).containsExactly("password");
        assertThat(accept(token, domain).badFields()).containsExactly("password");
        Answer in = accept(token, PASSWORD);

        assertThat(in.status()).isEqualTo(200);
        assertThat(as(in).get("/v1/auth/me").body().path("name").asText()).isEqualTo("Anna");
        assertThat(SUPER_ADMIN.get(path).body().path("status").asText()).isEqualTo("active");
        assertThat(accept(token, PASSWORD).status()).isEqualTo(401);
        assertThat(logIn("new@" + domain, PASSWORD).status()).isEqualTo(200);
        assertThat(actions("new@" + domain)).contains("user.invited", "user.password_changed", "user.signed_in");
    }

    @Test
    void anotherPasswordEndsTheOtherLogins() {
        String email = person("staff");
        Answer here = logIn(email, PASSWORD);
        Answer there = logIn(email, PASSWORD);

        assertThat(changePassword(here, "wrong", OTHER_PASSWORD).status()).isEqualTo(401);
        assertThat(changePassword(here, PASSWORD, "password12").badFields()).containsExactly("newPassword");
        assertThat(changePassword(here, PASSWORD, OTHER_PASSWORD).status()).isEqualTo(204);

        assertThat(as(here).get("/v1/auth/me").status()).isEqualTo(200);
        assertThat(as(there).get("/v1/auth/me").status()).isEqualTo(401);
        assertThat(logIn(email, PASSWORD).status()).isEqualTo(401);
        assertThat(logIn(email, OTHER_PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void withAnAppACodeIsNeededToo() {
        String email = person("staff");
        Answer in = logIn(email, PASSWORD);
        byte[] secret = Base32Text.decode(
                as(in).post("/v1/auth/mfa/totp", Map.of()).body().path("secret").asText());
        Instant now = Instant.now();
        assertThat(confirm(in, "000000x").code()).isEqualTo("wrong_code");
        Answer enabled = confirm(in, Totp.code(secret, now.minusSeconds(30)));
        assertThat(enabled.status()).isEqualTo(200);
        List<String> recovery = texts(enabled.body().path("recoveryCodes"));
        assertThat(recovery).hasSize(10).doesNotHaveDuplicates();
        assertThat(as(in).post("/v1/auth/mfa/totp", Map.of()).code()).isEqualTo("mfa_enabled");

        Answer half = logIn(email, PASSWORD);

        assertThat(half.body().has("accessToken")).isFalse();
        assertThat(half.body().path("mfaRequired").asBoolean()).isTrue();
        assertThat(half.body().path("expiresIn").asInt()).isEqualTo(300);
        assertThat(texts(half.body().path("mfaMethods"))).containsExactly("totp", "recovery");
        String token = half.body().path("mfaToken").asText();
        assertThat(ANYBODY.withBearer(token).get("/v1/auth/me").status()).isEqualTo(401);
        assertThat(code(token, "totp", "123").status()).isEqualTo(401);
        assertThat(code(token, "email", Totp.code(secret, now)).status()).isEqualTo(401);
        Answer whole = code(token, "totp", Totp.code(secret, now));
        assertThat(whole.status()).isEqualTo(200);
        assertThat(as(whole).get("/v1/auth/me").body().path("mfa").asText()).isEqualTo("totp");
        assertThat(code(token, "totp", Totp.code(secret, now.plusSeconds(30))).status())
                .as("a token is good once")
                .isEqualTo(401);

        String next = logIn(email, PASSWORD).body().path("mfaToken").asText();
        assertThat(code(next, "totp", Totp.code(secret, now)).status())
                .as("a code is good once")
                .isEqualTo(401);
        assertThat(code(next, "recovery", recovery.getFirst().toUpperCase(Locale.ROOT)).status())
                .isEqualTo(200);
        String last = logIn(email, PASSWORD).body().path("mfaToken").asText();
        assertThat(code(last, "recovery", recovery.getFirst()).status()).isEqualTo(401);
        assertThat(as(whole)
                        .get("/v1/auth/me")
                        .body()
                        .path("recoveryCodesLeft")
                        .asInt())
                .isEqualTo(9);
        assertThat(actions(email)).contains("mfa.enabled", "user.signed_in");
    }

    @Test
    void wrongCodesLockOutAndATicketIsTriedAFewTimesOnly() {
        String email = person("staff");
        Answer in = logIn(email, PASSWORD);
        byte[] secret = enrol(in);
        String token = logIn(email, PASSWORD).body().path("mfaToken").asText();
        for (int i = 0; i < 5; i++) {
            assertThat(code(token, "totp", "nonono").status()).isEqualTo(401);
        }

        assertThat(code(token, "totp", Totp.code(secret, Instant.now())).status()).isEqualTo(429);
        assertThat(logIn(email, PASSWORD).status()).isEqualTo(429);
        Answer tooOften = awaitUnlocked(() -> code(token, "totp", Totp.code(secret, Instant.now())));
        assertThat(tooOften.status()).as("the ticket was tried five times").isEqualTo(401);
    }

    @Test
    void anAppIsGivenUpWithThePasswordAndResetByAnAdmin() {
        String email = person("staff");
        Answer in = logIn(email, PASSWORD);
        enrol(in);
        assertThat(as(in)
                        .send("DELETE", "/v1/auth/mfa", "{\"password\":\"wrong\"}")
                        .status())
                .isEqualTo(401);
        assertThat(as(in)
                        .send("DELETE", "/v1/auth/mfa", "{\"password\":\"" + PASSWORD + "\"}")
                        .status())
                .isEqualTo(204);
        assertThat(logIn(email, PASSWORD).body().has("accessToken")).isTrue();

        enrol(in);
        assertThat(logIn(email, PASSWORD).body().has("accessToken")).isFalse();
        assertThat(SUPER_ADMIN.delete(users + "/" + idOf(email) + "/mfa").status()).isEqualTo(204);
        assertThat(logIn(email, PASSWORD).body().has("accessToken")).isTrue();
        assertThat(actions(email)).contains("mfa.disabled", "mfa.reset");
        assertThat(SUPER_ADMIN.delete(users + "/" + UUID.randomUUID() + "/mfa").status())
                .isEqualTo(404);
    }

    @Test
    void aTenantMayInsistOnASecondFactor() {
        String email = person("admin");
        assertThat(SUPER_ADMIN
                        .patch("/v1/tenants/" + tenant, Map.of("mfaRequired", true))
                        .status())
                .isEqualTo(200);

        Answer half = logIn(email, PASSWORD);

        assertThat(half.body().path("mfaEnrolmentRequired").asBoolean()).isTrue();
        String token = half.body().path("mfaToken").asText();
        assertThat(code(token, "totp", "123456").status()).isEqualTo(401);
        byte[] secret = Base32Text.decode(ANYBODY
                .post("/v1/auth/mfa/totp", Map.of("mfaToken", token))
                .body()
                .path("secret")
                .asText());
        Answer enabled = ANYBODY.post(
                "/v1/auth/mfa/totp/confirm", Map.of("mfaToken", token, "code", Totp.code(secret, Instant.now())));
        assertThat(enabled.status()).isEqualTo(200);
        HttpApi person = ANYBODY.withBearer(
                enabled.body().path("login").path("accessToken").asText());
        assertThat(person.get("/v1/auth/me").status()).isEqualTo(200);
        assertThat(person.send("DELETE", "/v1/auth/mfa", "{\"password\":\"" + PASSWORD + "\"}")
                        .code())
                .isEqualTo("mfa_required");
        assertThat(ANYBODY.post("/v1/auth/mfa/totp", Map.of("mfaToken", token)).status())
                .isEqualTo(401);
    }

    @Test
    void whatNeedsMailSaysThatThereIsNone() {
        Answer in = logIn(person("staff"), PASSWORD);

        assertThat(ANYBODY.post("/v1/auth/forgot-password", Map.of("email", "nobody@" + domain))
                        .code())
                .isEqualTo("mail_not_configured");
        assertThat(as(in).post("/v1/auth/mfa/email/enable", Map.of()).code()).isEqualTo("mail_not_configured");
    }

    @Test
    void onlyPeopleHaveSecondFactorsAndPasswords() {
        String key = SUPER_ADMIN
                .post("/v1/tenants", Map.of("name", "Shop", "domain", "shop." + domain))
                .body()
                .path("apiKey")
                .asText();
        Map<String, String> passwords = Map.of("currentPassword", PASSWORD, "newPassword", OTHER_PASSWORD);
        for (String path : List.of("/v1/auth/mfa/totp", "/v1/auth/mfa/email/enable")) {
            assertThat(ANYBODY.post(path, Map.of()).status()).isEqualTo(401);
            assertThat(ANYBODY.withKey(key).post(path, Map.of()).status()).isEqualTo(403);
        }
        assertThat(ANYBODY.post("/v1/auth/password", passwords).status()).isEqualTo(401);
        assertThat(ANYBODY.withKey(key).post("/v1/auth/password", passwords).status())
                .isEqualTo(403);
        assertThat(ANYBODY.withKey(key).get("/v1/auth/me").status()).isEqualTo(403);
        for (String token : List.of("x", "vqt_" + "A".repeat(86), "vqt_" + "!".repeat(86))) {
            assertThat(accept(token, PASSWORD).status()).isEqualTo(401);
            assertThat(code(token, "totp", "123456").status()).isEqualTo(401);
        }
    }

    private String person(String role) {
        String email = UUID.randomUUID() + "@" + domain;
        Answer made = SUPER_ADMIN.post(users, Map.of("email", email, "password", PASSWORD, "role", role));
        assertThat(made.status()).isEqualTo(201);
        return email;
    }

    private String idOf(String email) {
        return SUPER_ADMIN
                .get(users + "?search=" + email)
                .body()
                .path("users")
                .path(0)
                .path("id")
                .asText();
    }

    /** What the trail has of a person. */
    private List<String> actions(String email) {
        JsonNode entries = SUPER_ADMIN
                .get("/v1/tenants/" + tenant + "/audit?source=administration&subjectId=" + idOf(email))
                .body();
        assertThat(entries.toString()).doesNotContain(email).doesNotContain(PASSWORD);
        return entries.findValuesAsText("action");
    }

    private static byte[] enrol(Answer in) {
        byte[] secret = Base32Text.decode(
                as(in).post("/v1/auth/mfa/totp", Map.of()).body().path("secret").asText());
        assertThat(confirm(in, Totp.code(secret, Instant.now().minusSeconds(30))).status())
                .isEqualTo(200);
        return secret;
    }

    private static Answer confirm(Answer in, String code) {
        return as(in).post("/v1/auth/mfa/totp/confirm", Map.of("code", code));
    }

    private static Answer code(String token, String method, String code) {
        return ANYBODY.post("/v1/auth/mfa", Map.of("mfaToken", token, "method", method, "code", code));
    }

    private static Answer logIn(String email, String password) {
        return ANYBODY.post("/v1/auth/login", Map.of("email", email, "password", password));
    }

    private static Answer accept(String token, String password) {
        Map<String, String> body = new HashMap<>(Map.of("token", token, "password", password));
        body.put("name", "Anna");
        return ANYBODY.post("/v1/auth/accept-invitation", body);
    }

    private static Answer changePassword(Answer in, String current, String wanted) {
        return as(in).post("/v1/auth/password", Map.of("currentPassword", current, "newPassword", wanted));
    }

    private static Answer awaitUnlocked(Supplier<Answer> question) {
        return TestTenant.await(question, answer -> answer.status() != 429);
    }

    private static HttpApi as(Answer in) {
        return ANYBODY.withBearer(in.body().path("accessToken").asText());
    }

    private static String id(Answer answer) {
        return answer.body().path("id").asText();
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
