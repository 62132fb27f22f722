package io.virtualqueue.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.virtualqueue.server.HttpApi;
import io.virtualqueue.server.HttpApi.Answer;
import io.virtualqueue.server.RunningServer;
import io.virtualqueue.server.TestTenant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Making, changing and deleting webhooks. */
class WebhookIT {
    private static final String PATH = "/v1/webhooks";
    private static final String URL = "https://your-app.invalid/webhooks/queue-events";
    private static final List<String> EVENTS = List.of("queue.created", "user.joined");

    private final TestTenant tenant = TestTenant.on(RunningServer.shared());
    private final HttpApi admin = tenant.person("admin");

    @Test
    void aWebhookIsAsItWasAskedForAndItsSecretIsShownOnce() {
        Answer made = admin.post(
                PATH,
                Map.of(
                        "name", "Queue Events Webhook",
                        "url", URL,
                        "events", EVENTS,
                        "secret", "your-webhook-secret",
                        "isActive", true));

        assertThat(made.status()).isEqualTo(201);
        assertThat(text(made, "secret")).isEqualTo("your-webhook-secret");
        assertThat(made.header("Location")).endsWith("/webhooks/" + text(made, "id"));
        Answer read = admin.get(path(made));
        assertThat(read.status()).isEqualTo(200);
        assertThat(read.text()).doesNotContain("your-webhook-secret");
        JsonNode webhook = read.body();
        assertThat(webhook.path("tenantId").asText()).isEqualTo(tenant.id());
        assertThat(webhook.path("name").asText()).isEqualTo("Queue Events Webhook");
        assertThat(webhook.path("url").asText()).isEqualTo(URL);
        assertThat(texts(webhook.path("events"))).isEqualTo(EVENTS);
        assertThat(webhook.path("secretHint").asText()).isEqualTo("cret");
        assertThat(webhook.path("isActive").asBoolean()).isTrue();
        assertThat(webhook.path("retryPolicy").path("maxRetries").asInt()).isEqualTo(10);
        assertThat(webhook.path("retryPolicy").path("retryDelay").asInt()).isEqualTo(5_000);
        assertThat(webhook.path("retryPolicy").path("backoffMultiplier").asDouble())
                .isEqualTo(3);
        assertThat(webhook.has("disabledReason") || webhook.has("failingSince") || webhook.has("formerSecretUntil"))
                .isFalse();
    }

    @Test
    void theServerMakesAStrongSecretWhereNoneIsGiven() {
        String secret = text(made(Map.of()), "secret");

        assertThat(secret).startsWith("whsec_");
        assertThat(Base64.getDecoder().decode(secret.substring("whsec_".length())))
                .hasSize(32);
        assertThat(text(made(Map.of()), "secret")).isNotEqualTo(secret);
    }

