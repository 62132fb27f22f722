package io.virtualqueue.server.signin;

import static org.assertj.core.api.Assertions.assertThat;

import io.virtualqueue.server.HttpApi.Answer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Signing in as the people of a tenant do it, on a server that sends no mail. */
class SignInIT {
    private final TestPeople people = TestPeople.ofABank();

    @Test
    void failuresLockAnAddressOutForAWhileWhetherAnyoneHasItOrNot() {
        String known = people.person("staff");
        for (String email : List.of(known, "nobody@" + people.domain())) {
            List<Answer> refused = TestPeople.guessUntilLocked(() -> TestPeople.logIn(email, "not this one"));
            Answer locked = TestPeople.logIn(email, TestPeople.PASSWORD);

            assertThat(refused).hasSize(TestPeople.FAILURES_BEFORE);
            assertThat(refused)
                    .extracting(Answer::text)
                    .containsOnly(refused.getFirst().text());
            assertThat(locked.status()).isEqualTo(429);
            assertThat(locked.code()).isEqualTo("locked_out");
            assertThat(TestPeople.secondsToWait(locked)).isBetween(1, 4);
        }
        Answer in = TestPeople.awaitUnlocked(() -> TestPeople.logIn(known, TestPeople.PASSWORD));
        assertThat(in.status()).isEqualTo(200);
        assertThat(people.actions(known)).contains("user.sign_in_refused", "user.locked_out", "user.signed_in");
    }

    @Test
    void whoIsInvitedChoosesAPasswordAndIsIn() {
        Answer invited =
                TestPeople.SUPER_ADMIN.post(people.users(), Map.of("email", "new@" + people.domain(), "role", "staff"));
        assertThat(invited.status()).isEqualTo(201);
        assertThat(invited.body().path("status").asText()).isEqualTo("invited");
        String token = invited.body().path("inviteToken").asText();
        String path = people.users() + "/" + TestPeople.id(invited);
        assertThat(TestPeople.SUPER_ADMIN.get(path).body().has("inviteToken")).isFalse();
        assertThat(TestPeople.logIn("new@" + people.domain(), TestPeople.PASSWORD)
                        .status())
                .isEqualTo(401);

        assertThat(TestPeople.accept(token, "short").badFields()).containsExactly("password");
        assertThat(TestPeople.accept(token, "password12").badFields()).containsExactly("password");
        assertThat(TestPeople.accept(token, people.domain()).badFields()).containsExactly("password");
        Answer in = TestPeople.accept(token, TestPeople.PASSWORD);

        assertThat(in.status()).isEqualTo(200);
        assertThat(TestPeople.as(in).get("/v1/auth/me").body().path("name").asText())
                .isEqualTo("Anna");
        assertThat(TestPeople.SUPER_ADMIN.get(path).body().path("status").asText())
                .isEqualTo("active");
        assertThat(TestPeople.accept(token, TestPeople.PASSWORD).status()).isEqualTo(401);
        assertThat(TestPeople.logIn("new@" + people.domain(), TestPeople.PASSWORD)
                        .status())
                .isEqualTo(200);
        assertThat(people.actions("new@" + people.domain()))
                .contains("user.invited", "user.password_changed", "user.signed_in");
    }

    @Test
    void anotherPasswordEndsTheOtherLogins() {
        String email = people.person("staff");
        Answer here = TestPeople.logIn(email, TestPeople.PASSWORD);
        Answer there = TestPeople.logIn(email, TestPeople.PASSWORD);

        assertThat(TestPeople.changePassword(here, "wrong", TestPeople.OTHER_PASSWORD)
                        .status())
                .isEqualTo(401);
        assertThat(TestPeople.changePassword(here, TestPeople.PASSWORD, "password12")
                        .badFields())
                .containsExactly("newPassword");
        assertThat(TestPeople.changePassword(here, TestPeople.PASSWORD, TestPeople.OTHER_PASSWORD)
                        .status())
                .isEqualTo(204);

        assertThat(TestPeople.as(here).get("/v1/auth/me").status()).isEqualTo(200);
        assertThat(TestPeople.as(there).get("/v1/auth/me").status()).isEqualTo(401);
        assertThat(TestPeople.logIn(email, TestPeople.PASSWORD).status()).isEqualTo(401);
        assertThat(TestPeople.logIn(email, TestPeople.OTHER_PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void whatNeedsMailSaysThatThereIsNone() {
        Answer in = TestPeople.logIn(people.person("staff"), TestPeople.PASSWORD);

        assertThat(TestPeople.ANYBODY
                        .post("/v1/auth/forgot-password", Map.of("email", "nobody@" + people.domain()))
                        .code())
                .isEqualTo("mail_not_configured");
        assertThat(TestPeople.as(in).post("/v1/auth/mfa/email/enable", Map.of()).code())
                .isEqualTo("mail_not_configured");
    }

    @Test
    void onlyPeopleHaveSecondFactorsAndPasswords() {
        String key = TestPeople.SUPER_ADMIN
                .post("/v1/tenants", Map.of("name", "Shop", "domain", "shop." + people.domain()))
                .body()
                .path("apiKey")
                .asText();
        Map<String, String> passwords =
                Map.of("currentPassword", TestPeople.PASSWORD, "newPassword", TestPeople.OTHER_PASSWORD);
        for (String path : List.of("/v1/auth/mfa/totp", "/v1/auth/mfa/email/enable")) {
            assertThat(TestPeople.ANYBODY.post(path, Map.of()).status()).isEqualTo(401);
            assertThat(TestPeople.ANYBODY.withKey(key).post(path, Map.of()).status())
                    .isEqualTo(403);
        }
        assertThat(TestPeople.ANYBODY.post("/v1/auth/password", passwords).status())
                .isEqualTo(401);
        assertThat(TestPeople.ANYBODY
                        .withKey(key)
                        .post("/v1/auth/password", passwords)
                        .status())
                .isEqualTo(403);
        assertThat(TestPeople.ANYBODY.withKey(key).get("/v1/auth/me").status()).isEqualTo(403);
        for (String token : List.of("x", "vqt_" + "A".repeat(86), "vqt_" + "!".repeat(86))) {
            assertThat(TestPeople.accept(token, TestPeople.PASSWORD).status()).isEqualTo(401);
            assertThat(TestPeople.code(token, "totp", "123456").status()).isEqualTo(401);
        }
    }
}
