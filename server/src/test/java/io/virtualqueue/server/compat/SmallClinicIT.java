package io.virtualqueue.server.compat;

import static org.assertj.core.api.Assertions.assertThat;

import io.virtualqueue.server.HttpApi;
import io.virtualqueue.server.HttpApi.Answer;
import io.virtualqueue.server.RunningServer;
import io.virtualqueue.server.push.Program;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** A server of one clinic, whose patients and pages show no key: the only tenant is meant, or the one of the domain. */
class SmallClinicIT {
    private static final int JOINS_PER_MINUTE = 20;
    private static final int LOGINS_PER_MINUTE = 10;
    private static final String PASSWORD = "correct horse battery";
    private static final RunningServer SERVER = RunningServer.start(
            List.of("--no-demo", "--data", RunningServer.newDirectory("clinic").toString()),
            Map.of(
                    "VQ_RATE_LIMIT_PER_MINUTE",
                    "10000",
                    "VQ_PUBLIC_JOIN_RATE_LIMIT_PER_MINUTE",
                    Integer.toString(JOINS_PER_MINUTE),
                    "VQ_LOGIN_RATE_LIMIT_PER_MINUTE",
                    Integer.toString(LOGINS_PER_MINUTE),
                    "VQ_TRUSTED_PROXIES",
                    "127.0.0.1"));
    private static final HttpApi ADMIN = SERVER.superAdmin();
    private static final Map<String, String> CLINIC = clinic();

    /** The tenant, its key and its desk. It has the domain by which the test calls the server. */
    private static Map<String, String> clinic() {
        Answer made = ADMIN.post(
                "/v1/tenants",
                Map.of("name", "Clinic", "domain", "127.0.0.1", "allowedOrigins", List.of("https://clinic.example")));
        Map<String, String> clinic = new HashMap<>();
        clinic.put("tenant", made.body().path("id").asText());
        clinic.put("key", made.body().path("apiKey").asText());
        HttpApi key = SERVER.api().withKey(made.body().path("apiKey").asText());
        clinic.put("desk", newDesk(key));
        ADMIN.post(
                "/v1/tenants/" + clinic.get("tenant") + "/users",
                Map.of("email", "reception@clinic.example", "password", PASSWORD, "role", "staff"));
        return clinic;
    }

