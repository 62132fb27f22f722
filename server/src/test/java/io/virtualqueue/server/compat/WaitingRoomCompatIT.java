package io.virtualqueue.server.compat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.virtualqueue.server.HttpApi;
import io.virtualqueue.server.HttpApi.Answer;
import io.virtualqueue.server.RunningServer;
import io.virtualqueue.server.TestTenant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The waiting room's paths, call by call, as its clients send and read them. */
class WaitingRoomCompatIT {
    private static final RunningServer SERVER = RunningServer.shared();

    private final TestTenant tenant = TestTenant.on(SERVER);
    private final HttpApi admin = tenant.person("admin");

    @Test
    void anApplicationIsMadeChangedAndDeleted() {
        Answer made = admin.post(
                "/applications/",
                Map.of("name", "Shop", "domain", "shop.example", "callback_url", "https://shop.example/ready"));

        assertThat(made.status()).as(made.text()).isEqualTo(201);
        assertThat(made.body().path("api_key").asText()).isNotEmpty();
        assertThat(made.body().path("domain").asText()).isEqualTo("shop.example");
        String path = "/applications/" + made.body().path("id").asText();
        Answer read = admin.get(path);
        assertThat(read.body().path("callback_url").asText()).isEqualTo("https://shop.example/ready");
        assertThat(read.body().has("api_key")).isFalse();
        assertThat(admin.get("/applications/").body().findValuesAsText("name")).contains("Shop");

        Answer changed = admin.send("PUT", path, "{\"name\": \"Store\", \"callback_url\": null}");
        assertThat(changed.body().path("name").asText()).isEqualTo("Store");
        assertThat(changed.body().path("domain").asText()).isEqualTo("shop.example");
        assertThat(changed.body().path("callback_url").isNull()).isTrue();

        HttpApi shop =
                SERVER.api().with("app_api_key", made.body().path("api_key").asText());
        assertThat(shop.get("/queues/").status()).isEqualTo(200);
        assertThat(admin.delete(path).body().path("is_active").asBoolean(true)).isFalse();
        assertThat(admin.get(path).status()).isEqualTo(404);
        assertThat(shop.get("/queues/").status()).isEqualTo(401);
    }

