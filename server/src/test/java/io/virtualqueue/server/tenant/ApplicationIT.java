package io.virtualqueue.server.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import io.virtualqueue.server.HttpApi;
import io.virtualqueue.server.HttpApi.Answer;
import io.virtualqueue.server.RunningServer;
import io.virtualqueue.server.TestTenant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The programs of a tenant, as its admins manage them. */
class ApplicationIT {
    private static final TestTenant TENANT = TestTenant.on(RunningServer.shared());
    private static final HttpApi ADMIN = TENANT.person("admin");
    private static final HttpApi ANONYMOUS = RunningServer.shared().api();

    @Test
    void anApplicationIsMadeWithALiveKeyThatIsShownOnce() {
        Answer made = ADMIN.post(
                "/v1/applications",
                Map.of(
                        "name",
                        "Shop",
                        "allowedOrigins",
                        List.of("https://SHOP.example.com"),
                        "callbackUrl",
                        "https://shop.example.com/hook?a=b",
                        "rateLimitPerMinute",
                        600));

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.header("Location")).endsWith("/v1/tenants/" + TENANT.id() + "/applications/" + id(made));
        assertThat(made.body().path("tenantId").asText()).isEqualTo(TENANT.id());
        assertThat(made.body().path("allowedOrigins").path(0).asText()).isEqualTo("https://shop.example.com");
        assertThat(made.body().path("signatureRequired").asBoolean(true)).isFalse();
        assertThat(made.body().path("apiKey").asText()).matches("vq_live_[A-Za-z0-9_-]{43}");
        assertThat(made.body().has("signingSecret")).isFalse();
        assertThat(ANONYMOUS
                        .withKey(made.body().path("apiKey").asText())
                        .get("/v1/tenants/~")
                        .body()
                        .path("id")
                        .asText())
                .isEqualTo(TENANT.id());