    private static String newDesk(HttpApi key) {
        return key.post("/v1/queues", Map.of("name", "Reception", "kind", "service_desk"))
                .body()
                .path("id")
                .asText();
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    /** From an address of its own, so that its requests are counted alone. */
    private static HttpApi from(String address) {
        return SERVER.api().with("X-Forwarded-For", address);
    }

    private static void settings(String desk, boolean patientIdIsEnough) {
        Answer set = ADMIN.send(
                "PUT",
                "/v1/tenants/" + CLINIC.get("tenant") + "/clinic",
                "{\"queueId\": \"" + desk + "\", \"patientIdIsEnough\": " + patientIdIsEnough
                        + ", \"usernames\": {\"reception\": \"reception@clinic.example\"}}");
        assertThat(set.status()).as(set.text()).isEqualTo(200);
    }

    @Test
    void aMorningInTheOlderClientsWords() {
        settings(newDesk(SERVER.api().withKey(CLINIC.getOrDefault("key", ""))), true);
        assertThat(Program.node("older-clinic.mjs", SERVER.origin(), "reception", PASSWORD)
                        .end())
                .contains("The older clinic works");
    }

    @Test
    void aPatientsIdIsEnoughOnlyWhereTheClinicSaysSo() {
        HttpApi patient = from("192.0.2.1");
        settings(CLINIC.getOrDefault("desk", ""), false);
        String id = patient.post("/api/checkin", Map.of("name", "Dora", "phone", "+43 1 555 0104"))
                .body()
                .at("/data/patientId")
                .asText();
        assertThat(patient.get("/api/position/" + id).status()).isEqualTo(401);

        settings(CLINIC.getOrDefault("desk", ""), true);
        Answer position = patient.get("/api/position/" + id);
        assertThat(position.status()).isEqualTo(200);
        assertThat(position.body().at("/data/status").asText()).isEqualTo("waiting");
        assertThat(patient.get("/api/queue").status()).isEqualTo(401);

        String other = SERVER.api()
                .withKey(CLINIC.getOrDefault("key", ""))
                .post("/v1/queues", Map.of("name", "Room", "maxConcurrentUsers", 1, "releaseRatePerMinute", 0))
                .body()
                .path("id")
                .asText();
        String visitor = SERVER.api()
                .withKey(CLINIC.getOrDefault("key", ""))
                .post("/v1/queues/" + other + "/sessions", Map.of("userId", "visitor"))
                .body()
                .path("sessionId")
                .asText();
        assertThat(patient.get("/api/position/" + visitor).status()).isEqualTo(404);
    }

    @Test
    void pagesCheckInFromAllowedOriginsOnly() {
        settings(CLINIC.getOrDefault("desk", ""), false);
        HttpApi page = from("192.0.2.2");
        Answer allowed = page.with("Origin", "https://clinic.example")
                .post("/api/checkin", Map.of("name", "Emil", "phone", "+43 1 555 0105"));
        Answer foreign = page.with("Origin", "https://elsewhere.example")
                .post("/api/checkin", Map.of("name", "Fritz", "phone", "+43 1 555 0106"));

        assertThat(allowed.status()).as(allowed.text()).isEqualTo(201);
        assertThat(allowed.header("Access-Control-Allow-Origin")).isEqualTo("https://clinic.example");
        assertThat(foreign.status()).isEqualTo(403);
        assertThat(foreign.body().at("/error/code").asText()).isEqualTo("ORIGIN_NOT_ALLOWED");
        Answer preflight = page.with("Origin", "https://clinic.example")
                .with("Access-Control-Request-Method", "POST")
                .send("OPTIONS", "/join", null);
        assertThat(preflight.status()).isEqualTo(204);
        assertThat(preflight.header("Access-Control-Allow-Headers")).contains("app_api_key");
    }

    @Test
    void checkInsAndLogInsOfOneAddressAreLimited() {
        settings(CLINIC.getOrDefault("desk", ""), false);
        HttpApi greedy = from("192.0.2.3");
        Answer last = greedy.post("/api/checkin", Map.of());
        for (int i = 0; i < JOINS_PER_MINUTE; i++) {
            last = greedy.post("/api/checkin", Map.of());
        }
        assertThat(last.status()).isEqualTo(429);
        assertThat(last.body().at("/error/code").asText()).isEqualTo("RATE_LIMITED");
        assertThat(last.header("Retry-After")).isNotNull();

        for (int i = 0; i < LOGINS_PER_MINUTE + 1; i++) {
            last = greedy.post("/auth/login", Map.of());
        }
        assertThat(last.status()).isEqualTo(429);
        assertThat(greedy.post("/api/staff/login", Map.of()).status()).isEqualTo(429);
        assertThat(last.body().at("/error/code").asText()).isEqualTo("rate_limited");
    }

    @Test
    void whoWantsNoOlderPathsHasNone() {
        try (RunningServer modern = RunningServer.start(
                List.of(
                        "--no-demo",
                        "--data",
                        RunningServer.newDirectory("modern").toString()),
                Map.of("VQ_OLDER_PATHS", "false"))) {
            for (String path : List.of("/api/queue", "/queues", "/applications/", "/webhooks", "/queue_status")) {
                assertThat(modern.superAdmin().get(path).status()).as(path).isEqualTo(404);
            }
            assertThat(modern.api().post("/api/checkin", Map.of()).status()).isEqualTo(404);
            assertThat(modern.superAdmin().get("/v1/tenants").status()).isEqualTo(200);
        }
    }
}
