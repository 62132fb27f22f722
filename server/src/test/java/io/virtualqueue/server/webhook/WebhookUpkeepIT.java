package io.virtualqueue.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.virtualqueue.server.HttpApi;
import io.virtualqueue.server.HttpApi.Answer;
import io.virtualqueue.server.RunningServer;
import io.virtualqueue.server.TestTenant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Changing, listing and deleting webhooks, and whose they are. */
class WebhookUpkeepIT extends WebhookScene {
    @Test
    void whatAChangeDoesNotNameStays() {
        String queue = tenant.desk();
        Answer made = made(Map.of(
                "description",
                "For the shop",
                "queueId",
                queue,
                "headers",
                Map.of("X-Shop", "7"),
                "retryPolicy",
                Map.of("maxRetries", 3, "backoffMultiplier", 1.5)));

        Answer renamed = admin.patch(path(made), Map.of("name", "Renamed", "retryPolicy", Map.of("retryDelay", 200)));
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
        assertThat(admin.post(
                                PATH,
                                body(Map.of("applicationId", UUID.randomUUID().toString())))
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
        Answer atOnce =
                admin.post(path(made) + "/rotate-secret", Map.of("secret", "the third secret", "overlapSeconds", 0));
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

    private List<String> names(String query) {
        List<String> names = new ArrayList<>();
        admin.get(PATH + query)
                .body()
                .path("webhooks")
                .forEach(webhook -> names.add(webhook.path("name").asText()));
        return names;
    }
}
