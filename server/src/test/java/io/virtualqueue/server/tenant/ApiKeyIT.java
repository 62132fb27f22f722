package io.virtualqueue.server.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import io.virtualqueue.server.HttpApi;
import io.virtualqueue.server.HttpApi.Answer;
import io.virtualqueue.server.RunningServer;
import io.virtualqueue.server.SharedServers;
import io.virtualqueue.server.TestTenant;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The life of API keys, on two servers that share a database. */
class ApiKeyIT {
    private static final int ENOUGH_CALLS = 50;
    private static final RunningServer one = SharedServers.pair().one();
    private static final RunningServer other = SharedServers.pair().other();

    private TestTenant tenant;
    private HttpApi admin;
    private String application;

    @BeforeEach
    void makeAnApplication() {
        tenant = TestTenant.on(one);
        admin = tenant.person("admin");
        application = admin.post("/v1/applications", Map.of("name", "Program"))
                .body()
                .path("id")
                .asText();
    }

    private String keys() {
        return "/v1/applications/" + application + "/keys";
    }

    private Answer key(Map<String, Object> wish) {
        Answer made = admin.post(keys(), wish);
        assertThat(made.status()).isEqualTo(201);
        return made;
    }

    private static HttpApi with(RunningServer server, Answer key) {
        return server.api().withKey(key.body().path("key").asText());
    }

    private static String id(Answer answer) {
        return answer.body().path("id").asText();
    }

    @Test
    void aKeyIsShownOnceAndListedWithoutIt() {
        String expiresAt = "2999-01-31T12:00:00Z";
        Answer made = key(Map.of("name", "reader", "scopes", List.of("queues:read"), "expiresAt", expiresAt));
        String secret = made.body().path("key").asText();
        assertThat(secret).matches("vq_live_[A-Za-z0-9_-]{43}");

        Answer list = admin.get(keys());

        assertThat(list.status()).isEqualTo(200);
        assertThat(list.text()).doesNotContain(secret);
        assertThat(list.body().path("pagination").path("total").asInt()).isEqualTo(2);
        var reader = list.body().path("keys").path(1);
        assertThat(reader.path("name").asText()).isEqualTo("reader");
        assertThat(reader.path("prefix").asText()).isEqualTo(secret.substring(0, 12));
        assertThat(reader.path("scopes").toString()).isEqualTo("[\"queues:read\"]");
        assertThat(reader.path("test").asBoolean(true)).isFalse();
        assertThat(reader.path("expiresAt").asText()).isEqualTo(expiresAt);
        assertThat(reader.has("key")).isFalse();
        assertThat(reader.has("lastUsedAt")).isFalse();
        assertThat(reader.has("revokedAt")).isFalse();
        assertThat(list.body().path("keys").path(0).path("scopes")).hasSize(6);
    }