    @Test
    void everyBadFieldIsNamed() {
        Answer refused = admin.post(
                PATH,
                Map.of(
                        "name",
                        "",
                        "url",
                        "ftp://shop.example/",
                        "events",
                        List.of("queue.exploded"),
                        "secret",
                        "short",
                        "queueId",
                        "mine",
                        "headers",
                        Map.of("Host", "x", "X-Line", "a\nb", "X-Masked", "***", "bad name", "x"),
                        "retryPolicy",
                        Map.of("maxRetries", 21, "retryDelay", 99, "backoffMultiplier", 10.5)));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.badFields())
                .containsExactlyInAnyOrder(
                        "name",
                        "url",
                        "events",
                        "secret",
                        "queueId",
                        "headers.Host",
                        "headers.X-Line",
                        "headers.X-Masked",
                        "headers.?",
                        "retryPolicy.maxRetries",
                        "retryPolicy.retryDelay",
                        "retryPolicy.backoffMultiplier");
        assertThat(admin.post(PATH, Map.of()).badFields()).containsExactlyInAnyOrder("name", "url", "events");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1/hook",
                "http://localhost:9000/",
                "https://10.1.2.3/",
                "https://192.168.0.1/",
                "https://169.254.169.254/latest/meta-data",
                "https://[::1]/",
                "https://[::ffff:10.0.0.1]/",
                "https://user:password@shop.example/",
                "https://shop.example/#part",
                "//shop.example/",
                "https://",
                "not a url"
            })
    void aUrlThatMayNotBeCalledIsRefused(String url) {
        Answer refused = admin.post(PATH, body(Map.of("url", url)));

        assertThat(refused.status()).as(refused.text()).isEqualTo(422);
        assertThat(refused.badFields()).containsExactly("url");
    }

    @Test
    void patternsMayBeWildcardsAndTestsCannotBeAskedFor() {
        List<String> patterns = List.of("*", "queue.*", "user.*", "session.position_changed");

        assertThat(texts(made(Map.of("events", patterns)).body().path("events")))
                .isEqualTo(patterns);
        for (String pattern : List.of("webhook.test", "session.*", "user.", "", "USER.JOINED")) {
            assertThat(admin.post(PATH, body(Map.of("events", List.of(pattern))))
                            .badFields())
                    .as(pattern)
                    .isNotEmpty();
        }
        assertThat(admin.post(PATH, body(Map.of("events", List.of()))).badFields())
                .containsExactly("events");
    }

    @Test
    void valuesOfHeadersAreNeverShownAgain() {
        Answer made = made(Map.of("headers", Map.of("Authorization", "Bearer very-secret", "X-Shop", "7")));

        assertThat(made.text() + admin.get(path(made)).text() + admin.get(PATH).text())
                .doesNotContain("very-secret");
        assertThat(made.body().path("headers").path("Authorization").asText()).isEqualTo("***");
        assertThat(made.body().path("headers").path("X-Shop").asText()).isEqualTo("***");
    }

    @Test
    void atMostTwentyHeaders() {
        Map<String, String> headers = new HashMap<>();
        IntStream.rangeClosed(1, 20).forEach(i -> headers.put("X-H" + i, "x"));
        assertThat(made(Map.of("headers", headers)).status()).isEqualTo(201);

        headers.put("X-H21", "x");
        assertThat(admin.post(PATH, body(Map.of("headers", headers))).badFields())
                .containsExactly("headers");
        assertThat(admin.post(PATH, body(Map.of("headers", Map.of("X-A", "1", "x-a", "2"))))
                        .badFields())
                .hasSize(1);
    }

    @Test
    void whatAChangeDoesNotNameStays() {
        String queue = tenant.desk();
        Answer made = made(Map.of(
                "description", "For the shop",
                "queueId", queue,
                "headers", Map.of("X-Shop", "7"),
                "retryPolicy", Map.of("maxRetries", 3, "backoffMultiplier", 1.5)));

        Answer renamed =
                admin.patch(path(made), Map.of("name", "Renamed", "retryPolicy", Map.of("retryDelay", 200)));
        assertThat(renamed.status()).isEqualTo(200);
        assertThat(text(renamed, "name")).isEqualTo("Renamed");
        assertThat(text(renamed, "description")).isEqualTo("For the shop");
        assertThat(text(renamed, "queueId")).isEqualTo(queue);
        assertThat(renamed.body().path("headers").has("X-Shop")).isTrue();
        assertThat(renamed.body().path("retryPolicy"))
                .hasToString("{\"maxRetries\":3,\"retryDelay\":200,\"backoffMultiplier\":1.5}");

        Answer cleared = admin.patch(path(made), "{\"description\": null, \"queueId\": null, \"headers\": null}");
        assertThat(cleared.body().has("description")).isFalse();
        assertThat(cleared.body().has("queueId")).isFalse();
        assertThat(cleared.body().path("headers")).isEmpty();
        assertThat(text(cleared, "name")).isEqualTo("Renamed");
        assertThat(admin.patch(path(made), Map.of("secret", "another-secret")).badFields())
                .containsExactly("secret");
        assertThat(admin.patch(path(made), Map.of("url", "http://10.0.0.1/")).badFields())
                .containsExactly("url");
    }

    @Test
    void onlyThingsOfTheTenantCanBeNamed() {
        String anothers = TestTenant.on(RunningServer.shared()).desk();
        Answer made = made(Map.of());

        assertThat(admin.post(PATH, body(Map.of("queueId", anothers))).badFields())
                .containsExactly("queueId");
        assertThat(admin.post(PATH, body(Map.of("applicationId", UUID.randomUUID().toString())))
                        .badFields())
                .containsExactly("applicationId");
        assertThat(admin.patch(path(made), Map.of("queueId", anothers)).badFields())
                .containsExactly("queueId");
        assertThat(admin.patch(
                                path(made),
                                Map.of("applicationId", UUID.randomUUID().toString()))
                        .badFields())
                .containsExactly("applicationId");
    }

    @Test
    void rotatingGivesAnotherSecretAndSaysHowLongTheFormerOneSigns() {
        Answer made = made(Map.of("secret", "the first secret"));

        Answer rotated = admin.post(path(made) + "/rotate-secret");
        assertThat(rotated.status()).isEqualTo(200);
        assertThat(text(rotated, "secret")).startsWith("whsec_");
        assertThat(rotated.body().has("formerSecretUntil")).isTrue();
        Answer atOnce = admin.post(
                path(made) + "/rotate-secret", Map.of("secret", "the third secret", "overlapSeconds", 0));
        assertThat(text(atOnce, "secret")).isEqualTo("the third secret");
        assertThat(atOnce.body().has("formerSecretUntil")).isFalse();
        assertThat(text(admin.get(path(made)), "secretHint")).isEqualTo("cret");
        assertThat(admin.post(path(made) + "/rotate-secret", Map.of("secret", "x", "overlapSeconds", 2_592_001))
                        .badFields())
                .containsExactlyInAnyOrder("secret", "overlapSeconds");
        assertThat(admin.post(PATH + "/" + UUID.randomUUID() + "/rotate-secret").status())
                .isEqualTo(404);
    }

    @Test
    void aDeletedWebhookIsGone() {
        Answer made = made(Map.of());

        assertThat(admin.delete(path(made)).status()).isEqualTo(204);

        assertThat(admin.get(path(made)).status()).isEqualTo(404);
        assertThat(admin.delete(path(made)).status()).isEqualTo(404);
        assertThat(admin.patch(path(made), Map.of("name", "x")).status()).isEqualTo(404);
        assertThat(admin.post(path(made) + "/test").status()).isEqualTo(404);
        assertThat(admin.get(path(made) + "/deliveries").status()).isEqualTo(404);
        assertThat(admin.post(path(made) + "/dead/replay").status()).isEqualTo(404);
        assertThat(admin.post(path(made) + "/replay", Map.of("from", "2026-01-01T00:00:00Z"))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void listsAreFilteredSortedAndPaged() {
        made(Map.of("name", "Bravo"));
        made(Map.of("name", "Alpha", "isActive", false));
        made(Map.of("name", "Charlie"));

        assertThat(names("?sort=name")).containsExactly("Alpha", "Bravo", "Charlie");
        assertThat(names("?sort=name&order=desc&status=active")).containsExactly("Charlie", "Bravo");
        assertThat(names("?status=inactive")).containsExactly("Alpha");
        assertThat(names("?search=RA")).containsExactly("Bravo");
        assertThat(names("?limit=2&page=2")).containsExactly("Charlie");
        assertThat(admin.get(PATH + "?limit=2").body().at("/pagination/total").asInt())
                .isEqualTo(3);
        assertThat(admin.get(PATH + "?status=dead&sort=url").badFields()).containsExactly("status", "sort");
    }

    @Test
    void anIdempotencyKeyMakesOneWebhook() {
        HttpApi once = admin.with("Idempotency-Key", UUID.randomUUID().toString());

        Answer first = once.post(PATH, body(Map.of()));
        Answer second = once.post(PATH, body(Map.of()));

        assertThat(second.status()).isEqualTo(201);
        assertThat(second.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(text(second, "id")).isEqualTo(text(first, "id"));
        assertThat(second.body().has("secret")).isFalse();
        assertThat(once.post(PATH, body(Map.of("name", "Other"))).code()).isEqualTo("idempotency_key_reused");
    }

    @Test
    void aHundredAreEnough() {
        for (int i = 0; i < 100; i++) {
            made(Map.of());
        }

        Answer refused = admin.post(PATH, body(Map.of()));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("limit_reached");
    }

    @Test
    void aKeyNeedsTheScope() {
        String application =
                admin.get("/v1/applications").body().at("/applications/0/id").asText();
        String keys = "/v1/applications/" + application + "/keys";
        HttpApi without = RunningServer.shared()
                .api()
                .withKey(text(admin.post(keys, Map.of("name", "x", "scopes", List.of("queues:write"))), "key"));
        HttpApi with = RunningServer.shared()
                .api()
                .withKey(text(admin.post(keys, Map.of("name", "x", "scopes", List.of("webhooks:write"))), "key"));

        assertThat(without.get(PATH).status()).isEqualTo(403);
        assertThat(with.post(PATH, body(Map.of("applicationId", application))).status())
                .isEqualTo(201);
    }

    @Test
    void theSandboxHasWebhooksOfItsOwn() {
        String application =
                admin.get("/v1/applications").body().at("/applications/0/id").asText();
        Answer key = admin.post("/v1/applications/" + application + "/keys", Map.of("name", "trial", "test", true));
        HttpApi test = RunningServer.shared().api().withKey(text(key, "key"));

        Answer trial = test.post(PATH, body(Map.of("applicationId", application)));

        assertThat(trial.status()).as(trial.text()).isEqualTo(201);
        assertThat(text(trial, "tenantId")).isNotEqualTo(tenant.id());
        assertThat(admin.get(PATH).body().path("webhooks")).isEmpty();
        assertThat(test.get(PATH).body().path("webhooks")).hasSize(1);
    }

    @Test
    void aDeletedTenantHasNone() {
        HttpApi superAdmin = RunningServer.shared().superAdmin();
        made(Map.of());
        superAdmin.delete("/v1/tenants/" + tenant.id());

        assertThat(superAdmin.get("/v1/tenants/" + tenant.id() + "/webhooks").status())
                .isEqualTo(404);
    }

    @Test
    void theTrailTellsWhatWasDoneAndNoSecret() {
        Answer made = made(Map.of("secret", "not-for-the-trail", "headers", Map.of("X-Shop", "nor-this")));
        admin.patch(path(made), Map.of("name", "Renamed", "headers", Map.of("X-Other", "nor-that")));
        admin.patch(path(made), Map.of("name", "Renamed"));
        admin.post(path(made) + "/rotate-secret");
        admin.post(path(made) + "/dead/replay");
        admin.delete(path(made));

        Answer trail = admin.get("/v1/audit?source=administration&subjectId=" + text(made, "id"));

        List<String> actions = new ArrayList<>();
        trail.body()
                .path("entries")
                .forEach(entry -> actions.addFirst(entry.path("action").asText()));
        assertThat(actions)
                .containsExactly(
                        "webhook.created",
                        "webhook.updated",
                        "webhook.secret_rotated",
                        "webhook.replayed",
                        "webhook.deleted");
        assertThat(trail.text())
                .contains("X-Shop", "X-Other", "Renamed")
                .doesNotContain("not-for-the-trail", "nor-this", "nor-that");
    }

    private Answer made(Map<String, Object> more) {
        Answer made = admin.post(PATH, body(more));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return made;
    }

    private static Map<String, Object> body(Map<String, Object> more) {
        Map<String, Object> body = new HashMap<>(Map.of("name", "Webhook", "url", URL, "events", EVENTS));
        body.putAll(more);
        return body;
    }

    private List<String> names(String query) {
        List<String> names = new ArrayList<>();
        admin.get(PATH + query)
                .body()
                .path("webhooks")
                .forEach(webhook -> names.add(webhook.path("name").asText()));
        return names;
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static String path(Answer made) {
        return PATH + "/" + text(made, "id");
    }

    private static String text(Answer answer, String field) {
        return answer.body().path(field).asText();
    }
}
