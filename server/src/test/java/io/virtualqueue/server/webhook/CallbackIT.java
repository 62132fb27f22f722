package io.virtualqueue.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.virtualqueue.server.HttpApi;
import io.virtualqueue.server.HttpApi.Answer;
import io.virtualqueue.server.RunningServer;
import io.virtualqueue.server.SharedServers;
import io.virtualqueue.server.TestTenant;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Applications and queues that are told of releases, by real requests to a receiver on this machine. */
class CallbackIT {
    private static final Duration WITHIN = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final RunningServer SERVER = SharedServers.callingOut();

    private final SignedReceiver receiver = SignedReceiver.start();
    private final SignedReceiver other = SignedReceiver.start();
    private final TestTenant tenant = TestTenant.on(SERVER);
    private final HttpApi admin = tenant.person("admin");
    private final HttpApi manager = tenant.person("manager");

    @AfterEach
    void closeTheReceivers() {
        receiver.close();
        other.close();
    }

    private Answer put(String queue, String url) {
        return manager.send("PUT", callback(queue), "{\"url\":\"" + url + "\"}");
    }

    private static String callback(String queue) {
        return "/v1/queues/" + queue + "/callback";
    }

    private static String text(Answer answer, String field) {
        return answer.body().path(field).asText();
    }

    private static void awaitCalls(SignedReceiver of, int count) {
        await().atMost(WITHIN).untilAsserted(() -> assertThat(of.received()).hasSize(count));
    }

    @Test
    void aQueueIsToldOfEachReleaseWithASignature() throws Exception {
        String queue = tenant.openRoom();
        Answer made = put(queue, receiver.url());
        assertThat(made.status()).isEqualTo(201);

        String session = tenant.joined(queue, "visitor");

        awaitCalls(receiver, 1);
        SignedReceiver.Received call = receiver.received().getFirst();
        byte[] body = call.body().getBytes(StandardCharsets.UTF_8);
        assertThat(call.header("x-webhook-event")).isEqualTo("user.released");
        assertThat(call.header("x-webhook-signature"))
                .isEqualTo(Signatures.plain(new WebhookSecret(text(made, "secret")), body));
        JsonNode data = JSON.readTree(body).path("data");
        assertThat(data.path("session").path("id").asText()).isEqualTo(session);
        assertThat(data.path("session").path("userId").asText()).isEqualTo("visitor");
        assertThat(data.path("session").has("pass")).isFalse();
        assertThat(data.path("queue").path("id").asText()).isEqualTo(queue);
    }

    @Test
    void anApplicationIsToldOfItsQueuesUnlessTheyHaveACallbackOfTheirOwn() {
        Answer application = admin.post("/v1/applications", Map.of("name", "Shop", "callbackUrl", receiver.url()));
        HttpApi shop = SERVER.api().withKey(text(application, "apiKey"));
        String plain = room(shop);
        String special = room(shop);
        String foreign = tenant.openRoom();
        put(special, other.url());

        String first = joined(shop, plain);
        String second = joined(shop, special);
        tenant.joined(foreign, "foreign");
        String third = joined(shop, plain);

        awaitCalls(receiver, 2);
        awaitCalls(other, 1);
        assertThat(receiver.received())
                .extracting(SignedReceiver.Received::body)
                .anyMatch(body -> body.contains(first));
        assertThat(receiver.received())
                .extracting(SignedReceiver.Received::body)
                .anyMatch(body -> body.contains(third));
        assertThat(other.received().getFirst().body()).contains(second);
        assertThat(manager.delete(callback(special)).status()).isEqualTo(204);
        joined(shop, special);
        awaitCalls(receiver, 3);
    }

    private static String room(HttpApi shop) {
        return text(
                shop.post(
                        "/v1/queues",
                        Map.of("name", "room", "maxConcurrentUsers", 1_000, "releaseRatePerMinute", 60_000)),
                "id");
    }

    private static String joined(HttpApi shop, String queue) {
        return text(
                shop.post("/v1/queues/" + queue + "/sessions", Map.of("userId", "u" + System.nanoTime())), "sessionId");
    }

