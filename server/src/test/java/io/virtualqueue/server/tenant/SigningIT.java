package io.virtualqueue.server.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import io.virtualqueue.server.HttpApi;
import io.virtualqueue.server.HttpApi.Answer;
import io.virtualqueue.server.RunningServer;
import io.virtualqueue.server.TestTenant;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests of an application that must sign them, signed by an independent client. */
class SigningIT {
    private static final TestTenant TENANT = TestTenant.on(RunningServer.shared());
    private static final HttpApi ADMIN = TENANT.person("admin");

    private String application = "";
    private HttpApi key = ADMIN;
    private String secret = "";
    private String queue = "";

    @BeforeEach
    void makeAnApplicationThatSigns() {
        Answer made = ADMIN.post("/v1/applications", Map.of("name", "Signer", "signatureRequired", true));
        assertThat(made.status()).isEqualTo(201);
        application = made.body().path("id").asText();
        key = RunningServer.shared().api().withKey(made.body().path("apiKey").asText());
        secret = made.body().path("signingSecret").asText();
        assertThat(secret).matches("vq_sign_[A-Za-z0-9_-]{43}");
        queue = TENANT.waitingRoom(Map.of());
    }

    @Test
    void aSignedRequestIsAnswered() {
        assertThat(signed("GET", "/v1/queues?limit=1", null).status()).isEqualTo(200);
        Answer made = signed("POST", "/v1/queues", "{\"name\": \"räum\", \"maxConcurrentUsers\": 10}");
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.body().path("name").asText()).isEqualTo("räum");
    }

    @Test
    void joinsAndPositionReadsAreSignedToo() {
        Answer joined = signed("POST", "/v1/queues/" + queue + "/sessions", "{\"userId\": \"ann\"}");
        assertThat(joined.status()).isEqualTo(201);
        String position = "/v1/sessions/" + joined.body().path("sessionId").asText() + "/position";
        assertThat(signed("GET", position, null).status()).isEqualTo(200);
        assertThat(key.get(position).code()).isEqualTo("signature_required");
        assertThat(key.post("/v1/queues/" + queue + "/sessions", Map.of("userId", "bob"))
                        .code())
                .isEqualTo("signature_required");
        assertThat(signed("POST", "/v1/queues/" + queue + "/sessions", "{").code())
                .isEqualTo("malformed_json");
    }

    @Test
    void anUnsignedRequestIsRefused() {
        Answer refused = key.get("/v1/queues");
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.code()).isEqualTo("signature_required");
        assertThat(key.with("X-Signature", "00").get("/v1/queues").code()).isEqualTo("signature_required");
    }

    @Test
    void whatIsChangedOnTheWayIsRefused() {
        String now = now();
        String good = signature("POST", "/v1/queues", now, "{\"name\": \"a\", \"maxConcurrentUsers\": 1}");
        assertWrong(key, "POST", "/v1/queues", now, "{\"name\": \"a\", \"maxConcurrentUsers\": 2}", good);
        assertWrong(key, "POST", "/v1/queues?x", now, "{\"name\": \"a\", \"maxConcurrentUsers\": 1}", good);
        assertWrong(key, "GET", "/v1/queues", now, null, good);
        assertWrong(key, "GET", "/v1/queues", now, null, "nonsense");
        assertWrong(key, "GET", "/v1/queues", now, null, "z".repeat(64));
        String later = Instant.parse(now).plusSeconds(1).toString();
        assertWrong(key, "POST", "/v1/queues", later, "{\"name\": \"a\", \"maxConcurrentUsers\": 1}", good);
    }

    private static void assertWrong(
            HttpApi key, String method, String path, String timestamp, @Nullable String body, String signature) {
        Answer refused = key.with("X-Timestamp", timestamp)
                .with("X-Signature", signature)
                .send(method, path, body);
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.code()).isEqualTo("signature_wrong");
    }

    @Test
    void aSignatureIsGoodOnceAndInTimeOnly() {
        String now = now();
        HttpApi ready = key.with("X-Timestamp", now).with("X-Signature", signature("GET", "/v1/queues", now, null));
        assertThat(ready.get("/v1/queues").status()).isEqualTo(200);
        Answer replay = ready.get("/v1/queues");
        assertThat(replay.status()).isEqualTo(401);
        assertThat(replay.code()).isEqualTo("signature_replayed");

        for (String untimely : new String[] {
            Instant.parse(now).minusSeconds(320).toString(),
            Instant.parse(now).plusSeconds(320).toString(),
            "soon"
        }) {
            Answer late = key.with("X-Timestamp", untimely)
                    .with("X-Signature", signature("GET", "/v1/queues", untimely, null))
                    .get("/v1/queues");
            assertThat(late.code()).as(untimely).isEqualTo("signature_expired");
        }
        String seconds = Long.toString(Instant.parse(now).getEpochSecond());
        assertThat(key.with("X-Timestamp", seconds)
                        .with("X-Signature", signature("GET", "/v1/queues", seconds, null))
                        .get("/v1/queues")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aBodyBeyondTheLimitIsRefusedBeforeItIsSigned() {
        String now = now();
        Answer refused = key.with("X-Timestamp", now)
                .with("X-Signature", "0".repeat(64))
                .send("POST", "/v1/queues", "x".repeat(1_048_577));
        assertThat(refused.status()).isEqualTo(413);
    }

    @Test
    void theSecretIsRotatedWithAnOverlap() {
        String path = "/v1/applications/" + application + "/signing-secret";
        String first = secret;
        Answer second = ADMIN.post(path, Map.of("overlapSeconds", 600));
        assertThat(second.status()).isEqualTo(200);
        assertThat(signed("GET", "/v1/queues", null).status()).as("the former").isEqualTo(200);
        secret = second.body().path("signingSecret").asText();
        assertThat(secret).isNotEqualTo(first);
        assertThat(signed("GET", "/v1/queues", null).status()).as("the new one").isEqualTo(200);

        Answer third = ADMIN.post(path, Map.of("overlapSeconds", 0));
        assertThat(signed("GET", "/v1/queues", null).code()).isEqualTo("signature_wrong");
        secret = third.body().path("signingSecret").asText();
        assertThat(signed("GET", "/v1/queues", null).status()).isEqualTo(200);
    }

    @Test
    void signaturesAreTurnedOnWithASecretOnlyAndOff() {
        Answer made = ADMIN.post("/v1/applications", Map.of("name", "Plain"));
        HttpApi plain =
                RunningServer.shared().api().withKey(made.body().path("apiKey").asText());
        String path = "/v1/applications/" + made.body().path("id").asText();
        assertThat(ADMIN.patch(path, Map.of("signatureRequired", true)).code()).isEqualTo("no_signing_secret");
        assertThat(plain.get("/v1/queues").status()).isEqualTo(200);

        ADMIN.post(path + "/signing-secret");
        assertThat(plain.get("/v1/queues").status()).isEqualTo(200);
        assertThat(ADMIN.patch(path, Map.of("signatureRequired", true)).status())
                .isEqualTo(200);
        assertThat(plain.get("/v1/queues").code()).isEqualTo("signature_required");
        ADMIN.patch(path, Map.of("signatureRequired", false));
        assertThat(plain.get("/v1/queues").status()).isEqualTo(200);
    }

    @Test
    void otherCredentialsNeedNoSignature() {
        assertThat(TENANT.key().get("/v1/queues").status()).isEqualTo(200);
        assertThat(ADMIN.get("/v1/queues").status()).isEqualTo(200);
    }

    private Answer signed(String method, String path, @Nullable String body) {
        String now = now();
        return key.with("X-Timestamp", now)
                .with("X-Signature", signature(method, path, now, body))
                .send(method, path, body);
    }

    private static String now() {
        return Clock.systemUTC().instant().toString();
    }

    private String signature(String method, String path, String timestamp, @Nullable String body) {
        try {
            byte[] bytes = body == null ? new byte[0] : body.getBytes(StandardCharsets.UTF_8);
            String hash = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            String text = method + "\n" + path + "\n" + timestamp + "\n" + hash;
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
