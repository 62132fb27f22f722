package io.virtualqueue.server.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.virtualqueue.server.HttpApi;
import io.virtualqueue.server.HttpApi.Answer;
import io.virtualqueue.server.RunningServer;
import io.virtualqueue.server.TestTenant;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TenantSettingsIT {
    private static final RunningServer SERVER = RunningServer.shared();
    private static final HttpApi SUPER_ADMIN = SERVER.superAdmin();
    private static final Map<String, Object> ROOM =
            Map.of("name", "room", "kind", "waiting_room", "maxConcurrentUsers", 1_000, "releaseRatePerMinute", 0);

    private final TestTenant tenant = TestTenant.on(SERVER);
    private final String path = "/v1/tenants/" + tenant.id();

    @Test
    void aNewTenantHasTheServersSettings() {
        JsonNode seen = tenant.key().get("/v1/tenants/~").body();
        assertThat(seen.path("branding").toString()).isEqualTo("{}");
        assertThat(seen.path("limits").toString()).isEqualTo("{}");
        assertThat(seen.has("locale")).isFalse();
        assertThat(seen.path("mfaRequired").asBoolean(true)).isFalse();
        assertThat(seen.path("retentionDays").asInt()).isZero();
        assertThat(seen.path("auditRetentionDays").asInt()).isEqualTo(365);
    }

    @Test
    void anAdminSetsHowTheTenantLooksAndWhatItKeeps() {
        HttpApi admin = tenant.person("admin");
        Map<String, Object> settings = Map.of(
                "branding",
                Map.of("primaryColor", "#1A2b3c", "logoUrl", "https://cdn.example.com/logo.svg"),
                "locale",
                "DE-at",
                "mfaRequired",
                true,
                "retentionDays",
                30,
                "auditRetentionDays",
                90);

        Answer changed = admin.patch(path, settings);

        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.body().path("branding").toString())
                .isEqualTo("{\"primaryColor\":\"#1a2b3c\",\"logoUrl\":\"https://cdn.example.com/logo.svg\"}");
        assertThat(changed.body().path("locale").asText()).isEqualTo("de-AT");
        assertThat(changed.body().path("mfaRequired").asBoolean()).isTrue();
        assertThat(changed.body().path("retentionDays").asInt()).isEqualTo(30);
        assertThat(changed.body().path("auditRetentionDays").asInt()).isEqualTo(90);
        assertThat(tenant.key().get(path).body()).isEqualTo(changed.body());
    }

    @Test
    void whatIsAbsentStaysAndWhatIsNullIsSetBack() {
        Map<String, Object> all = Map.of(
                "branding",
                Map.of("primaryColor", "#000000", "secondaryColor", "#ffffff"),
                "locale",
                "de",
                "auditRetentionDays",
                90);
        SUPER_ADMIN.patch(path, all);

        Answer changed = SUPER_ADMIN.patch(
                path, Map.of("branding", Collections.singletonMap("primaryColor", null), "mfaRequired", true));

        assertThat(changed.body().path("branding").toString()).isEqualTo("{\"secondaryColor\":\"#ffffff\"}");
        assertThat(changed.body().path("locale").asText()).isEqualTo("de");
        Map<String, Object> back = new HashMap<>();
        for (String name : List.of("branding", "locale", "auditRetentionDays", "mfaRequired")) {
            back.put(name, null);
        }
        JsonNode last = SUPER_ADMIN.patch(path, back).body();
        assertThat(last.path("branding").toString()).isEqualTo("{}");
        assertThat(last.has("locale")).isFalse();
        assertThat(last.path("auditRetentionDays").asInt()).isEqualTo(365);
        assertThat(last.path("mfaRequired").asBoolean(true)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
                    {"branding": {"primaryColor": "red"}};                           branding.primaryColor
                    {"branding": {"secondaryColor": "#12345"}};                      branding.secondaryColor
                    {"branding": {"logoUrl": "javascript:alert(1)"}};                branding.logoUrl
                    {"branding": {"logoUrl": "http://example.com/a.png"}};           branding.logoUrl
                    {"branding": {"logoUrl": "https://a@example.com/a.png"}};        branding.logoUrl
                    {"branding": {"logoUrl": "https://example.com/\\"onload=\\"x"}}; branding.logoUrl
                    {"branding": []};                                                branding
                    {"locale": "no_NO"};                                             locale
                    {"locale": "und"};                                               locale
                    {"limits": {"queues": -1}};                                      limits.queues
                    {"limits": {"sessions": 1.5}};                                   limits.sessions
                    {"limits": {"requestsPerMinute": 0}};                            limits.requestsPerMinute
                    {"mfaRequired": "yes"};                                          mfaRequired
                    {"retentionDays": -1};                                           retentionDays
                    {"auditRetentionDays": 29};                                      auditRetentionDays
                    """)
    void badSettingsAreNamed(String body, String field) {
        Answer answer = SUPER_ADMIN.send("PATCH", path, body);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.badFields()).containsExactly(field);
    }

    @Test
    void onlyThePlatformSetsLimits() {
        HttpApi admin = tenant.person("admin");
        limit(Map.of("queues", 5));

        assertThat(admin.patch(path, Map.of("limits", Map.of("queues", 6))).status())
                .isEqualTo(403);
        Map<String, Object> clear = new HashMap<>();
        clear.put("limits", null);
        assertThat(admin.patch(path, clear).status()).isEqualTo(403);
        assertThat(admin.patch(path, Map.of("limits", Map.of("queues", 5), "name", "Same limits"))
                        .status())
                .isEqualTo(200);
        assertThat(admin.get(path).body().path("limits").toString()).isEqualTo("{\"queues\":5}");
    }

    @Test
    void aNewTenantMayHaveItsSettingsAtOnce() {
        Answer made = SUPER_ADMIN.post(
                "/v1/tenants",
                Map.of(
                        "name",
                        "Bank",
                        "domain",
                        UUID.randomUUID() + ".example.com",
                        "limits",
                        Map.of("queues", 0),
                        "locale",
                        "fr"));

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.body().path("locale").asText()).isEqualTo("fr");
        HttpApi key = SERVER.api().withKey(made.body().path("apiKey").asText());
        assertThat(key.post("/v1/queues", ROOM).code()).isEqualTo("limit_reached");
    }

    @Test
    void thereAreNoMoreQueuesThanTheLimit() {
        String first = tenant.waitingRoom(Map.of());
        limit(Map.of("queues", 2));

        assertThat(tenant.key()
                        .post("/v1/queues/batch", Map.of("queues", List.of(ROOM, ROOM)))
                        .code())
                .isEqualTo("limit_reached");
        HttpApi keyed = tenant.key().with("Idempotency-Key", "second");
        assertThat(keyed.post("/v1/queues", ROOM).status()).isEqualTo(201);
        Answer refused = tenant.key().post("/v1/queues", ROOM);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("limit_reached");
        assertThat(refused.body().path("detail").asText()).contains("queues").contains("2");
        assertThat(keyed.post("/v1/queues", ROOM).header("Idempotent-Replayed")).isEqualTo("true");
        tenant.key().delete("/v1/queues/" + first);
        assertThat(tenant.key().post("/v1/queues", ROOM).status()).isEqualTo(201);
    }

    @Test
    void requestsAtTheSameMomentDoNotPassTheLimit() {
        limit(Map.of("queues", 3));
        List<CompletableFuture<Integer>> answers = IntStream.range(0, 12)
                .mapToObj(_ -> CompletableFuture.supplyAsync(
                        () -> tenant.key().post("/v1/queues", ROOM).status()))
                .toList();
        assertThat(answers.stream().map(CompletableFuture::join).filter(status -> status == 201))
                .hasSize(3);
    }

    @Test
    void thereAreNoMorePeopleThanTheLimit() {
        HttpApi admin = tenant.person("admin");
        limit(Map.of("users", 2));

        Answer second = admin.post("/v1/users", user());
        Answer third = admin.post("/v1/users", user());

        assertThat(second.status()).isEqualTo(201);
        assertThat(third.status()).isEqualTo(409);
        assertThat(third.code()).isEqualTo("limit_reached");
        admin.delete("/v1/users/" + second.body().path("id").asText());
        assertThat(admin.post("/v1/users", user()).status()).isEqualTo(201);
    }

    @Test
    void thereAreNoMoreLiveSessionsThanTheLimit() {
        String one = tenant.waitingRoom(Map.of());
        String two = tenant.waitingRoom(Map.of());
        limit(Map.of("sessions", 2));
        String ann = tenant.joined(one, "ann");
        tenant.joined(two, "bob");

        Answer refused = tenant.key().post("/v1/queues/" + one + "/sessions", Map.of("userId", "cid"));
        Answer visitor = tenant.anonymous().post("/v1/public/queues/" + one + "/sessions", Map.of());
        Answer again = tenant.key().post("/v1/queues/" + one + "/sessions", Map.of("userId", "ann"));

        assertThat(List.of(refused.code(), visitor.code())).containsOnly("limit_reached");
        assertThat(again.status()).isEqualTo(200);
        tenant.key().delete("/v1/queues/" + one + "/sessions/" + ann);
        TestTenant.await(
                () -> tenant.key().post("/v1/queues/" + one + "/sessions", Map.of("userId", "cid")),
                answer -> answer.status() == 201);
    }

    @Test
    void joinsAtTheSameMomentDoNotPassTheLimit() {
        String queue = tenant.waitingRoom(Map.of());
        limit(Map.of("sessions", 5));
        Integer[] statuses = IntStream.range(0, 40)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> tenant.key()
                        .post("/v1/queues/" + queue + "/sessions", Map.of("userId", "user " + i))
                        .status()))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toArray(Integer[]::new);
        assertThat(Arrays.stream(statuses).filter(status -> status == 201)).hasSize(5);
        assertThat(statuses).containsOnly(201, 409);
    }

    private void limit(Map<String, Integer> limits) {
        assertThat(SUPER_ADMIN.patch(path, Map.of("limits", limits)).status()).isEqualTo(200);
    }

    private static Map<String, String> user() {
        return Map.of("email", UUID.randomUUID() + "@example.com", "password", "correct horse", "role", "staff");
    }
}
