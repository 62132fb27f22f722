package io.virtualqueue.server.oauth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.virtualqueue.server.HttpApi;
import io.virtualqueue.server.HttpApi.Answer;
import io.virtualqueue.server.RunningServer;
import io.virtualqueue.server.SharedServers;
import io.virtualqueue.server.TestTenant;
import io.virtualqueue.server.db.TestDatabase;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Tokens for programs, and what tokens mean. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OAuthIT {
    private static final String GRANT = "grant_type=client_credentials";

    private final TestDatabase database = SharedServers.pair().database();
    private final RunningServer server = SharedServers.pair().one();
    private final TestProgram program = TestProgram.on(server, database);

    @Test
    void aProgramGetsATokenForItsKeyAndMayDoWithItWhatItMayWithTheKey() {
        Answer answer = program.post(server, "/oauth/token", GRANT);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.body().path("token_type").asText()).isEqualTo("Bearer");
        assertThat(answer.body().path("expires_in").asInt()).isEqualTo(900);
        assertThat(answer.body().path("scope").asText())
                .isEqualTo("tenant:read queues:read queues:write sessions:read sessions:write webhooks:write");
        HttpApi byToken =
                server.api().withBearer(answer.body().path("access_token").asText());
        Answer made = byToken.post("/v1/queues", Map.of("name", "Q", "kind", "service_desk"));
        assertThat(made.status()).isEqualTo(201);
        String sessions = "/v1/queues/" + made.body().path("id").asText() + "/sessions";
        assertThat(byToken.post(sessions, Map.of("userId", "u")).status()).isEqualTo(201);
        assertThat(byToken.get("/v1/tenants").status()).isEqualTo(403);
    }

    @Test
    void theSecretMayBeSentByHttpBasic() {
        assertThat(form().with("Authorization", program.basic())
                        .post("/oauth/token", GRANT)
                        .status())
                .isEqualTo(200);
        assertThat(form().with("Authorization", program.basic())
                        .post("/oauth/token", GRANT + "&client_secret=" + program.key())
                        .body()
                        .path("error")
                        .asText())
                .isEqualTo("invalid_request");
    }

    @Test
    void aTokenMayBeNarrowedButNotWidened() {
        Answer narrow = program.post(server, "/oauth/token", GRANT + "&scope=queues:read+sessions:read");
        HttpApi reader =
                server.api().withBearer(narrow.body().path("access_token").asText());

        assertThat(narrow.body().path("scope").asText()).isEqualTo("queues:read sessions:read");
        assertThat(reader.get("/v1/queues").status()).isEqualTo(200);
        assertThat(reader.post("/v1/queues", Map.of("name", "Q")).status()).isEqualTo(403);
        assertError(program.post(server, "/oauth/token", GRANT + "&scope=platform"), 400, "invalid_scope");
    }

    @Test
    void errorsAreThoseOfOAuth() {
        assertError(program.post(server, "/oauth/token", "scope=queues:read"), 400, "invalid_request");
        assertError(program.post(server, "/oauth/token", "grant_type=password"), 400, "unsupported_grant_type");
        assertError(program.post(server, "/oauth/token", GRANT + "&" + GRANT), 400, "invalid_request");
        assertError(program.post(server, "/oauth/token", GRANT + "&scope=%zz"), 400, "invalid_request");
        assertError(form().post("/oauth/token", GRANT), 401, "invalid_client");
        Answer stranger = form().post(
                        "/oauth/token", GRANT + "&client_id=" + UUID.randomUUID() + "&client_secret=" + program.key());
        assertError(stranger, 401, "invalid_client");
        assertThat(stranger.header("WWW-Authenticate")).startsWith("Basic ");
        for (String bad : new String[] {"Basic", "Basic !", "Basic eHg=", "Bearer x", "Basic " + "A".repeat(2_000)}) {
            assertError(form().with("Authorization", bad).post("/oauth/token", GRANT), 401, "invalid_client");
        }
        assertError(program.post(server, "/oauth/token", GRANT + "&x=" + "y".repeat(20_000)), 400, "invalid_request");
        assertThat(server.api().post("/oauth/token", Map.of("grant_type", "x")).status())
                .isEqualTo(415);
    }

    @Test
    void aTokensMeaningIsToldToItsOwnTenantOnly() {
        String token = program.token(server);
        JsonNode meaning = introspect(program, token);

        assertThat(meaning.path("active").asBoolean()).isTrue();
        assertThat(meaning.path("client_id").asText()).isEqualTo(program.id());
        assertThat(meaning.path("sub").asText()).isEqualTo(program.id());
        assertThat(meaning.path("tenant_id").asText())
                .isEqualTo(program.tenant().id());
        assertThat(meaning.path("scope").asText()).contains("queues:read");
        assertThat(meaning.path("exp").asLong() - meaning.path("iat").asLong()).isEqualTo(900);
        assertThat(meaning.path("exp").asLong()).isGreaterThan(Instant.now().getEpochSecond());
        assertInactive(introspect(TestProgram.on(server, database), token));
        assertInactive(introspect(program, "x"));
        assertInactive(introspect(program, program.key()));
        assertError(program.post(server, "/oauth/introspect", ""), 400, "invalid_request");
        assertError(form().post("/oauth/introspect", "token=" + token), 401, "invalid_client");
    }

    @Test
    void peoplesTokensHaveAMeaningToo() {
        String token = program.tenant()
                .personsTokens("staff")
                .body()
                .path("accessToken")
                .asText();
        JsonNode meaning = introspect(program, token);

        assertThat(meaning.path("active").asBoolean()).isTrue();
        assertThat(meaning.path("role").asText()).isEqualTo("staff");
        assertThat(meaning.has("client_id")).isFalse();
        assertInactive(introspect(TestProgram.on(server, database), token));
        assertThat(server.api().withBearer(token).post("/v1/auth/logout").status())
                .isEqualTo(204);
        assertInactive(introspect(program, token));
    }

    @Test
    void whoHoldsAnAccessTokenMayAskWhetherItWorks() {
        Answer valid = server.api().withBearer(program.token(server)).get("/oauth/validate");

        assertThat(valid.status()).isEqualTo(200);
        assertThat(valid.body().path("active").asBoolean()).isTrue();
        assertThat(server.superAdmin()
                        .get("/oauth/validate")
                        .body()
                        .path("role")
                        .asText())
                .isEqualTo("super_admin");
        for (HttpApi bad : new HttpApi[] {
            server.api(), server.api().withBearer("x"), server.api().with("Authorization", program.basic())
        }) {
            Answer refused = bad.get("/oauth/validate");
            assertThat(refused.status()).isEqualTo(401);
            assertThat(refused.code()).isEqualTo("unauthorized");
        }
    }

    @Test
    void aTokenCannotBeChanged() {
        String[] parts = program.token(server).split("\\.", -1);
        String claims = new String(Base64.getUrlDecoder().decode(parts[1]), UTF_8)
                .replace(program.tenant().id(), TestTenant.on(server).id());
        String forged = parts[0] + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(UTF_8))
                + "." + parts[2];

        assertThat(server.api().withBearer(forged).get("/v1/queues").status()).isEqualTo(401);
        assertThat(server.api().withBearer(forged).get("/oauth/validate").status())
                .isEqualTo(401);
    }

    private JsonNode introspect(TestProgram asker, String token) {
        Answer answer = asker.post(server, "/oauth/introspect", "token=" + token);
        assertThat(answer.status()).isEqualTo(200);
        return answer.body();
    }

    private static void assertInactive(JsonNode meaning) {
        assertThat(meaning.toString()).isEqualTo("{\"active\":false}");
    }

    private static void assertError(Answer answer, int status, String error) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.body().path("error").asText()).isEqualTo(error);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    }

    private HttpApi form() {
        return TestProgram.form(server);
    }
}
