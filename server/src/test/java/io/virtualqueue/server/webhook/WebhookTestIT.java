package io.virtualqueue.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.virtualqueue.server.HttpApi;
import io.virtualqueue.server.HttpApi.Answer;
import io.virtualqueue.server.RunningServer;
import io.virtualqueue.server.SharedServers;
import io.virtualqueue.server.TestTenant;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Trying a webhook out. */
class WebhookTestIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final RunningServer SERVER = SharedServers.callingOut();

    private final SignedReceiver receiver = SignedReceiver.start();
    private final HttpApi admin = TestTenant.on(SERVER).person("admin");

    @AfterEach
    void closeTheReceiver() {
        receiver.close();
    }

    @Test
    void theReceiverIsSentAnEventThatItCanCheck() throws Exception {
        Answer made = webhook(receiver.url());
        receiver.answers(202, "thank you");

        Answer tested = admin.post("/v1/webhooks/" + text(made, "id") + "/test");

        assertThat(tested.status()).isEqualTo(200);
        assertThat(tested.body().path("delivered").asBoolean()).isTrue();
        assertThat(tested.body().path("status").asInt()).isEqualTo(202);
        assertThat(tested.body().path("excerpt").asText()).isEqualTo("thank you");
        assertThat(tested.body().path("latencyMillis").isIntegralNumber()).isTrue();
        assertThat(receiver.received()).hasSize(1);
        SignedReceiver.Received received = receiver.received().getFirst();
        WebhookSecret secret = new WebhookSecret(text(made, "secret"));
        byte[] body = received.body().getBytes(StandardCharsets.UTF_8);
        assertThat(received.header("x-webhook-signature")).isEqualTo(Signatures.plain(secret, body));
        assertThat(received.header("webhook-signature"))
                .isEqualTo("v1,"
                        + Signatures.standard(
                                secret, received.header("webhook-id"), received.header("webhook-timestamp"), body));
        assertThat(received.header("x-webhook-event")).isEqualTo("webhook.test");
        assertThat(received.header("x-webhook-delivery")).hasSize(36);
        assertThat(received.header("user-agent")).isEqualTo("VirtualQueue-Webhook/1.0");
        assertThat(received.header("content-type")).isEqualTo("application/json");
        assertThat(received.header("x-shop")).isEqualTo("7");
        assertThat(JSON.readTree(received.body()).fieldNames())
                .toIterable()
                .containsExactly("id", "type", "version", "timestamp", "data", "metadata");
        assertThat(JSON.readTree(received.body()).path("id").asText()).isEqualTo(received.header("webhook-id"));
    }

    @Test
    void whileASecretIsExchangedBothSign() {
        Answer made = webhook(receiver.url());
        Answer rotated = admin.post("/v1/webhooks/" + text(made, "id") + "/rotate-secret");

        admin.post("/v1/webhooks/" + text(made, "id") + "/test");

        SignedReceiver.Received received = receiver.received().getFirst();
        byte[] body = received.body().getBytes(StandardCharsets.UTF_8);
        assertThat(received.header("x-webhook-signature"))
                .isEqualTo(Signatures.plain(new WebhookSecret(text(rotated, "secret")), body));
        assertThat(List.of(received.header("webhook-signature").split(" ")))
                .containsExactlyElementsOf(List.of(rotated, made).stream()
                        .map(answer -> "v1,"
                                + Signatures.standard(
                                        new WebhookSecret(text(answer, "secret")),
                                        received.header("webhook-id"),
                                        received.header("webhook-timestamp"),
                                        body))
                        .toList());
    }

    @Test
    void whatWentWrongIsTold() {
        Answer made = webhook(receiver.url());
        receiver.answers(500, "x".repeat(700) + "\u0000\u0007");
        Answer failed = admin.post("/v1/webhooks/" + text(made, "id") + "/test");
        assertThat(failed.body().path("delivered").asBoolean(true)).isFalse();
        assertThat(failed.body().path("status").asInt()).isEqualTo(500);
        assertThat(failed.body().path("excerpt").asText()).isEqualTo("x".repeat(500));

        receiver.close();
        Answer gone = admin.post("/v1/webhooks/" + text(made, "id") + "/test");
        assertThat(gone.status()).isEqualTo(200);
        assertThat(gone.body().path("delivered").asBoolean(true)).isFalse();
        assertThat(gone.body().has("status")).isFalse();
        assertThat(gone.body().path("error").asText()).isNotBlank();
    }

    private Answer webhook(String url) {
        Answer made = admin.post(
                "/v1/webhooks",
                Map.of("name", "x", "url", url, "events", List.of("queue.*"), "headers", Map.of("X-Shop", "7")));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return made;
    }

    private static String text(Answer answer, String field) {
        return answer.body().path(field).asText();
    }
}