    @Test
    void aKeyMayOnlyWhatItsScopesSay() {
        HttpApi reader = with(one, key(Map.of("name", "reader", "scopes", List.of("queues:read"))));
        assertThat(reader.get("/v1/queues").status()).isEqualTo(200);
        Answer refused = reader.post("/v1/queues", Map.of("name", "x", "maxConcurrentUsers", 1));
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.text()).contains("queues:write");
        assertThat(reader.get("/v1/tenants/~").status()).isEqualTo(403);
    }

    @Test
    void badFieldsAreNamed() {
        assertThat(admin.post(keys(), Map.of()).badFields()).containsExactly("name");
        assertThat(admin.post(
                                keys(),
                                Map.of(
                                        "name", "x",
                                        "scopes", List.of("queues:read", "everything"),
                                        "expiresAt", "2020-01-01T00:00:00Z",
                                        "test", "no"))
                        .badFields())
                .containsExactly("scopes", "expiresAt", "test");
        assertThat(admin.post(keys(), Map.of("name", "x", "scopes", List.of())).badFields())
                .containsExactly("scopes");
        assertThat(admin.post(keys(), Map.of("name", "x", "expiresAt", "tomorrow"))
                        .badFields())
                .containsExactly("expiresAt");
        String rotate = keys() + "/" + id(key(Map.of("name", "x"))) + "/rotate";
        assertThat(admin.post(rotate, Map.of("overlapSeconds", 2_592_001)).badFields())
                .containsExactly("overlapSeconds");
    }

    @Test
    void aRevokedKeyStopsOnBothServersAndStaysInTheList() {
        Answer key = key(Map.of("name", "x"));
        assertThat(with(one, key).get("/v1/queues").status()).isEqualTo(200);
        assertThat(with(other, key).get("/v1/queues").status()).isEqualTo(200);

        assertThat(admin.delete(keys() + "/" + id(key)).status()).isEqualTo(204);

        assertThat(with(one, key).get("/v1/queues").status()).isEqualTo(401);
        TestTenant.await(() -> with(other, key).get("/v1/queues"), answer -> answer.status() == 401);
        assertThat(admin.delete(keys() + "/" + id(key)).status()).isEqualTo(404);
        assertThat(admin.post(keys() + "/" + id(key) + "/rotate").status()).isEqualTo(404);
        assertThat(admin.get(keys()).body().path("keys").path(1).has("revokedAt"))
                .isTrue();
    }

    @Test
    void theKeysOfADeletedApplicationStopOnBothServers() {
        Answer key = key(Map.of("name", "x"));
        assertThat(with(other, key).get("/v1/queues").status()).isEqualTo(200);

        assertThat(admin.delete("/v1/applications/" + application).status()).isEqualTo(204);

        assertThat(with(one, key).get("/v1/queues").status()).isEqualTo(401);
        TestTenant.await(() -> with(other, key).get("/v1/queues"), answer -> answer.status() == 401);
    }

    @Test
    void aTestKeyStopsWithItsTenantOnBothServers() {
        Answer key = key(Map.of("name", "x", "test", true));
        assertThat(with(other, key).get("/v1/queues").status()).isEqualTo(200);

        one.superAdmin().delete("/v1/tenants/" + tenant.id());

        TestTenant.await(() -> with(other, key).get("/v1/queues"), answer -> answer.status() == 401);
    }

    @Test
    void bothServersAskForSignaturesOnceTheyAreRequired() {
        Answer key = key(Map.of("name", "x"));
        assertThat(with(other, key).get("/v1/queues").status()).isEqualTo(200);
        admin.post("/v1/applications/" + application + "/signing-secret");

        admin.patch("/v1/applications/" + application, Map.of("signatureRequired", true));

        assertThat(with(one, key).get("/v1/queues").code()).isEqualTo("signature_required");
        TestTenant.await(
                () -> with(other, key).get("/v1/queues"),
                answer -> answer.code().equals("signature_required"));
    }

    @Test
    void aClientRunsWhileItsKeyIsRotated() {
        Answer first = key(Map.of("name", "x", "scopes", List.of("queues:read")));
        CompletableFuture<Answer> rotated = new CompletableFuture<>();
        CompletableFuture<List<Integer>> client = CompletableFuture.supplyAsync(() -> {
            List<Integer> statuses = new ArrayList<>();
            int afterwards = 0;
            while (afterwards < ENOUGH_CALLS) {
                boolean isRotated = rotated.isDone();
                Answer key = isRotated ? rotated.join() : first;
                afterwards += isRotated ? 1 : 0;
                statuses.add(with(one, key).get("/v1/queues").status());
                statuses.add(with(other, key).get("/v1/queues").status());
            }
            return statuses;
        });

        Answer second = admin.post(keys() + "/" + id(first) + "/rotate", Map.of("overlapSeconds", 600));
        assertThat(second.status()).isEqualTo(201);
        assertThat(with(one, first).get("/v1/queues").status())
                .as("beside the new one")
                .isEqualTo(200);
        rotated.complete(second);

        assertThat(client.join()).containsOnly(200).hasSizeGreaterThan(ENOUGH_CALLS);
        assertThat(second.body().path("name").asText()).isEqualTo("x");
        assertThat(second.body().path("scopes").toString()).isEqualTo("[\"queues:read\"]");
        Instant ends = Instant.parse(
                admin.get(keys()).body().path("keys").path(1).path("expiresAt").asText());
        assertThat(Duration.between(
                        Instant.parse(second.body().path("createdAt").asText()), ends))
                .isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void withoutAnOverlapTheFormerKeyStopsOnBothServers() {
        Answer first = key(Map.of("name", "x"));
        assertThat(with(other, first).get("/v1/queues").status()).isEqualTo(200);

        Answer second = admin.post(keys() + "/" + id(first) + "/rotate", Map.of("overlapSeconds", 0));

        assertThat(with(one, first).get("/v1/queues").status()).isEqualTo(401);
        TestTenant.await(() -> with(other, first).get("/v1/queues"), answer -> answer.status() == 401);
        assertThat(with(other, second).get("/v1/queues").status()).isEqualTo(200);
    }

    @Test
    void theNewKeyLivesAsLongAsTheFormerWasToLive() {
        Answer first = key(Map.of(
                "name",
                "x",
                "expiresAt",
                Instant.now().plus(Duration.ofDays(10)).toString()));
        Answer second = admin.post(keys() + "/" + id(first) + "/rotate");
        assertThat(life(second)).isEqualTo(life(first));
    }

    private static Duration life(Answer key) {
        return Duration.between(
                Instant.parse(key.body().path("createdAt").asText()),
                Instant.parse(key.body().path("expiresAt").asText()));
    }

    @Test
    void anApplicationHasOnlySoManyKeysThatWork() {
        Answer last = key(Map.of("name", "last"));
        for (int i = 2; i < 20; i++) {
            key(Map.of("name", "k" + i));
        }
        assertThat(admin.post(keys(), Map.of("name", "more")).code()).isEqualTo("limit_reached");
        assertThat(admin.post(keys() + "/" + id(last) + "/rotate").code()).isEqualTo("limit_reached");
        admin.delete(keys() + "/" + id(last));
        key(Map.of("name", "more"));
    }

    @Test
    void whenAKeyWasLastUsedIsTold() {
        Answer key = key(Map.of("name", "x"));
        Instant before = Instant.parse(key.body().path("createdAt").asText()).minusSeconds(60);
        with(one, key).get("/v1/queues");
        Answer list = TestTenant.await(
                () -> admin.get(keys()),
                answer -> answer.body().path("keys").path(1).has("lastUsedAt"));
        assertThat(Instant.parse(
                        list.body().path("keys").path(1).path("lastUsedAt").asText()))
                .isAfter(before);
    }
}
