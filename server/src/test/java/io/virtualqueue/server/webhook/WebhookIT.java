package io.virtualqueue.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.virtualqueue.server.HttpApi;
import io.virtualqueue.server.HttpApi.Answer;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Making webhooks. */
class WebhookIT extends WebhookScene {
    @Test
    void aWebhookIsAsItWasAskedForAndItsSecretIsShownOnce() {
        Answer made = admin.post(
                PATH,
                Map.of(
                        "name",
                        "Queue Events Webhook",
                        "url",
                        URL,
                        "events",
                        EVENTS,
                        "secret",
                        "your-webhook-secret",
                        "isActive",
                        true));

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
}
