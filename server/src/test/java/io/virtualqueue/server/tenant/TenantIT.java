package io.virtualqueue.server.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import io.virtualqueue.server.HttpApi;
import io.virtualqueue.server.HttpApi.Answer;
import io.virtualqueue.server.RunningServer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TenantIT {
    private static final String PASSWORD = "correct horse";
    private static final String REPLAYED = "Idempotent-Replayed";
    private static final HttpApi ANONYMOUS = RunningServer.shared().api();
    private static final HttpApi SUPER_ADMIN = RunningServer.shared().superAdmin();

    private final String domain = UUID.randomUUID() + ".example.com";

    @Test
    void aNewTenantGetsItsKeyOnce() {
        Answer made = SUPER_ADMIN.post(
                "/v1/tenants",
                Map.of("name", "Bank", "domain", domain, "allowedOrigins", List.of("https://WWW.example.com:8443")));

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.header("Location")).endsWith("/v1/tenants/" + id(made));
        assertThat(made.body().path("name").asText()).isEqualTo("Bank");
        assertThat(made.body().path("allowedOrigins").path(0).asText()).isEqualTo("https://www.example.com:8443");
        assertThat(made.body().path("createdAt").asText()).endsWith("Z");
        assertThat(made.body().path("apiKey").asText()).matches("vq_live_[A-Za-z0-9_-]{43}");
        Answer seen = SUPER_ADMIN.get("/v1/tenants/" + id(made));
        assertThat(seen.body().has("apiKey")).isFalse();
        assertThat(seen.body().path("createdAt")).isEqualTo(made.body().path("createdAt"));
    }

    @Test
    void theKeyOpensItsOwnTenantOnly() {
        Answer mine = tenant();
        Answer other = SUPER_ADMIN.post("/v1/tenants", Map.of("name", "Other", "domain", "other-" + domain));
        HttpApi application = ANONYMOUS.withKey(mine.body().path("apiKey").asText());

        assertThat(application.get("/v1/tenants/" + id(mine)).status()).isEqualTo(200);
        assertThat(application.get("/v1/tenants/~").body().path("id").asText()).isEqualTo(id(mine));
        assertThat(application.get("/v1/tenants/" + id(other)).status()).isEqualTo(404);
        assertThat(application.get("/v1/tenants/nonsense").status()).isEqualTo(404);
        assertThat(application.get("/v1/tenants").status()).isEqualTo(403);
        assertThat(application.patch("/v1/tenants/~", Map.of("name", "Mine")).status())
                .isEqualTo(403);
        assertThat(application.get("/v1/users").status()).isEqualTo(403);
    }

    @Test
    void everyBadFieldIsNamed() {
        Answer answer = SUPER_ADMIN.post(
                "/v1/tenants",
                Map.of("name", "", "domain", "not a host", "allowedOrigins", List.of("https://a.example/path")));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.code()).isEqualTo("invalid_fields");
        assertThat(answer.badFields()).containsExactlyInAnyOrder("name", "domain", "allowedOrigins");
        assertThat(SUPER_ADMIN.post("/v1/tenants", "{}").badFields()).containsExactly("name", "domain");
        assertThat(SUPER_ADMIN.post("/v1/tenants", "{").code()).isEqualTo("malformed_json");
        assertThat(SUPER_ADMIN
                        .get("/v1/tenants?page=0&limit=101&sort=x&order=y")
                        .badFields())
                .containsExactly("page", "limit", "sort", "order");
    }

    @Test
    void aDomainBelongsToOneTenant() {
        tenant();
        Answer again =
                SUPER_ADMIN.post("/v1/tenants", Map.of("name", "Again", "domain", domain.toUpperCase(Locale.ROOT)));
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.code()).isEqualTo("domain_taken");
    }

    @Test
    void anAdminChangesTheTenant() {
        Answer tenant = tenant();
        HttpApi admin = person(tenant, "admin");
        HttpApi staff = person(tenant, "staff");

        Answer changed = admin.patch("/v1/tenants/~", Map.of("name", "New name"));

        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.body().path("name").asText()).isEqualTo("New name");
        assertThat(changed.body().path("domain").asText()).isEqualTo(domain);
        assertThat(staff.get("/v1/tenants/~").body().path("name").asText()).isEqualTo("New name");
        assertThat(staff.patch("/v1/tenants/~", Map.of("name", "x")).status()).isEqualTo(403);
        assertThat(admin.delete("/v1/tenants/~").status()).isEqualTo(403);
    }

    @Test
    void tenantsAreListed() {
        tenant();
        Answer list = SUPER_ADMIN.get("/v1/tenants?search=" + domain + "&limit=1");

        assertThat(list.status()).isEqualTo(200);
        assertThat(list.body().path("tenants").path(0).path("domain").asText()).isEqualTo(domain);
        assertThat(list.body().path("pagination").toString())
                .isEqualTo("{\"page\":1,\"limit\":1,\"total\":1,\"totalPages\":1}");
    }

    @Test
    void aDeletedTenantIsGoneWithItsKeysAndPeople() {
        Answer tenant = tenant();
        HttpApi application = ANONYMOUS.withKey(tenant.body().path("apiKey").asText());
        HttpApi admin = person(tenant, "admin");
        assertThat(application.get("/v1/tenants/~").status()).isEqualTo(200);
        assertThat(admin.get("/v1/tenants/~").status()).isEqualTo(200);

        assertThat(SUPER_ADMIN.delete("/v1/tenants/" + id(tenant)).status()).isEqualTo(204);

        assertThat(application.get("/v1/tenants/~").status()).isEqualTo(401);
        assertThat(admin.get("/v1/tenants/~").status()).isEqualTo(401);
        assertThat(SUPER_ADMIN.get("/v1/tenants/" + id(tenant)).status()).isEqualTo(404);
        assertThat(SUPER_ADMIN.delete("/v1/tenants/" + id(tenant)).status()).isEqualTo(404);
        assertThat(tenant().status()).isEqualTo(201);
    }

    @Test
    void peopleAreMadeListedAndEnded() {
        Answer tenant = tenant();
        HttpApi admin = person(tenant, "admin");
        Answer made =
                admin.post("/v1/users", Map.of("email", "staff@" + domain, "password", PASSWORD, "role", "staff"));
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.body().has("password")).isFalse();
        HttpApi staff = ANONYMOUS.login("staff@" + domain, PASSWORD);
        assertThat(staff.get("/v1/users").status()).isEqualTo(403);

        assertThat(admin.get("/v1/users?sort=email").body().path("users").findValuesAsText("email"))
                .containsExactly("admin@" + domain, "staff@" + domain);
        String path = "/v1/tenants/" + id(tenant) + "/users/" + id(made);
        assertThat(SUPER_ADMIN.get(path).body().path("role").asText()).isEqualTo("staff");
        assertThat(admin.delete(path).status()).isEqualTo(204);
        assertThat(admin.get(path).status()).isEqualTo(404);
        assertThat(admin.delete(path).status()).isEqualTo(404);
        assertThat(staff.get("/v1/tenants/~").status()).isEqualTo(401);
    }

    @Test
    void aSuperAdminSaysWhichTenantIsMeant() {
        Answer tenant = tenant();
        var user = Map.of("email", "who@" + domain, "password", PASSWORD, "role", "manager");

        assertThat(SUPER_ADMIN.post("/v1/users", user).badFields()).containsExactly("tenantId");
        assertThat(SUPER_ADMIN.get("/v1/users").badFields()).containsExactly("tenantId");
        assertThat(SUPER_ADMIN.get("/v1/users?tenantId=x").badFields()).containsExactly("tenantId");
        assertThat(SUPER_ADMIN.get("/v1/users?tenantId=" + id(tenant)).status()).isEqualTo(200);
        assertThat(SUPER_ADMIN.get("/v1/users?tenantId=" + UUID.randomUUID()).status())
                .isEqualTo(404);
    }

    @Test
    void badPeopleAreRefused() {
        HttpApi admin = person(tenant(), "admin");

        Answer bad = admin.post("/v1/users", Map.of("email", "x", "password", "short", "role", "super_admin"));
        assertThat(bad.badFields()).containsExactly("email", "password", "role");
        Answer taken =
                admin.post("/v1/users", Map.of("email", "ADMIN@" + domain, "password", PASSWORD, "role", "staff"));
        assertThat(taken.code()).isEqualTo("email_taken");
    }

    @Test
    void aTenantIsMadeOnceForAKey() {
        HttpApi keyed = SUPER_ADMIN.with("Idempotency-Key", domain);
        var body = Map.of("name", "Bank", "domain", domain);
        Answer made = keyed.post("/v1/tenants", body);

        Answer again = keyed.post("/v1/tenants", body);

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.header(REPLAYED)).isNull();
        assertThat(made.body().has("apiKey")).isTrue();
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.header(REPLAYED)).isEqualTo("true");
        assertThat(again.header("Location")).isEqualTo(made.header("Location"));
        assertThat(id(again)).isEqualTo(id(made));
        assertThat(again.body().has("apiKey")).isFalse();
        Answer other = keyed.post("/v1/tenants", Map.of("name", "Other", "domain", "other-" + domain));
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.code()).isEqualTo("idempotency_key_reused");
        SUPER_ADMIN.delete("/v1/tenants/" + id(made));
        assertThat(keyed.post("/v1/tenants", body).status()).isEqualTo(404);
    }

    @Test
    void theSameRequestAtTheSameMomentMakesOneTenant() {
        HttpApi keyed = SUPER_ADMIN.with("Idempotency-Key", domain);
        var body = Map.of("name", "Bank", "domain", domain);
        List<Answer> answers = Stream.generate(
                        () -> CompletableFuture.supplyAsync(() -> keyed.post("/v1/tenants", body)))
                .limit(4)
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        assertThat(answers).extracting(Answer::status).containsOnly(201);
        assertThat(answers.stream().map(TenantIT::id).distinct()).hasSize(1);
        assertThat(answers.stream().filter(answer -> answer.header(REPLAYED) == null))
                .hasSize(1);
    }

    @Test
    void aRefusedRequestLeavesItsKeyFree() {
        Answer first = tenant();
        HttpApi keyed = SUPER_ADMIN.with("Idempotency-Key", domain);
        var body = Map.of("name", "Again", "domain", domain);
        assertThat(keyed.post("/v1/tenants", body).code()).isEqualTo("domain_taken");
        SUPER_ADMIN.delete("/v1/tenants/" + id(first));

        Answer made = keyed.post("/v1/tenants", body);

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.header(REPLAYED)).isNull();
    }

    @Test
    void aPersonIsMadeOnceForAKeyOfACaller() {
        Answer tenant = tenant();
        String path = "/v1/tenants/" + id(tenant) + "/users";
        HttpApi admin = person(tenant, "admin").with("Idempotency-Key", "k");
        var body = Map.of("email", "staff@" + domain, "password", PASSWORD, "role", "staff");
        Answer made = admin.post(path, body);

        Answer again = admin.post(path, body);

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.header(REPLAYED)).isNull();
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.header(REPLAYED)).isEqualTo("true");
        assertThat(again.body()).isEqualTo(made.body());
        var otherRole = Map.of("email", "staff@" + domain, "password", PASSWORD, "role", "manager");
        assertThat(admin.post(path, otherRole).code()).isEqualTo("idempotency_key_reused");
        var otherPassword = Map.of("email", "staff@" + domain, "password", "another horse", "role", "staff");
        assertThat(admin.post(path, otherPassword).code()).isEqualTo("idempotency_key_reused");
        HttpApi otherCaller = SUPER_ADMIN.with("Idempotency-Key", "k");
        assertThat(otherCaller.post(path, body).code()).isEqualTo("email_taken");
    }

    private Answer tenant() {
        return SUPER_ADMIN.post("/v1/tenants", Map.of("name", "Bank", "domain", domain));
    }

    private HttpApi person(Answer tenant, String role) {
        String email = role + "@" + domain;
        Answer made = SUPER_ADMIN.post(
                "/v1/tenants/" + id(tenant) + "/users", Map.of("email", email, "password", PASSWORD, "role", role));
        assertThat(made.status()).isEqualTo(201);
        return ANONYMOUS.login(email, PASSWORD);
    }

    private static String id(Answer answer) {
        return answer.body().path("id").asText();
    }
}
