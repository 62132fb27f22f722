package io.virtualqueue.server.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import io.virtualqueue.server.HttpApi;
import io.virtualqueue.server.HttpApi.Answer;
import io.virtualqueue.server.RunningServer;
import io.virtualqueue.server.TestTenant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A test key works in the tenant's sandbox, of which nothing mixes with what is live. */
class SandboxIT {
    private static final String SHOP = "https://sandbox-shop.example.com";
    private static final HttpApi SUPER_ADMIN = RunningServer.shared().superAdmin();

    private final TestTenant tenant = TestTenant.on(RunningServer.shared(), List.of(SHOP));
    private final HttpApi admin = tenant.person("admin");
    private String sandbox = "";
    private HttpApi test = admin;

    @BeforeEach
    void makeATestKey() {
        sandbox = SUPER_ADMIN
                .get("/v1/tenants/" + tenant.id())
                .body()
                .path("sandboxTenantId")
                .asText();
        String application =
                admin.get("/v1/applications").body().at("/applications/0/id").asText();
        Answer key = admin.post("/v1/applications/" + application + "/keys", Map.of("name", "trial", "test", true));
        assertThat(key.status()).isEqualTo(201);
        assertThat(key.body().path("key").asText()).startsWith("vq_test_");
        assertThat(key.body().path("test").asBoolean()).isTrue();
        test = RunningServer.shared().api().withKey(key.body().path("key").asText());
    }

    @Test
    void itsIdIsTheTenantsWithVersionEight() {
        assertThat(sandbox)
                .isEqualTo(new StringBuilder(tenant.id()).replace(14, 15, "8").toString());
        assertThat(sandbox).isNotEqualTo(tenant.id());
    }

    @Test
    void aTestKeyIsInTheSandboxAlsoWhereItNamesTheTenant() {
        Answer own = test.get("/v1/tenants/~");
        assertThat(own.body().path("id").asText()).isEqualTo(sandbox);
        assertThat(own.body().path("name").asText()).isEqualTo("Test");
        assertThat(own.body().path("allowedOrigins").path(0).asText()).isEqualTo(SHOP);
        assertThat(own.body().has("sandboxTenantId")).isFalse();
        assertThat(test.get("/v1/tenants/" + tenant.id()).body()).isEqualTo(own.body());
    }

    @Test
    void queuesAndSessionsDoNotMix() {
        String live = tenant.waitingRoom(Map.of());
        String trial = queue(test);

        assertThat(test.get("/v1/queues").body().path("queues").findValuesAsText("id"))
                .containsExactly(trial);
        assertThat(tenant.key().get("/v1/queues").body().path("queues").findValuesAsText("id"))
                .containsExactly(live);
        assertThat(test.get("/v1/queues/" + live).status()).isEqualTo(404);
        assertThat(tenant.key().get("/v1/queues/" + trial).status()).isEqualTo(404);
        assertThat(admin.get("/v1/queues/" + trial).status()).isEqualTo(404);

        Answer joined = test.post("/v1/queues/" + trial + "/sessions", Map.of("userId", "ann"));
        assertThat(joined.status()).isEqualTo(201);
        String session = "/v1/sessions/" + joined.body().path("sessionId").asText() + "/position";
        assertThat(test.get(session).status()).isEqualTo(200);
        assertThat(tenant.key().get(session).status()).isEqualTo(404);
        assertThat(RunningServer.shared()
                        .api()
                        .withBearer(joined.body().path("sessionToken").asText())
                        .get(session)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void peopleOfTheTenantReachItByItsId() {
        String trial = queue(test);
        assertThat(admin.get("/v1/tenants/" + sandbox + "/queues/" + trial).status())
                .isEqualTo(200);
        assertThat(tenant.key()
                        .get("/v1/tenants/" + sandbox + "/queues/" + trial)
                        .status())
                .isEqualTo(404);
        assertThat(TestTenant.on(RunningServer.shared())
                        .person("admin")
                        .get("/v1/tenants/" + sandbox + "/queues/" + trial)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void visitorsJoinFromTheOriginsOfTheTenant() {
        String path = "/v1/public/queues/" + queue(test) + "/sessions";
        HttpApi anonymous = RunningServer.shared().api();
        assertThat(anonymous.with("Origin", SHOP).post(path, Map.of()).status()).isEqualTo(201);
        assertThat(anonymous
                        .with("Origin", "https://evil.example.com")
                        .post(path, Map.of())
                        .status())
                .isEqualTo(403);
    }

    @Test
    void itIsNotListedAndDoesNotCount() {
        String domain = SUPER_ADMIN
                .get("/v1/tenants/" + tenant.id())
                .body()
                .path("domain")
                .asText();
        Answer found = SUPER_ADMIN.get("/v1/tenants?search=" + domain);
        assertThat(found.body().path("tenants").findValuesAsText("id")).containsExactly(tenant.id());
        assertThat(found.body().path("pagination").path("total").asInt()).isEqualTo(1);
    }

    @Test
    void itIsNotInTheMetrics() {
        String trial = queue(test);
        test.post("/v1/queues/" + trial + "/sessions", Map.of("userId", "ann"));
        String live = tenant.waitingRoom(Map.of());
        tenant.joined(live, "ann");

        Answer metrics = TestTenant.await(
                () -> RunningServer.shared().api().get("/metrics"),
                answer -> answer.text().contains(live));
        assertThat(metrics.text()).doesNotContain(trial).doesNotContain(sandbox);
    }

    @Test
    void itChangesAndGoesWithItsTenantOnly() {
        assertThat(SUPER_ADMIN
                        .patch("/v1/tenants/" + sandbox, Map.of("name", "Mine"))
                        .status())
                .isEqualTo(404);
        assertThat(SUPER_ADMIN.delete("/v1/tenants/" + sandbox).status()).isEqualTo(404);
        assertThat(admin.get("/v1/tenants/" + sandbox + "/applications").status())
                .isEqualTo(404);
        admin.patch("/v1/tenants/~", Map.of("name", "Renamed"));
        assertThat(test.get("/v1/tenants/~").body().path("name").asText()).isEqualTo("Renamed");
        String trial = queue(test);

        assertThat(SUPER_ADMIN.delete("/v1/tenants/" + tenant.id()).status()).isEqualTo(204);

        assertThat(test.get("/v1/tenants/~").status()).isEqualTo(401);
        assertThat(SUPER_ADMIN.get("/v1/tenants/" + sandbox).status()).isEqualTo(404);
        TestTenant.await(
                () -> SUPER_ADMIN.get("/v1/tenants/" + sandbox + "/queues/" + trial), answer -> answer.status() == 404);
    }

    private static String queue(HttpApi caller) {
        Answer made = caller.post("/v1/queues", Map.of("name", "trial", "maxConcurrentUsers", 10));
        assertThat(made.status()).isEqualTo(201);
        return made.body().path("id").asText();
    }
}
