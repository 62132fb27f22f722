package io.virtualqueue.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.virtualqueue.server.HttpApi;
import io.virtualqueue.server.HttpApi.Answer;
import io.virtualqueue.server.RunningServer;
import io.virtualqueue.server.SharedServers;
import io.virtualqueue.server.TestTenant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What people see of deliveries to a real receiver, and sending them again. */
class DeliveryIT {
    private static final RunningServer SERVER = SharedServers.callingOut();
    private static final Map<String, Object> NO_RETRIES = Map.of("retryPolicy", Map.of("maxRetries", 0));

    private final SignedReceiver receiver = SignedReceiver.start();
    private final TestTenant tenant = TestTenant.on(SERVER);
    private final HttpApi admin = tenant.person("admin");

    @AfterEach
    void closeTheReceiver() {
        receiver.close();
    }

    @Test
    void aDeliveryIsLoggedWithItsAttempt() {
        String webhook = webhook(Map.of("events", List.of("user.joined")));
        receiver.answers(200, "thank you");
        String desk = tenant.desk();
        String session = tenant.joined(desk, "customer-17");

        JsonNode delivery = awaitOne(webhook, "?state=delivered&eventType=user.joined");

        assertThat(delivery.path("sessionId").asText()).isEqualTo(session);
        assertThat(delivery.path("queueId").asText()).isEqualTo(desk);
        assertThat(delivery.path("isReplay").asBoolean()).isFalse();
        assertThat(delivery.path("attempts")).hasSize(1);
        JsonNode attempt = delivery.path("attempts").path(0);
        assertThat(attempt.path("status").asInt()).isEqualTo(200);
        assertThat(attempt.path("excerpt").asText()).isEqualTo("thank you");
        assertThat(attempt.has("error")).isFalse();
        assertThat(receiver.received()).hasSize(1);
        SignedReceiver.Received received = receiver.received().getFirst();
        assertThat(received.header("x-webhook-delivery"))
                .isEqualTo(delivery.path("id").asText());
        assertThat(received.header("webhook-id"))
                .isEqualTo(delivery.path("eventId").asText());
        assertThat(admin.get(path(webhook) + "/deliveries/" + received.header("x-webhook-delivery"))
                        .body())
                .isEqualTo(delivery);
    }

    @Test
    void whatWasGivenUpIsListedAndSentAgain() {
        String webhook = webhook(NO_RETRIES);
        receiver.answers(500, "out of order");
        tenant.joined(tenant.desk(), "customer-17");
        JsonNode dead = awaitOne(webhook, "?state=dead");
        assertThat(dead.path("attempts").path(0).path("status").asInt()).isEqualTo(500);
        assertThat(dead.path("attempts").path(0).path("excerpt").asText()).isEqualTo("out of order");

        receiver.answers(200, "");
        Answer replayed = admin.post(path(webhook) + "/dead/replay");

        assertThat(replayed.status()).isEqualTo(202);
        assertThat(replayed.body().path("deliveries").asInt()).isEqualTo(1);
        assertThat(replayed.body().path("hasMore").asBoolean(true)).isFalse();
        JsonNode again = awaitOne(webhook, "?state=delivered");
        assertThat(again.path("isReplay").asBoolean()).isTrue();
        assertThat(again.path("eventId")).isEqualTo(dead.path("eventId"));
        assertThat(receiver.received().getLast().body())
                .isEqualTo(receiver.received().getFirst().body());
        assertThat(admin.post(path(webhook) + "/dead/replay")
                        .body()
                        .path("deliveries")
                        .asInt())
                .isZero();
        assertThat(admin.get(path(webhook) + "/deliveries/" + dead.path("id").asText())
                        .body()
                        .has("replayedAt"))
                .isTrue();
    }

