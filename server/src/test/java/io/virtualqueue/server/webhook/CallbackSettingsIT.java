package io.virtualqueue.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.virtualqueue.server.HttpApi.Answer;
import io.virtualqueue.server.identity.Sandbox;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Setting callbacks, on a server that calls nobody inside. */
class CallbackSettingsIT extends WebhookScene {
    private final String queue = tenant.openRoom();
    private final String callback = "/v1/queues/" + queue + "/callback";

    private Answer put(String url) {
        return admin.send("PUT", callback, "{\"url\":\"" + url + "\"}");
    }

    @Test
    void aQueueHasNoCallbackUntilItIsGivenOneAndAgainWhenItIsTakenAway() {
        assertThat(admin.get(callback).status()).isEqualTo(200);
        assertThat(text(admin.get(callback), "queueId")).isEqualTo(queue);
        assertThat(admin.get(callback).body().has("url")).isFalse();

        Answer made = put("https://your-app.invalid/a");
        assertThat(made.status()).isEqualTo(201);
        assertThat(text(made, "secret")).startsWith("whsec_");
        Answer seen = admin.get(callback);
        assertThat(text(seen, "url")).isEqualTo("https://your-app.invalid/a");
        assertThat(seen.body().path("isActive").asBoolean()).isTrue();
        assertThat(seen.body().has("secret")).isFalse();
        assertThat(text(made, "secret")).endsWith(text(seen, "secretHint"));

        Answer changed = put("https://your-app.invalid/b");
        assertThat(changed.status()).isEqualTo(200);
        assertThat(text(changed, "id")).isEqualTo(text(made, "id"));
        assertThat(changed.body().has("secret")).isFalse();
        assertThat(text(changed, "secretHint")).isEqualTo(text(seen, "secretHint"));

        assertThat(admin.delete(callback).status()).isEqualTo(204);
        assertThat(admin.delete(callback).status()).isEqualTo(204);
        assertThat(admin.get(callback).body().has("url")).isFalse();
    }

    @Test
    void itsSecretIsExchangedWithAnOverlap() {
        assertThat(admin.post(callback + "/rotate-secret").code()).isEqualTo("no_callback");
        put(URL);

        Answer rotated = admin.post(callback + "/rotate-secret", Map.of("secret", "my own secret"));
        assertThat(text(rotated, "secret")).isEqualTo("my own secret");
        assertThat(rotated.body().has("formerSecretUntil")).isTrue();
        Answer again = admin.post(callback + "/rotate-secret", Map.of("overlapSeconds", 0));
        assertThat(again.body().has("formerSecretUntil")).isFalse();
        assertThat(admin.post(callback + "/rotate-secret", Map.of("secret", "short"))
                        .badFields())
                .containsExactly("secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1/",
                "http://localhost:8080/",
                "https://10.0.0.1/",
                "http://[::1]/",
                "ftp://a.example.com/",
                "https://user:word@a.example.com/",
                "no url"
            })
    void aUrlThatMayNotBeCalledIsRefused(String url) {
        assertThat(put(url).status()).isEqualTo(422);
        assertThat(put(url).badFields()).containsExactly("url");
        Answer application = admin.post("/v1/applications", Map.of("name", "x", "callbackUrl", url));
        assertThat(application.status()).isEqualTo(422);
        assertThat(application.badFields()).containsExactly("callbackUrl");
    }

    @Test
    void anApplicationWithARefusedUrlStaysAsItWas() {
        Answer made = admin.post("/v1/applications", Map.of("name", "Before", "callbackUrl", URL));
        String path = "/v1/applications/" + text(made, "id");

        assertThat(admin.patch(path, Map.of("name", "After", "callbackUrl", "http://127.0.0.1/"))
                        .badFields())
                .containsExactly("callbackUrl");

        assertThat(text(admin.get(path), "name")).isEqualTo("Before");
        assertThat(text(admin.get(path + "/callback"), "url")).isEqualTo(URL);
        assertThat(text(admin.get(path + "/callback"), "applicationId")).isEqualTo(text(made, "id"));
        admin.delete(path);
        assertThat(admin.get(path + "/callback").status()).isEqualTo(404);
    }

    @Test
    void onlyQueuesAndApplicationsThatAreThereHaveCallbacks() {
        String nowhere = "/v1/queues/" + UUID.randomUUID() + "/callback";
        assertThat(admin.get(nowhere).status()).isEqualTo(404);
        assertThat(admin.send("PUT", nowhere, "{\"url\":\"" + URL + "\"}").status())
                .isEqualTo(404);
        assertThat(admin.delete(nowhere).status()).isEqualTo(404);
        assertThat(admin.post(nowhere + "/rotate-secret").status()).isEqualTo(404);
        assertThat(admin.get("/v1/applications/" + UUID.randomUUID() + "/callback")
                        .status())
                .isEqualTo(404);
        UUID sandbox = Sandbox.of(UUID.fromString(tenant.id()));
        Answer made = admin.post("/v1/applications", Map.of("name", "x"));
        assertThat(admin.get("/v1/tenants/" + sandbox + "/applications/" + text(made, "id") + "/callback")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void callbacksAreNotAmongTheWebhooks() {
        Answer made = put(URL);

        assertThat(admin.get(PATH).body().path("webhooks")).isEmpty();
        assertThat(admin.get(PATH + "/" + text(made, "id")).status()).isEqualTo(404);
        assertThat(admin.delete(PATH + "/" + text(made, "id")).status()).isEqualTo(404);
    }

    @Test
    void whatIsDoneToThemLeavesATrail() {
        put(URL);
        put("https://your-app.invalid/other");
        admin.post(callback + "/rotate-secret");
        admin.delete(callback);

        assertThat(admin.get("/v1/audit?limit=100").body().path("entries").findValuesAsText("action"))
                .contains("callback.created", "callback.updated", "callback.secret_rotated", "callback.deleted");
        assertThat(admin.get("/v1/audit?limit=100").text()).doesNotContain("whsec_");
    }

    @Test
    void failuresAreTurnedToPageByPage() {
        assertThat(admin.get("/v1/callbacks/failures").body().path("failures").isArray())
                .isTrue();
        assertThat(admin.get("/v1/callbacks/failures?status=odd").badFields()).containsExactly("status");
        assertThat(admin.get("/v1/callbacks/failures?search=x").badFields()).containsExactly("search");
        assertThat(admin.get("/v1/callbacks/failures?page=1000&limit=100").badFields())
                .containsExactly("page");
    }
}
