package io.virtualqueue.server.compat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.virtualqueue.server.HttpApi;
import io.virtualqueue.server.HttpApi.Answer;
import io.virtualqueue.server.RunningServer;
import io.virtualqueue.server.TestTenant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The integration guide's paths without a version, in its envelope. */
class GuideCompatIT {
    private static final RunningServer SERVER = RunningServer.shared();

    private final TestTenant tenant = TestTenant.on(SERVER);

    @Test
    void peopleLogInStayInAndLogOut() {
        String email = UUID.randomUUID() + "@example.com";
        String password = "correct horse battery";
        SERVER.superAdmin()
                .post(
                        "/v1/tenants/" + tenant.id() + "/users",
                        Map.of("email", email, "password", password, "role", "admin"));
        Answer in = SERVER.api().post("/auth/login", Map.of("email", email, "password", password));

        assertThat(in.status()).isEqualTo(200);
        assertThat(in.body().path("success").asBoolean()).isTrue();
        assertThat(in.body().at("/data/expiresIn").asInt()).isEqualTo(900);
        Answer refreshed = SERVER.api()
                .post(
                        "/auth/refresh",
                        Map.of(
                                "refreshToken",
                                in.body().at("/data/refreshToken").asText()));
        HttpApi person =
                SERVER.api().withBearer(refreshed.body().at("/data/accessToken").asText());
        assertThat(person.get("/v1/auth/me").status()).isEqualTo(200);
        assertThat(person.post("/auth/logout").status()).isEqualTo(200);
        assertThat(person.get("/v1/auth/me").status()).isEqualTo(401);

        Answer wrong = SERVER.api().post("/auth/login", Map.of("email", email, "password", "wrong horse battery"));
        assertError(wrong, 401, "unauthorized");
    }

    @Test
    void theGuidesWebhookIsMadeAsItsPageShowsIt() {
        HttpApi admin = tenant.person("admin");
        List<String> events = List.of(
                "queue.created", "queue.updated", "queue.deleted", "user.joined", "user.left", "queue.processed");
        Answer made = admin.post(
                "/webhooks",
                Map.of(
                        "name", "Queue Events Webhook",
                        "url", "https://your-app.example/webhooks/queue-events",
                        "events", events,
                        "secret", "your-webhook-secret-of-some-length",
                        "isActive", false));

        assertThat(made.status()).as(made.text()).isEqualTo(201);
        assertThat(made.body().path("success").asBoolean()).isTrue();
        JsonNode webhook = made.body().path("data");
        assertThat(webhook.path("name").asText()).isEqualTo("Queue Events Webhook");
        assertThat(webhook.path("events")).hasSize(6);
        assertThat(webhook.path("secret").asText()).isEqualTo("your-webhook-secret-of-some-length");
        assertThat(webhook.path("createdAt").asText()).endsWith("Z");
    }

    @Test
    void aWebhookIsReadChangedAndDeleted() {
        HttpApi admin = tenant.person("admin");
        String id = admin.post(
                        "/webhooks",
                        Map.of(
                                "name",
                                "Queue Events Webhook",
                                "url",
                                "https://your-app.example/webhooks/queue-events",
                                "events",
                                List.of("queue.created"),
                                "isActive",
                                false))
                .body()
                .at("/data/id")
                .asText();
        String path = "/webhooks/" + id;
        assertThat(admin.get(path).body().at("/data/name").asText()).isEqualTo("Queue Events Webhook");
        assertThat(admin.get("/webhooks?limit=5")
                        .body()
                        .at("/data/webhooks/0/id")
                        .asText())
                .isEqualTo(id);
        assertThat(admin.patch(path, Map.of("name", "Events"))
                        .body()
                        .at("/data/name")
                        .asText())
                .isEqualTo("Events");
        assertThat(admin.send("PUT", path, "{\"name\": \"All\"}")
                        .body()
                        .at("/data/name")
                        .asText())
                .isEqualTo("All");
        assertThat(admin.delete(path).body().path("success").asBoolean()).isTrue();
        assertError(admin.get(path), 404, "not_found");
    }

    @Test
    void whatIsWrongWithAWebhookIsTold() {
        assertError(tenant.person("staff").get("/webhooks"), 403, "forbidden");
        assertError(SERVER.api().post("/webhooks", Map.of()), 401, "unauthorized");
        Answer bad = tenant.person("admin").post("/webhooks", Map.of("url", "nowhere"));
        assertError(bad, 422, "invalid_fields");
        assertThat(bad.body().at("/error/details").findValuesAsText("field")).contains("name", "url", "events");
    }

    @Test
    void usersJoinAQueue() {
        String queue = tenant.waitingRoom(Map.of());
        Map<String, Object> user = Map.of("userId", "user-1", "userName", "John Doe", "userEmail", "john@example.com");
        Answer joined = tenant.key().post("/queues/" + queue + "/join", user);

        assertThat(joined.status()).as(joined.text()).isEqualTo(201);
        assertThat(joined.header("VQ-Seq")).isNotNull();
        JsonNode session = joined.body().path("data");
        assertThat(session.path("queueId").asText()).isEqualTo(queue);
        assertThat(session.path("userId").asText()).isEqualTo("user-1");
        assertThat(session.path("position").asInt()).isEqualTo(1);
        assertThat(session.path("sessionId").asText()).isNotEmpty();
        Answer again = tenant.key().post("/queues/" + queue + "/join", user);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body().at("/data/sessionId").asText())
                .isEqualTo(session.path("sessionId").asText());
        assertError(tenant.key().post("/queues/" + UUID.randomUUID() + "/join", user), 404, "not_found");
        assertError(tenant.key().post("/queues/" + queue + "/join", Map.of()), 422, "invalid_fields");
        assertError(SERVER.api().post("/queues/" + queue + "/join", user), 401, "unauthorized");
        assertError(TestTenant.on(SERVER).key().post("/queues/" + queue + "/join", user), 404, "not_found");
    }

    @Test
    void anIdempotencyKeyGivesTheFirstAnswerAgain() {
        String queue = tenant.waitingRoom(Map.of());
        HttpApi key = tenant.key().with("Idempotency-Key", UUID.randomUUID().toString());
        Answer first = key.post("/queues/" + queue + "/join", Map.of("userId", "user-1"));
        Answer second = key.post("/queues/" + queue + "/join", Map.of("userId", "user-1"));

        assertThat(second.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(second.body().at("/data/sessionId")).isEqualTo(first.body().at("/data/sessionId"));
        assertError(key.post("/queues/" + queue + "/join", Map.of("userId", "user-2")), 422, "idempotency_key_reused");
    }

    private static void assertError(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.body().path("success").asBoolean(true)).isFalse();
        assertThat(answer.body().at("/error/code").asText()).isEqualTo(code);
        assertThat(answer.body().at("/error/message").asText()).isNotBlank();
    }
}