    @Test
    void whatIsWrongWithAnApplicationIsNamedInItsWords() {
        Answer wrong = admin.post("/applications", Map.of("callback_url", "ftp://x"));

        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.body().path("detail")).hasSize(2).allSatisfy(detail -> {
            assertThat(detail.at("/loc/0").asText()).isEqualTo("body");
            assertThat(List.of("name", "domain")).contains(detail.at("/loc/1").asText());
        });
        Answer url = admin.post("/applications", Map.of("name", "X", "domain", "x.example", "callback_url", "ftp://x"));
        assertThat(url.body().at("/detail/0/loc/1").asText()).isEqualTo("callback_url");
        Answer unknown = admin.get("/applications/" + UUID.randomUUID());
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.body().path("detail").asText()).isNotBlank();
        assertThat(tenant.key().get("/applications").status()).isEqualTo(403);
        assertThat(SERVER.api().get("/applications").status()).isEqualTo(401);
    }

    @Test
    void aQueueIsMadeForAnApplicationListedChangedAndDeleted() {
        String application = newApplication().body().path("id").asText();
        Answer made = admin.post(
                "/queues/",
                Map.of("application_id", application, "name", "Sale", "max_users_per_minute", 120, "priority", 3));

        assertThat(made.status()).as(made.text()).isEqualTo(201);
        JsonNode queue = made.body();
        assertThat(queue.path("application_id").asText()).isEqualTo(application);
        assertThat(queue.path("max_users_per_minute").asInt()).isEqualTo(120);
        assertThat(queue.path("priority").asInt()).isEqualTo(3);
        assertThat(queue.path("is_active").asBoolean()).isTrue();
        tenant.waitingRoom(Map.of());
        assertThat(admin.get("/queues/").body()).hasSize(2);
        assertThat(admin.get("/queues/?application_id=" + application).body()).containsExactly(queue);

        String path = "/queues/" + queue.path("id").asText();
        Answer changed = admin.send("PUT", path, "{\"max_users_per_minute\": 60, \"priority\": 5}");
        assertThat(changed.body().path("max_users_per_minute").asInt()).isEqualTo(60);
        assertThat(changed.body().path("priority").asInt()).isEqualTo(5);
        assertThat(changed.body().path("name").asText()).isEqualTo("Sale");
        assertThat(admin.delete(path).status()).isEqualTo(200);
        assertThat(admin.get("/queues/").body()).hasSize(1);
        assertThat(admin.send("PUT", path, "{}").status()).isEqualTo(404);
    }

    @Test
    void aQueueOfAnothersApplicationIsRefused() {
        String anothers = TestTenant.on(SERVER)
                .person("admin")
                .post("/applications", Map.of("name", "Theirs", "domain", "theirs.example"))
                .body()
                .path("id")
                .asText();
        Answer refused =
                admin.post("/queues", Map.of("application_id", anothers, "name", "Sale", "max_users_per_minute", 1));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body().at("/detail/0/loc/1").asText()).isEqualTo("application_id");
        assertThat(admin.post("/queues", Map.of("name", "Sale"))
                        .body()
                        .at("/detail/0/loc/1")
                        .asText())
                .isEqualTo("max_users_per_minute");
    }

    @Test
    void aVisitorJoinsWaitsAndLeaves() {
        HttpApi shop = shop();
        String queue = tenant.waitingRoom(Map.of());
        Answer joined = shop.post("/join", Map.of("queue_id", queue, "visitor_id", "v-1"));

        assertThat(joined.status()).as(joined.text()).isEqualTo(201);
        assertThat(joined.body().path("status").asText()).isEqualTo("waiting");
        assertThat(joined.body().path("position").asInt()).isEqualTo(1);
        assertThat(joined.body().path("visitor_id").asText()).isEqualTo("v-1");
        String token = joined.body().path("token").asText();
        Answer again = tenant.key().post("/join", Map.of("queue_id", queue, "visitor_id", "v-1"));
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body().path("token").asText()).isEqualTo(token);

        Answer status = SERVER.api().get("/queue_status?token=" + token);
        assertThat(status.status()).isEqualTo(200);
        assertThat(status.body().path("status").asText()).isEqualTo("waiting");
        assertThat(status.body().path("position").asInt()).isEqualTo(1);
        assertThat(SERVER.api()
                        .post("/cancel?token=" + token)
                        .body()
                        .path("status")
                        .asText())
                .isEqualTo("cancelled");
        assertThat(SERVER.api()
                        .get("/queue_status?token=" + token)
                        .body()
                        .path("status")
                        .asText())
                .isEqualTo("cancelled");
        assertThat(SERVER.api().post("/cancel?token=" + token).status()).isEqualTo(409);
    }

    @Test
    void whoIsLetThroughIsReadyAndGetsThePass() {
        String queue = tenant.openRoom();
        String token = shop().post("/join", Map.of("queue_id", queue, "visitor_id", "v-1"))
                .body()
                .path("token")
                .asText();
        Answer ready = TestTenant.await(
                () -> SERVER.api().get("/queue_status?token=" + token),
                answer -> answer.body().path("status").asText().equals("ready"));

        assertThat(ready.body().path("pass").asText()).isNotEmpty();
        assertThat(ready.body().path("position").asInt()).isZero();
    }

    @Test
    void withoutAGoodKeyOrTokenNothingIsOpen() {
        String queue = tenant.waitingRoom(Map.of());
        Map<String, Object> join = Map.of("queue_id", queue, "visitor_id", "v-1");

        assertThat(SERVER.api().post("/join", join).status()).isEqualTo(401);
        assertThat(SERVER.api()
                        .with("app_api_key", "nonsense")
                        .post("/join", join)
                        .status())
                .isEqualTo(401);
        assertThat(shop().post("/join", Map.of("queue_id", "x")).body().path("detail"))
                .hasSize(2);
        assertThat(TestTenant.on(SERVER).key().post("/join", join).status()).isEqualTo(404);
        assertThat(SERVER.api().get("/queue_status").status()).isEqualTo(422);
        assertThat(SERVER.api().get("/queue_status?token=nonsense").status()).isEqualTo(401);
        assertThat(SERVER.api().post("/cancel?token=" + tenant.apiKey()).status())
                .isEqualTo(422);
        assertThat(tenant.key()
                        .with("app_api_key", tenant.apiKey())
                        .get("/queues")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void theDashboardShowsTheNumbers() {
        String application = newApplication().body().path("id").asText();
        String queue = admin.post(
                        "/queues", Map.of("application_id", application, "name", "Sale", "max_users_per_minute", 0))
                .body()
                .path("id")
                .asText();
        tenant.joined(queue, "v-1");
        tenant.joined(queue, "v-2");

        JsonNode summary = admin.get("/dashboard/summary").body();
        assertThat(summary.path("total_applications").asInt()).isEqualTo(2);
        assertThat(summary.path("total_queues").asInt()).isEqualTo(1);
        assertThat(summary.path("active_queues").asInt()).isEqualTo(1);
        assertThat(summary.path("waiting_users").asInt()).isEqualTo(2);
        assertThat(summary.at("/today/joined").asInt()).isEqualTo(2);
        JsonNode stats = admin.get("/dashboard/queue_stats").body().path(0);
        assertThat(stats.path("queue_id").asText()).isEqualTo(queue);
        assertThat(stats.path("waiting_users").asInt()).isEqualTo(2);
        assertThat(admin.get("/dashboard/callback_errors").body().isArray()).isTrue();
        JsonNode analytics = admin.get("/dashboard/analytics?app_id=" + application + "&days=3")
                .body();
        assertThat(analytics.path("days").asInt()).isEqualTo(3);
        assertThat(analytics.at("/daily/0/joined").asInt()).isEqualTo(2);
        assertThat(admin.get("/dashboard/analytics?days=91").status()).isEqualTo(422);
        assertThat(admin.get("/dashboard/analytics?app_id=" + UUID.randomUUID()).status())
                .isEqualTo(422);
    }

    @Test
    void superAdminsNameTheTenant() {
        HttpApi superAdmin = SERVER.superAdmin();
        String another = TestTenant.on(SERVER).id();

        assertThat(superAdmin.get("/queues").status()).isEqualTo(422);
        assertThat(superAdmin.get("/queues?tenantId=" + tenant.id()).status()).isEqualTo(200);
        assertThat(admin.get("/queues?tenantId=" + another).status()).isBetween(400, 499);
    }

    private Answer newApplication() {
        return admin.post(
                "/applications", new HashMap<>(Map.of("name", "Shop", "domain", UUID.randomUUID() + ".example")));
    }

    private HttpApi shop() {
        return SERVER.api()
                .with("app_api_key", newApplication().body().path("api_key").asText());
    }
}
