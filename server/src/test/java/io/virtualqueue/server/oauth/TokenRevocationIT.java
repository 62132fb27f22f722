package io.virtualqueue.server.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import io.virtualqueue.server.HttpApi;
import io.virtualqueue.server.HttpApi.Answer;
import io.virtualqueue.server.RunningServer;
import io.virtualqueue.server.SharedServers;
import io.virtualqueue.server.TestTenant;
import io.virtualqueue.server.db.TestDatabase;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Tokens of every kind, accepted by two servers before, and revoked on one. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TokenRevocationIT {
    private static final String QUEUES = "/v1/queues";

    private final TestDatabase database = SharedServers.pair().database();
    private final RunningServer one = SharedServers.pair().one();
    private final RunningServer other = SharedServers.pair().other();

    @Test
    void aProgramsTokenEndsWithItsKeyOnBothServers() throws SQLException {
        TestProgram program = TestProgram.on(one, database);
        String token = program.token(one);
        assertWorksEverywhere(token);

        try (var owner = database.owner();
                var statement = owner.prepareStatement("WITH ended AS (UPDATE api_key SET revoked_at = now()"
                        + " WHERE application_id = ?::uuid RETURNING id) SELECT revoke_credentials(id) FROM ended")) {
            statement.setString(1, program.id());
            statement.execute();
        }

        assertEndsEverywhere(token);
        assertThat(program.post(other, "/oauth/token", "grant_type=client_credentials")
                        .body()
                        .path("error")
                        .asText())
                .isEqualTo("invalid_client");
    }

    @Test
    void aProgramsTokenEndsWithItsTenantOnBothServers() {
        TestProgram program = TestProgram.on(one, database);
        String token = program.token(other);
        assertWorksEverywhere(token);

        assertThat(one.superAdmin()
                        .delete("/v1/tenants/" + program.tenant().id())
                        .status())
                .isEqualTo(204);

        assertEndsEverywhere(token);
    }

    @Test
    void aRefreshTokenThatComesAgainOnTheOtherServerEndsTheWholeLogin() {
        Answer first = TestTenant.on(one).personsTokens("manager");
        Answer second = refresh(other, first);
        assertThat(second.status()).isEqualTo(200);
        Answer third = refresh(one, second);
        assertThat(third.status()).isEqualTo(200);
        assertWorksEverywhere(accessToken(first));
        assertWorksEverywhere(accessToken(third));

        assertThat(refresh(other, first).status()).isEqualTo(401);

        for (Answer tokens : List.of(first, second, third)) {
            assertEndsEverywhere(accessToken(tokens));
            assertThat(refresh(one, tokens).status()).isEqualTo(401);
            assertThat(refresh(other, tokens).status()).isEqualTo(401);
        }
    }

    @Test
    void aPersonsTokensEndWithTheAccountOnBothServers() {
        TestTenant tenant = TestTenant.on(one);
        Answer tokens = tenant.personsTokens("manager");
        String token = accessToken(tokens);
        assertWorksEverywhere(token);
        String person = one.api()
                .withBearer(token)
                .get("/oauth/validate")
                .body()
                .path("sub")
                .asText();

        assertThat(other.superAdmin()
                        .delete("/v1/tenants/" + tenant.id() + "/users/" + person)
                        .status())
                .isEqualTo(204);

        assertEndsEverywhere(token);
        assertThat(refresh(one, tokens).status()).isEqualTo(401);
    }

    private void assertWorksEverywhere(String token) {
        for (RunningServer server : List.of(one, other)) {
            HttpApi caller = server.api().withBearer(token);
            assertThat(caller.get(QUEUES).status()).isEqualTo(200);
            assertThat(caller.get("/oauth/validate").status()).isEqualTo(200);
        }
    }

    private void assertEndsEverywhere(String token) {
        for (RunningServer server : List.of(one, other)) {
            HttpApi caller = server.api().withBearer(token);
            TestTenant.await(() -> caller.get(QUEUES), answer -> answer.status() == 401);
            assertThat(caller.get("/oauth/validate").status()).isEqualTo(401);
        }
    }

    private static Answer refresh(RunningServer server, Answer tokens) {
        return server.api()
                .post(
                        "/v1/auth/refresh",
                        Map.of(
                                "refreshToken",
                                tokens.body().path("refreshToken").asText()));
    }

    private static String accessToken(Answer tokens) {
        return tokens.body().path("accessToken").asText();
    }
}