        Answer seen = ADMIN.get("/v1/applications/" + id(made));
        assertThat(seen.status()).isEqualTo(200);
        assertThat(seen.body().has("apiKey")).isFalse();
        assertThat(seen.body().path("name").asText()).isEqualTo("Shop");
        assertThat(seen.body().path("callbackUrl").asText()).isEqualTo("https://shop.example.com/hook?a=b");
        assertThat(seen.body().path("rateLimitPerMinute").asInt()).isEqualTo(600);
        assertThat(seen.body().path("createdAt")).isEqualTo(made.body().path("createdAt"));
    }

    @Test
    void aChangeLeavesAbsentFieldsAsTheyAreAndNullClears() {
        Answer made = ADMIN.post(
                "/v1/applications",
                Map.of("name", "Before", "callbackUrl", "https://a.example.com/", "rateLimitPerMinute", 5));
        String path = "/v1/applications/" + id(made);

        Answer renamed = ADMIN.patch(path, Map.of("name", "After"));

        assertThat(renamed.status()).isEqualTo(200);
        assertThat(renamed.body().path("name").asText()).isEqualTo("After");
        assertThat(renamed.body().path("callbackUrl").asText()).isEqualTo("https://a.example.com/");
        Map<String, Object> nothing = new HashMap<>();
        nothing.put("callbackUrl", null);
        nothing.put("rateLimitPerMinute", null);
        Answer cleared = ADMIN.patch(path, nothing);
        assertThat(cleared.body().has("callbackUrl")).isFalse();
        assertThat(cleared.body().has("rateLimitPerMinute")).isFalse();
        assertThat(cleared.body().path("name").asText()).isEqualTo("After");
        assertThat(ADMIN.get(path).body()).isEqualTo(cleared.body());
    }

    @Test
    void applicationsAreListedSearchedAndSorted() {
        TestTenant tenant = TestTenant.on(RunningServer.shared());
        HttpApi admin = tenant.person("admin");
        admin.post("/v1/applications", Map.of("name", "Zebra"));
        admin.post("/v1/applications", Map.of("name", "Ant"));

        assertThat(admin.get("/v1/applications?sort=name")
                        .body()
                        .path("applications")
                        .findValuesAsText("name"))
                .containsExactly("Ant", "Zebra", "default");
        Answer found = admin.get("/v1/applications?search=zeb");
        assertThat(found.body().path("applications").findValuesAsText("name")).containsExactly("Zebra");
        assertThat(found.body().path("pagination").path("total").asInt()).isEqualTo(1);
    }

    @Test
    void aDeletedApplicationIsGoneAndItsKeysStop() {
        Answer made = ADMIN.post("/v1/applications", Map.of("name", "Gone"));
        HttpApi program = ANONYMOUS.withKey(made.body().path("apiKey").asText());
        assertThat(program.get("/v1/queues").status()).isEqualTo(200);
        String path = "/v1/applications/" + id(made);

        assertThat(ADMIN.delete(path).status()).isEqualTo(204);

        assertThat(program.get("/v1/queues").status()).isEqualTo(401);
        assertThat(ADMIN.get(path).status()).isEqualTo(404);
        assertThat(ADMIN.patch(path, Map.of("name", "x")).status()).isEqualTo(404);
        assertThat(ADMIN.delete(path).status()).isEqualTo(404);
        assertThat(ADMIN.get(path + "/keys").status()).isEqualTo(404);
        assertThat(ADMIN.post(path + "/keys", Map.of("name", "x")).status()).isEqualTo(404);
        assertThat(ADMIN.post(path + "/signing-secret", "{}").status()).isEqualTo(404);
        assertThat(ADMIN.get("/v1/applications?limit=100")
                        .body()
                        .path("applications")
                        .findValuesAsText("id"))
                .doesNotContain(id(made));
    }

    @Test
    void badFieldsAreNamed() {
        Answer bad = ADMIN.post(
                "/v1/applications",
                Map.of(
                        "name", "",
                        "allowedOrigins", List.of("https://a.example/path"),
                        "callbackUrl", "ftp://a.example",
                        "signatureRequired", "yes",
                        "rateLimitPerMinute", 0));
        assertThat(bad.status()).isEqualTo(422);
        assertThat(bad.badFields())
                .containsExactlyInAnyOrder(
                        "name", "allowedOrigins", "callbackUrl", "signatureRequired", "rateLimitPerMinute");
        for (String url : List.of("https://user@a.example/", "https://a.example/#x", "//a.example", "https:", "a b")) {
            assertThat(ADMIN.post("/v1/applications", Map.of("name", "x", "callbackUrl", url))
                            .badFields())
                    .as(url)
                    .containsExactly("callbackUrl");
        }
        assertThat(ADMIN.post("/v1/applications", Map.of()).badFields()).containsExactly("name");
    }

    @Test
    void onlyAdminsManageApplicationsAndOnlyOfTheirTenant() {
        String path = "/v1/tenants/" + TENANT.id() + "/applications";
        assertThat(TENANT.person("manager").get(path).status()).isEqualTo(403);
        assertThat(TENANT.key().get(path).status()).isEqualTo(403);
        assertThat(ANONYMOUS.get(path).status()).isEqualTo(401);
        assertThat(TestTenant.on(RunningServer.shared())
                        .person("admin")
                        .get(path)
                        .status())
                .isEqualTo(404);
        assertThat(RunningServer.shared().superAdmin().get(path).status()).isEqualTo(200);
        assertThat(RunningServer.shared()
                        .superAdmin()
                        .post("/v1/tenants/" + UUID.randomUUID() + "/applications", Map.of("name", "x"))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void theApplicationOfAnotherTenantIsUnknown() {
        Answer made = ADMIN.post("/v1/applications", Map.of("name", "Mine"));
        HttpApi stranger = TestTenant.on(RunningServer.shared()).person("admin");
        String path = "/v1/applications/" + id(made);
        assertThat(stranger.get(path).status()).isEqualTo(404);
        assertThat(stranger.get(path + "/keys").status()).isEqualTo(404);
        assertThat(stranger.post(path + "/keys", Map.of("name", "x")).status()).isEqualTo(404);
        assertThat(stranger.delete(path).status()).isEqualTo(404);
    }

    @Test
    void anApplicationIsMadeOnceForAKey() {
        HttpApi once = ADMIN.with("Idempotency-Key", UUID.randomUUID().toString());
        Answer made = once.post("/v1/applications", Map.of("name", "Once"));
        Answer again = once.post("/v1/applications", Map.of("name", "Once"));

        assertThat(again.status()).isEqualTo(201);
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(id(again)).isEqualTo(id(made));
        assertThat(again.body().has("apiKey")).isFalse();
        assertThat(once.post("/v1/applications", Map.of("name", "Other")).code())
                .isEqualTo("idempotency_key_reused");
    }

    @Test
    void aTenantHasOnlySoManyApplications() {
        TestTenant tenant = TestTenant.on(RunningServer.shared());
        HttpApi admin = tenant.person("admin");
        for (int i = 1; i < 100; i++) {
            assertThat(admin.post("/v1/applications", Map.of("name", "a" + i)).status())
                    .isEqualTo(201);
        }
        Answer tooMany = admin.post("/v1/applications", Map.of("name", "one more"));
        assertThat(tooMany.status()).isEqualTo(409);
        assertThat(tooMany.code()).isEqualTo("limit_reached");
    }

    @Test
    void aQueueTakesTheOriginsOfItsApplicationAndOneWithoutTakesAnyOfTheTenants() {
        TestTenant tenant = TestTenant.on(RunningServer.shared(), List.of("https://first.example.com"));
        HttpApi admin = tenant.person("admin");
        Answer shop = admin.post(
                "/v1/applications", Map.of("name", "Shop", "allowedOrigins", List.of("https://shop.example.org")));
        String ofTheFirst = tenant.waitingRoom(Map.of());
        String ofTheShop = queue(ANONYMOUS.withKey(shop.body().path("apiKey").asText()));
        String ofNone = queue(admin);

        assertThat(joinFrom("https://shop.example.org", ofTheShop)).isEqualTo(201);
        assertThat(joinFrom("https://first.example.com", ofTheShop)).isEqualTo(403);
        assertThat(joinFrom("https://first.example.com", ofTheFirst)).isEqualTo(201);
        assertThat(joinFrom("https://shop.example.org", ofTheFirst)).isEqualTo(403);
        assertThat(joinFrom("https://shop.example.org", ofNone)).isEqualTo(201);
        assertThat(joinFrom("https://first.example.com", ofNone)).isEqualTo(201);

        admin.patch("/v1/tenants/~", Map.of("allowedOrigins", List.of("https://second.example.com")));
        assertThat(joinFrom("https://second.example.com", ofTheFirst)).isEqualTo(201);
        assertThat(joinFrom("https://shop.example.org", ofTheShop))
                .as("the others keep theirs")
                .isEqualTo(201);
        assertThat(admin.get("/v1/tenants/~").body().path("allowedOrigins").toString())
                .isEqualTo("[\"https://second.example.com\"]");

        admin.delete("/v1/applications/" + id(shop));
        assertThat(joinFrom("https://shop.example.org", ofNone)).isEqualTo(403);
    }

    @Test
    void aTenantWithoutApplicationsHasNoOrigins() {
        TestTenant tenant = TestTenant.on(RunningServer.shared(), List.of("https://only.example.com"));
        HttpApi admin = tenant.person("admin");
        String only =
                admin.get("/v1/applications").body().at("/applications/0/id").asText();
        admin.delete("/v1/applications/" + only);

        assertThat(admin.get("/v1/tenants/~").body().path("allowedOrigins")).isEmpty();
        Answer refused = admin.patch("/v1/tenants/~", Map.of("allowedOrigins", List.of("https://a.example.com")));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("no_application");
    }

    private static int joinFrom(String origin, String queue) {
        return ANONYMOUS
                .with("Origin", origin)
                .post("/v1/public/queues/" + queue + "/sessions", Map.of())
                .status();
    }

    private static String queue(HttpApi caller) {
        Answer made = caller.post("/v1/queues", Map.of("name", "room", "maxConcurrentUsers", 10));
        assertThat(made.status()).isEqualTo(201);
        return id(made);
    }

    private static String id(Answer answer) {
        return answer.body().path("id").asText();
    }
}
