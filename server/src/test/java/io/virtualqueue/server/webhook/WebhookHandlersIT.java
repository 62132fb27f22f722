package io.virtualqueue.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.virtualqueue.server.HttpApi;
import io.virtualqueue.server.HttpApi.Answer;
import io.virtualqueue.server.SharedServers;
import io.virtualqueue.server.TestTenant;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Real deliveries, taken by the handlers of the integration guide. They refuse what they cannot verify. */
class WebhookHandlersIT {
    private static final Duration ARRIVES_WITHIN = Duration.ofSeconds(30);
    private static final String SECRET_OF_THE_GUIDE = "your-webhook-secret";
    private static final List<String> EVENTS_OF_THE_GUIDE =
            List.of("queue.created", "queue.updated", "queue.deleted", "user.joined", "user.left", "queue.processed");
    /** What JSON is written with in more than one way, as far as a name may hold it. */
    private static final String DIFFICULT = "Zoë \"Z\" O'Neil \\ / \u2028\u2029 😀 </script> 1.0";

    @Test
    void theHandlerForNode() throws Exception {
        try (Handlers.Running handler = Handlers.node()) {
            takesWhatHappens(handler, "Received webhook:");
        }
    }

    @Test
    void theHandlerForPython() throws Exception {
        try (Handlers.Running handler = Handlers.python()) {
            takesWhatHappens(handler, "Received webhook:");
        }
    }

    private static void takesWhatHappens(Handlers.Running handler, String announces) {
        TestTenant tenant = TestTenant.on(SharedServers.callingOut());
        HttpApi admin = tenant.person("admin");
        Answer made = admin.post(
                "/v1/webhooks",
                Map.of(
                        "name",
                        "Queue Events Webhook",
                        "url",
                        handler.url(),
                        "events",
                        EVENTS_OF_THE_GUIDE,
                        "secret",
                        SECRET_OF_THE_GUIDE,
                        "isActive",
                        true));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        letThingsHappen(tenant);
        await().atMost(ARRIVES_WITHIN)
                .untilAsserted(() -> assertThat(handler.printed())
                        .contains(
                                announces,
                                "Queue created:",
                                "Queue updated:",
                                "User joined:",
                                "User left:",
                                "Queue processed:"));
        String id = made.body().path("id").asText();
        assertAllDelivered(admin, "/v1/webhooks/" + id + "/deliveries?limit=100");
    }

    private static void letThingsHappen(TestTenant tenant) {
        String queue = tenant.waitingRoom(Map.of("releaseRatePerMinute", 60));
        String sessions = "/v1/queues/" + queue + "/sessions";
        tenant.key().patch("/v1/queues/" + queue, Map.of("description", DIFFICULT, "maxConcurrentUsers", 7));
        for (String name : List.of(DIFFICULT, "Ann", "12345678901234567890")) {
            Answer joined = tenant.key()
                    .post(sessions, Map.of("userId", name, "userName", name, "userEmail", "zoe@example.com"));
            assertThat(joined.status()).as(joined.text()).isEqualTo(201);
            tenant.key().delete(sessions + "/" + joined.body().path("sessionId").asText());
        }
        tenant.joined(queue, "released");
    }

    /** One created, one updated, four joined, three left; how many of them were released first is not known. */
    private static void assertAllDelivered(HttpApi admin, String deliveries) {
        await().atMost(ARRIVES_WITHIN).untilAsserted(() -> {
            JsonNode all = admin.get(deliveries).body().path("deliveries");
            assertThat(all.size()).isGreaterThanOrEqualTo(10);
            assertThat(all).allSatisfy(delivery -> {
                assertThat(delivery.path("state").asText())
                        .as(delivery.toString())
                        .isEqualTo("delivered");
                assertThat(delivery.path("attempts")).hasSize(1);
            });
        });
    }
}
