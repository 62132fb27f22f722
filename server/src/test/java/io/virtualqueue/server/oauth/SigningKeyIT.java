package io.virtualqueue.server.oauth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.virtualqueue.server.HttpApi;
import io.virtualqueue.server.HttpApi.Answer;
import io.virtualqueue.server.RunningServer;
import io.virtualqueue.server.TestTenant;
import io.virtualqueue.server.db.TestDatabase;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two servers exchange the key that signs, and nobody who holds a token notices. */
class SigningKeyIT {
    private static final String KEYS = "/v1/platform/signing-keys";

    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.fresh();

    private static RunningServer one;
    private static RunningServer other;

    @BeforeAll
    static void start() {
        one = RunningServer.on(DATABASE.settings(), Map.of("VQ_SIGNING_KEY_LEAD_SECONDS", "3"));
        other = RunningServer.on(DATABASE.settings(), Map.of("VQ_SIGNING_KEY_LEAD_SECONDS", "3"));
    }

    @AfterAll
    static void stop() {
        one.close();
        other.close();
    }

    @Test
    void theKeyIsExchangedOnBothServersWhileOldTokensGoOn() {
        String before = token(one);
        Answer rotated = one.api().withBearer(before).post(KEYS + "/rotate");
        assertThat(rotated.status()).isEqualTo(200);
        List<String> ids = new ArrayList<>();
        rotated.body().path("signingKeys").forEach(key -> ids.add(key.path("id").asText()));
        assertThat(ids).hasSize(2);
        assertThat(rotated.body().at("/signingKeys/0/retiredAt").asText())
                .isEqualTo(rotated.body().at("/signingKeys/1/signsFrom").asText());
        assertThat(rotated.text()).doesNotContain("\"d\"");
        assertThat(one.api().withBearer(before).post(KEYS + "/rotate").code()).isEqualTo("rotation_under_way");

        for (RunningServer server : List.of(one, other)) {
            Answer published = TestTenant.await(
                    () -> server.api().get("/.well-known/jwks.json"),
                    answer -> answer.body().path("keys").size() == 2);
            assertThat(published.text()).contains(ids).doesNotContain("\"d\"");
            assertThat(server.api().withBearer(before).get(KEYS).status()).isEqualTo(200);
        }
        HttpApi admin = other.api().withBearer(before);
        Answer signedAnew =
                TestTenant.await(() -> login(other), answer -> header(answer).contains(ids.get(1)));
        String after = signedAnew.body().path("accessToken").asText();
        assertThat(one.api().withBearer(after).get(KEYS).status()).isEqualTo(200);
        assertThat(admin.get(KEYS).body().path("signingKeys")).hasSize(2);
    }

    @Test
    void onlySuperAdminsSeeAndExchangeThem() {
        TestTenant tenant = TestTenant.on(one);
        for (HttpApi caller : List.of(tenant.key(), tenant.person("admin"))) {
            assertThat(caller.get(KEYS).status()).isEqualTo(403);
            assertThat(caller.post(KEYS + "/rotate").status()).isEqualTo(403);
        }
        assertThat(one.api().get(KEYS).status()).isEqualTo(401);
    }

    private static String header(Answer login) {
        String token = login.body().path("accessToken").asText();
        return new String(Base64.getUrlDecoder().decode(token.split("\\.", -1)[0]), UTF_8);
    }

    private static String token(RunningServer server) {
        return login(server).body().path("accessToken").asText();
    }

    private static Answer login(RunningServer server) {
        return server.api()
                .post(
                        "/v1/auth/login",
                        Map.of("email", RunningServer.ADMIN_EMAIL, "password", RunningServer.ADMIN_PASSWORD));
    }
}
