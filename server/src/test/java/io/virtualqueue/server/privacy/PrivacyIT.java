package io.virtualqueue.server.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.virtualqueue.server.HttpApi;
import io.virtualqueue.server.HttpApi.Answer;
import io.virtualqueue.server.RunningServer;
import io.virtualqueue.server.TestTenant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a tenant's admin can do for somebody who asks, and what the server tells nobody. */
class PrivacyIT {
    private static final RunningServer SERVER = RunningServer.shared();
    private static final TestTenant TENANT = TestTenant.on(SERVER);
    private static final HttpApi ADMIN = TENANT.person("admin");
    private static final String PRIVACY = "/v1/tenants/~/privacy/";

    private final String marker = "m" + UUID.randomUUID().toString().replace("-", "");
    private final String email = marker + "@example.com";
    private final String queue = TENANT.waitingRoom(Map.of());
    private final String sessions = "/v1/queues/" + queue + "/sessions";

    @Test
    void everythingKnownOfAPersonIsShownAndErased() {
        String session = join();
        Answer shown = ADMIN.post(PRIVACY + "export", Map.of("email", email));
        assertThat(shown.status()).isEqualTo(200);
        assertThat(shown.body().path("truncated").asBoolean()).isFalse();
        assertThat(shown.body().at("/sessions/0/sessionId").asText()).isEqualTo(session);
        assertThat(shown.body().at("/sessions/0/userName").asText()).isEqualTo("Name " + marker);
        assertThat(shown.body().at("/sessions/0/metadata/seat").asText()).isEqualTo(marker);
        assertThat(shown.body().at("/sessions/0/events/0/type").asText()).isEqualTo("joined");

        Answer erased = ADMIN.post(PRIVACY + "erase", Map.of("email", email));
        assertThat(erased.status()).isEqualTo(200);
        assertThat(erased.text()).isEqualTo("{\"sessions\":1,\"left\":1}");
        assertThat(ADMIN.post(PRIVACY + "erase", Map.of("email", email)).text())
                .isEqualTo("{\"sessions\":0,\"left\":0}");
        Answer left = TENANT.key().get("/v1/sessions/" + session);
        assertThat(left.body().path("status").asText()).isEqualTo("left");
        assertThat(left.text()).doesNotContain(marker);
    }

    @Test
    void aNewKeyChangesNothingForThoseWhoMayRead() {
        String session = join();
        assertThat(ADMIN.post(PRIVACY + "rotate-key").status()).isEqualTo(204);
        assertThat(TENANT.key()
                        .get("/v1/sessions/" + session)
                        .body()
                        .path("userEmail")
                        .asText())
                .isEqualTo(email);
        String next = join();
        assertThat(TENANT.key()
                        .get("/v1/sessions/" + next)
                        .body()
                        .path("userEmail")
                        .asText())
                .isEqualTo(email);
        Answer found = TENANT.key().get(sessions + "?search=" + email);
        assertThat(found.body().path("sessions")).hasSize(2);
    }

    @Test
    void onlyAdminsMayAndOnlyForTheirOwnTenant() {
        for (String what : List.of("export", "erase", "rotate-key")) {
            Map<String, String> body = Map.of("email", email);
            assertThat(TENANT.anonymous().post(PRIVACY + what, body).status()).isEqualTo(401);
            assertThat(TENANT.key().post(PRIVACY + what, body).status()).isEqualTo(403);
            assertThat(TENANT.person("manager").post(PRIVACY + what, body).status())
                    .isEqualTo(403);
            String other = "/v1/tenants/" + TestTenant.on(SERVER).id() + "/privacy/" + what;
            assertThat(ADMIN.post(other, body).status()).isEqualTo(404);
            assertThat(SERVER.superAdmin()
                            .post("/v1/tenants/" + UUID.randomUUID() + "/privacy/" + what, body)
                            .status())
                    .isEqualTo(404);
        }
    }

    @Test
    void aQueryNamesOnePersonInOneWay() {
        assertThat(ADMIN.post(PRIVACY + "export", Map.of()).badFields()).containsExactly("userId");
        assertThat(ADMIN.post(PRIVACY + "erase", Map.of("userId", "u", "phone", "1"))
                        .badFields())
                .containsExactly("userId");
        assertThat(ADMIN.post(PRIVACY + "erase", Map.of("email", "nonsense")).badFields())
                .containsExactly("email");
    }

    @Test
    void nothingThatPeopleTellStandsInTheLog() {
        HttpApi key = TENANT.key();
        String session = join();
        TENANT.anonymous()
                .post("/v1/public/queues/" + queue + "/sessions", Map.of("userName", marker, "userEmail", email));
        key.post(sessions, Map.of("userId", marker, "userName", marker, "userEmail", "no-address-" + marker));
        key.send("POST", sessions, "{\"userId\": \"" + marker + "\", ");
        key.get(sessions + "?search=" + marker);
        key.get(sessions + "?search=" + marker + "%00");
        key.get("/v1/sessions/" + session);
        key.get("/v1/sessions/" + marker);
        ADMIN.post(PRIVACY + "export", Map.of("email", email));
        ADMIN.post(PRIVACY + "export", Map.of("email", marker));
        ADMIN.post(PRIVACY + "erase", Map.of("userId", marker));
        TENANT.anonymous().post("/v1/auth/login", Map.of("email", email, "password", marker));
        assertThat(SERVER.log()).isNotEmpty().doesNotContain(marker);
    }

    private String join() {
        Answer joined = TENANT.key()
                .post(
                        sessions,
                        Map.of(
                                "userId",
                                "user-" + UUID.randomUUID(),
                                "userName",
                                "Name " + marker,
                                "userEmail",
                                email,
                                "metadata",
                                Map.of("seat", marker)));
        assertThat(joined.status()).isEqualTo(201);
        return joined.body().path("sessionId").asText();
    }
}
