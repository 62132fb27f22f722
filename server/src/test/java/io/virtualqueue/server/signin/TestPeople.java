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
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;

/** The people of a tenant of its own, and what anybody sends to get in. */
final class TestPeople {
    static final HttpApi ANYBODY = RunningServer.shared().api();
    static final HttpApi SUPER_ADMIN = RunningServer.shared().superAdmin();
    /** What the seventh failure locks for. */
    private static final int LOCKED_FOR_SECONDS = 4;

    static final int FAILURES_BEFORE = 7;

    static final String PASSWORD = "sieben gelbe Enten";
    static final String OTHER_PASSWORD = "acht blaue Schwaene";

    private final String domain = UUID.randomUUID() + ".example.com";
    private final String tenant = SUPER_ADMIN
            .post("/v1/tenants", Map.of("name", "Bank", "domain", domain))
            .body()
            .path("id")
            .asText();
    private final String users = "/v1/tenants/" + tenant + "/users";

    private TestPeople() {}

    static TestPeople ofABank() {
        return new TestPeople();
    }

    String domain() {
        return domain;
    }

    String tenant() {
        return tenant;
    }

    /** The path of the people. */
    String users() {
        return users;
    }

    String person(String role) {
        String email = UUID.randomUUID() + "@" + domain;
        Answer made = SUPER_ADMIN.post(users, Map.of("email", email, "password", PASSWORD, "role", role));
        assertThat(made.status()).isEqualTo(201);
        return email;
    }

    String idOf(String email) {
        return SUPER_ADMIN
                .get(users + "?search=" + email)
                .body()
                .path("users")
                .path(0)
                .path("id")
                .asText();
    }

    /** What the trail has of a person. */
    List<String> actions(String email) {
        JsonNode entries = SUPER_ADMIN
                .get("/v1/tenants/" + tenant + "/audit?source=administration&subjectId=" + idOf(email))
                .body();
        assertThat(entries.toString()).doesNotContain(email).doesNotContain(PASSWORD);
        return entries.findValuesAsText("action");
    }

    static byte[] enrol(Answer in) {
        byte[] secret = Base32Text.decode(
                as(in).post("/v1/auth/mfa/totp", Map.of()).body().path("secret").asText());
        assertThat(confirm(in, Totp.code(secret, Instant.now().minusSeconds(30)))
                        .status())
                .isEqualTo(200);
        return secret;
    }

    static Answer confirm(Answer in, String code) {
        return as(in).post("/v1/auth/mfa/totp/confirm", Map.of("code", code));
    }

    static Answer code(String token, String method, String code) {
        return ANYBODY.post("/v1/auth/mfa", Map.of("mfaToken", token, "method", method, "code", code));
    }

    static Answer logIn(String email, String password) {
        return ANYBODY.post("/v1/auth/login", Map.of("email", email, "password", password));
    }

    static Answer accept(String token, String password) {
        Map<String, String> body = new HashMap<>(Map.of("token", token, "password", password));
        body.put("name", "Anna");
        return ANYBODY.post("/v1/auth/accept-invitation", body);
    }

    static Answer changePassword(Answer in, String current, String wanted) {
        return as(in).post("/v1/auth/password", Map.of("currentPassword", current, "newPassword", wanted));
    }

    /** Guesses until the address is locked for some seconds, so that there is time to look; gives what was refused. */
    static List<Answer> guessUntilLocked(Supplier<Answer> guess) {
        List<Answer> refused = new ArrayList<>();
        TestTenant.await(
                () -> {
                    Answer answer = guess.get();
                    if (answer.status() == 401) {
                        refused.add(answer);
                    }
                    return answer;
                },
                answer -> secondsToWait(answer) >= LOCKED_FOR_SECONDS);
        return refused;
    }

    static int secondsToWait(Answer answer) {
        String seconds = answer.header("Retry-After");
        return seconds == null ? 0 : Integer.parseInt(seconds);
    }

    static Answer awaitUnlocked(Supplier<Answer> question) {
        return TestTenant.await(question, answer -> answer.status() != 429);
    }

    static HttpApi as(Answer in) {
        return ANYBODY.withBearer(in.body().path("accessToken").asText());
    }

    static String id(Answer answer) {
        return answer.body().path("id").asText();
    }

    static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
