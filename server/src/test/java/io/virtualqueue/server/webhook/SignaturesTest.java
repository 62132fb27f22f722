package io.virtualqueue.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.virtualqueue.server.outbound.OutboundRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SignaturesTest {
    private static final UUID EVENT = UUID.fromString("019a2b3c-4d5e-7f60-8123-456789abcdef");
    private static final Instant AT = Instant.ofEpochSecond(1_614_265_330);
    private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);
    private static final WebhookSecret STANDARD = new WebhookSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    private static final WebhookSecret OWN = new WebhookSecret("your-webhook-secret");

    /** The example of Standard Webhooks. */
    @Test
    void theStandardSignatureIsThatOfTheStandard() {
        assertThat(Signatures.standard(STANDARD, "msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", BODY))
                .isEqualTo("g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    /** As {@code printf '%s' '{"test": 2432232314}' | openssl dgst -sha256 -hmac your-webhook-secret} has it. */
    @Test
    void thePlainSignatureIsTheHashOfTheBodyWithTheSecretAsItIs() {
        assertThat(Signatures.plain(OWN, BODY))
                .isEqualTo("a33a562abfa144376a7d7b0e24b89f5ea320e06142275d17e72db24395f93a28");
        assertThat(new String(STANDARD.plainKey(), StandardCharsets.UTF_8)).isEqualTo(STANDARD.text());
    }

    @Test
    void twoSecretsSignTogetherAndTheNewerAlonePlainly() {
        Map<String, String> headers = Signatures.headers(List.of(STANDARD, OWN), EVENT, AT, BODY);

        assertThat(headers)
                .containsEntry("X-Webhook-Signature", Signatures.plain(STANDARD, BODY))
                .containsEntry("webhook-id", EVENT.toString())
                .containsEntry("webhook-timestamp", "1614265330")
                .containsEntry(
                        "webhook-signature",
                        "v1," + Signatures.standard(STANDARD, EVENT.toString(), "1614265330", BODY) + " v1,"
                                + Signatures.standard(OWN, EVENT.toString(), "1614265330", BODY));
    }

    @Test
    void whatIsSignedCannotBeChanged() {
        String signature = Signatures.standard(OWN, "id", "1", BODY);

        assertThat(Signatures.standard(OWN, "id", "2", BODY)).isNotEqualTo(signature);
        assertThat(Signatures.standard(OWN, "di", "1", BODY)).isNotEqualTo(signature);
        assertThat(Signatures.standard(OWN, "id", "1", new byte[0])).isNotEqualTo(signature);
        assertThat(Signatures.standard(STANDARD, "id", "1", BODY)).isNotEqualTo(signature);
    }

    @Test
    void aFreshSecretHoldsA256BitKey() {
        WebhookSecret fresh = WebhookSecret.fresh();

        assertThat(fresh.text())
                .startsWith("whsec_")
                .isNotEqualTo(WebhookSecret.fresh().text());
        assertThat(fresh.standardKey()).hasSize(32);
        assertThat(fresh.isUsable()).isTrue();
        assertThat(fresh).hasToString("WebhookSecret");
    }

    @Test
    void aSecretThatSaysItHoldsAKeyHasTo() {
        assertThat(new WebhookSecret("whsec_not base64!").isUsable()).isFalse();
        assertThat(new WebhookSecret("whsec_c2hvcnQ=").isUsable()).isFalse();
        assertThat(STANDARD.isUsable()).isTrue();
        assertThat(OWN.isUsable()).isTrue();
        assertThat(OWN.standardKey()).isEqualTo(OWN.plainKey());
    }

    @Test
    void theHintGivesNoMoreThanAQuarterAway() {
        assertThat(OWN.hint()).isEqualTo("cret");
        assertThat(new WebhookSecret("12345678").hint()).isEqualTo("78");
    }

    @Test
    void aRequestHasTheHeadersOfTheWebhookAndOfTheDelivery() {
        UUID delivery = UUID.randomUUID();
        OutboundRequest request = DeliveryRequest.of(
                "https://shop.example/hook?x=1",
                List.of(OWN),
                Map.of("Authorization", "Bearer x"),
                new DeliveryRequest.Label(delivery, EVENT, "user.joined"),
                AT,
                BODY);

        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.url()).hasToString("https://shop.example/hook?x=1");
        assertThat(request.timeout()).hasSeconds(30);
        assertThat(request.body()).isEqualTo(BODY);
        assertThat(request.headers())
                .containsEntry("Authorization", "Bearer x")
                .containsEntry("Content-Type", "application/json")
                .containsEntry("User-Agent", "VirtualQueue-Webhook/1.0")
                .containsEntry("X-Webhook-Event", "user.joined")
                .containsEntry("X-Webhook-Delivery", delivery.toString())
                .containsEntry("X-Webhook-Timestamp", "1614265330")
                .containsKeys("X-Webhook-Signature", "webhook-id", "webhook-timestamp", "webhook-signature");
    }

    @Test
    void aWebhookCannotSetWhatTheServerSets() {
        assertThat(List.of("Host", "content-length", "X-Webhook-Event", "Webhook-Id", "Proxy-Authorization"))
                .noneMatch(DeliveryRequest::isFree);
        assertThat(List.of("Authorization", "X-Token", "Accept", "Cookie")).allMatch(DeliveryRequest::isFree);
    }
}