    @Test
    void aReplayTellsOfWhatWasBeforeTheWebhookToo() {
        String desk = tenant.desk();
        tenant.joined(desk, "earlier-1");
        tenant.joined(desk, "earlier-2");
        String webhook = webhook(Map.of("events", List.of("user.joined")));

        Answer replayed = admin.post(path(webhook) + "/replay", Map.of("from", "2020-01-01T00:00:00Z"));

        assertThat(replayed.status()).isEqualTo(202);
        assertThat(replayed.body().path("deliveries").asInt()).isEqualTo(2);
        JsonNode page = TestTenant.await(
                        () -> admin.get(path(webhook) + "/deliveries?state=delivered"),
                        answer -> answer.body().path("deliveries").size() == 2)
                .body();
        String first = page.at("/deliveries/1/eventId").asText();
        Answer fromTheSecond = admin.post(
                path(webhook) + "/replay",
                Map.of("from", page.at("/deliveries/0/eventId").asText()));
        assertThat(fromTheSecond.body().path("deliveries").asInt()).isEqualTo(1);
        assertThat(admin.post(path(webhook) + "/replay", Map.of("from", first))
                        .body()
                        .path("deliveries")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void oneDeliveryIsSentAgain() {
        String webhook = webhook(Map.of());
        tenant.joined(tenant.desk(), "customer-17");
        JsonNode delivered = awaitOne(webhook, "?state=delivered");

        Answer again =
                admin.post(path(webhook) + "/deliveries/" + delivered.path("id").asText() + "/replay");

        assertThat(again.status()).isEqualTo(202);
        TestTenant.await(
                () -> admin.get(
                        path(webhook) + "/deliveries/" + again.body().path("id").asText()),
                answer -> answer.body().path("state").asText().equals("delivered"));
        assertThat(receiver.received())
                .hasSize(2)
                .extracting(SignedReceiver.Received::body)
                .containsOnly(receiver.received().getFirst().body());
    }

    @Test
    void onlyWhatAWebhookIsForAndOnlyWhileItIsActive() {
        String other = tenant.desk();
        String desk = tenant.desk();
        String narrow = webhook(Map.of("queueId", desk));
        String asleep = webhook(Map.of("isActive", false));
        tenant.joined(other, "somebody-else");
        tenant.joined(desk, "customer-17");

        JsonNode delivery = awaitOne(narrow, "?state=delivered");
        assertThat(delivery.path("queueId").asText()).isEqualTo(desk);

        assertThat(admin.patch(path(asleep), Map.of("isActive", true)).status()).isEqualTo(200);
        tenant.joined(other, "customer-18");
        JsonNode first = awaitOne(asleep, "");
        assertThat(first.path("queueId").asText()).isEqualTo(other);
    }

    @Test
    void badQueriesAreNamed() {
        String webhook = webhook(Map.of());

        assertThat(admin.get(path(webhook) + "/deliveries?state=lost&eventType=user")
                        .badFields())
                .containsExactly("state", "eventType");
        assertThat(admin.get(path(webhook) + "/deliveries?page=101&limit=100").badFields())
                .containsExactly("page");
        assertThat(admin.get(path(webhook) + "/deliveries?search=x").badFields())
                .containsExactly("search");
        assertThat(admin.post(path(webhook) + "/replay", Map.of()).badFields()).containsExactly("from");
    }

    /** Waits until there is one, and makes sure that there is no other. */
    private JsonNode awaitOne(String webhook, String query) {
        JsonNode deliveries = TestTenant.await(
                        () -> admin.get(path(webhook) + "/deliveries" + query),
                        answer -> !answer.body().path("deliveries").isEmpty())
                .body()
                .path("deliveries");
        assertThat(deliveries).hasSize(1);
        return deliveries.path(0);
    }

    private String webhook(Map<String, Object> more) {
        Map<String, Object> body =
                new HashMap<>(Map.of("name", "x", "url", receiver.url(), "events", List.of("user.joined")));
        body.putAll(more);
        Answer made = admin.post("/v1/webhooks", body);
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return made.body().path("id").asText();
    }

    private static String path(String webhook) {
        return "/v1/webhooks/" + webhook;
    }
}