    @Test
    void theCallbackOfAnApplicationFollowsItsUrl() {
        Answer application = admin.post("/v1/applications", Map.of("name", "Shop", "callbackUrl", receiver.url()));
        String path = "/v1/applications/" + text(application, "id");
        HttpApi shop = SERVER.api().withKey(text(application, "apiKey"));
        String queue = room(shop);

        admin.patch(path, Map.of("name", "Renamed"));
        Answer rotated = admin.post(path + "/callback/rotate-secret");
        assertThat(rotated.status()).isEqualTo(200);
        assertThat(text(rotated, "url")).isEqualTo(receiver.url());
        joined(shop, queue);
        awaitCalls(receiver, 1);
        SignedReceiver.Received call = receiver.received().getFirst();
        assertThat(call.header("x-webhook-signature"))
                .isEqualTo(Signatures.plain(
                        new WebhookSecret(text(rotated, "secret")), call.body().getBytes(StandardCharsets.UTF_8)));
        assertThat(call.header("webhook-signature").split(" "))
                .as("both secrets")
                .hasSize(2);

        admin.patch(path, Map.of("callbackUrl", other.url()));
        joined(shop, queue);
        awaitCalls(other, 1);
        Map<String, Object> none = new HashMap<>();
        none.put("callbackUrl", null);
        admin.patch(path, none);
        assertThat(admin.get(path + "/callback").body().has("url")).isFalse();
        assertThat(admin.post(path + "/callback/rotate-secret").code()).isEqualTo("no_callback");
        String untold = joined(shop, queue);
        TestTenant.await(
                () -> shop.get("/v1/sessions/" + untold + "/position"),
                answer -> text(answer, "status").equals("released"));
        put(queue, receiver.url());
        joined(shop, queue);
        awaitCalls(receiver, 2);
        assertThat(other.received()).hasSize(1);
    }

    @Test
    void aReleaseThatCannotBeToldIsTriedThreeTimesAndListed() {
        receiver.answers(503, "not now");
        String queue = tenant.openRoom();
        put(queue, receiver.url());
        String session = tenant.joined(queue, "visitor");

        Answer listed = TestTenant.await(
                () -> manager.get("/v1/callbacks/failures?status=dead"),
                answer -> answer.body().path("pagination").path("total").asInt() == 1);

        JsonNode failure = listed.body().path("failures").path(0);
        assertThat(receiver.received()).hasSize(3);
        assertThat(failure.path("attempts").asInt()).isEqualTo(3);
        assertThat(failure.path("state").asText()).isEqualTo("dead");
        assertThat(failure.path("queueId").asText()).isEqualTo(queue);
        assertThat(failure.path("sessionId").asText()).isEqualTo(session);
        assertThat(failure.path("lastStatus").asInt()).isEqualTo(503);
        assertThat(failure.path("lastError").asText()).isNotBlank();
        assertThat(failure.path("url").asText()).isEqualTo(receiver.url());
        assertThat(failure.has("endedAt")).isTrue();
        assertThat(failure.has("lastAttemptAt")).isTrue();
        assertThat(failure.has("applicationId") || failure.has("nextAttemptAt")).isFalse();
        assertThat(manager.get("/v1/callbacks/failures?status=failing").body().path("failures"))
                .isEmpty();
        assertThat(TestTenant.on(SERVER)
                        .person("manager")
                        .get("/v1/callbacks/failures")
                        .body()
                        .path("failures"))
                .as("of another tenant")
                .isEmpty();
    }

    @Test
    void metricsTellHowManyWereTakenAndNeverWhere() {
        String queue = tenant.openRoom();
        put(queue, receiver.url());
        tenant.joined(queue, "visitor");
        awaitCalls(receiver, 1);

        String port = ":" + URI.create(receiver.url()).getPort();
        await().atMost(WITHIN)
                .untilAsserted(() -> assertThat(SERVER.api().get("/metrics").text())
                        .containsPattern("callback_success_total [1-9]")
                        .contains("callback_failure_total ")
                        .contains("callback_duration_seconds_bucket")
                        .containsPattern(
                                "api_calls_total\\{method=\"POST\",outcome=\"2xx\",service=\"callback\"} [1-9]")
                        .contains("api_call_duration_seconds_bucket")
                        .contains("circuit_breaker_state{service=\"callback\",state=\"open\"}")
                        .doesNotContain(port, "/hook"));
    }
}
