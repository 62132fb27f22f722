package io.virtualqueue.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.virtualqueue.server.HttpApi;
import io.virtualqueue.server.HttpApi.Answer;
import io.virtualqueue.server.RunningServer;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AuthIT {
    private static final HttpApi ANONYMOUS = RunningServer.shared().api();
    private static final Map<String, String> ADMIN =
            Map.of("email", RunningServer.ADMIN_EMAIL, "password", RunningServer.ADMIN_PASSWORD);

    @Test
    void loggingInGivesTokens() {
        Answer tokens = ANONYMOUS.post("/v1/auth/login", ADMIN);

        assertThat(tokens.status()).isEqualTo(200);
        assertThat(tokens.body().path("tokenType").asText()).isEqualTo("Bearer");
        assertThat(tokens.body().path("expiresIn").asInt()).isEqualTo(900);
        assertThat(tokens.header("Cache-Control")).isEqualTo("no-store");
        assertThat(with(tokens).get("/v1/tenants").status()).isEqualTo(200);
    }

    @Test
    void wrongCredentialsAreRefusedAlike() {
        Answer wrong = ANONYMOUS.post("/v1/auth/login", Map.of("email", RunningServer.ADMIN_EMAIL, "password", "x"));
        Answer unknown = ANONYMOUS.post("/v1/auth/login", Map.of("email", "nobody@example.com", "password", "x"));

        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.code()).isEqualTo("unauthorized");
        assertThat(wrong.header("WWW-Authenticate")).isEqualTo("Bearer");
        assertThat(unknown.text()).isEqualTo(wrong.text());
        assertThat(ANONYMOUS.post("/v1/auth/login", "{}").badFields()).containsExactly("email", "password");
    }

    @Test
    void aRefreshTokenIsGoodOnce() {
        Answer first = ANONYMOUS.post("/v1/auth/login", ADMIN);
        Answer second = refresh(first);

        assertThat(second.status()).isEqualTo(200);
        assertThat(with(second).get("/v1/tenants").status()).isEqualTo(200);
        assertThat(refresh(first).status()).isEqualTo(401);
        assertThat(refresh(second).status()).isEqualTo(401);
        assertThat(with(second).get("/v1/tenants").status()).isEqualTo(401);
    }

    @Test
    void loggingOutEndsTheLogin() {
        Answer tokens = ANONYMOUS.post("/v1/auth/login", ADMIN);
        assertThat(with(tokens).get("/v1/tenants").status()).isEqualTo(200);

        assertThat(with(tokens).post("/v1/auth/logout").status()).isEqualTo(204);

        assertThat(with(tokens).get("/v1/tenants").status()).isEqualTo(401);
        assertThat(refresh(tokens).status()).isEqualTo(401);
    }

    @Test
    void anExpiredCredentialDoesNotKeepAnyoneFromLoggingIn() {
        assertThat(ANONYMOUS.withBearer("expired").post("/v1/auth/login", ADMIN).status())
                .isEqualTo(200);
    }

    @Test
    void nothingOfTheApiIsForTheAnonymous() {
        for (String path : new String[] {
            "/v1",
            "/v1/",
            "/v1/tenants",
            "/v1/queues",
            "/v1/nothing",
            "/v1/auth/logout",
            "/v1/auth/login/",
            "/v1//tenants",
            "//v1/tenants",
            "/v1/public/../tenants",
            "/x/../v1/tenants",
            "/%761/tenants"
        }) {
            Answer answer = ANONYMOUS.get(path);
            assertThat(answer.status()).as(path).isIn(401, 404);
            assertThat(answer.header("Content-Type")).as(path).isEqualTo("application/problem+json");
        }
        assertThat(ANONYMOUS.get("/v1/nothing").status()).isEqualTo(401);
        assertThat(ANONYMOUS.get("/nothing").status()).isEqualTo(404);
        assertThat(RunningServer.shared().superAdmin().get("/v1/nothing").status())
                .isEqualTo(404);
    }

    @Test
    void badCredentialsAreRefused() {
        String session = UUID.randomUUID().toString();
        for (String token : new String[] {"x", "a.b.c", "vqs_" + session, "vq_live_x", "x".repeat(3_000)}) {
            assertThat(ANONYMOUS.withBearer(token).get("/v1/tenants").status())
                    .as(token)
                    .isEqualTo(401);
            assertThat(ANONYMOUS.withKey(token).get("/v1/tenants").status())
                    .as(token)
                    .isEqualTo(401);
        }
        assertThat(ANONYMOUS
                        .withKey("vq_live_" + "A".repeat(43))
                        .get("/v1/tenants")
                        .status())
                .isEqualTo(401);
        assertThat(ANONYMOUS
                        .with("Authorization", "Basic abc")
                        .get("/v1/tenants")
                        .status())
                .isEqualTo(401);
        assertThat(ANONYMOUS
                        .withBearer("x")
                        .post("/v1/public/queues/x/sessions", "{}")
                        .status())
                .isEqualTo(401);
        Answer tokens = ANONYMOUS.post("/v1/auth/login", ADMIN);
        assertThat(with(tokens).with("X-API-Key", "y").get("/v1/tenants").status())
                .isEqualTo(401);
    }

    private static Answer refresh(Answer tokens) {
        return ANONYMOUS.post(
                "/v1/auth/refresh",
                Map.of("refreshToken", tokens.body().path("refreshToken").asText()));
    }

    private static HttpApi with(Answer tokens) {
        return ANONYMOUS.withBearer(tokens.body().path("accessToken").asText());
    }
}
