package io.virtualqueue.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.virtualqueue.server.HttpApi;
import io.virtualqueue.server.HttpApi.Answer;
import io.virtualqueue.server.RunningServer;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProblemsIT {
    private static final HttpApi ANONYMOUS = RunningServer.shared().api();
    private static final HttpApi ADMIN = RunningServer.shared().superAdmin();

    @Test
    void unknownPathsAreProblemsToo() {
        for (String path : List.of("/nothing", "/", "/w/x", "/favicon.ico", "/q/nothing", "/x.html")) {
            assertProblem(ANONYMOUS.get(path), 404, "not_found");
        }
        assertProblem(ADMIN.get("/v1/nothing"), 404, "not_found");
    }

    @Test
    void malformedTargetsAreProblemsToo() throws IOException {
        for (String target : List.of("/%zz", "/v1/queues/%", "/v1/queues?search=%g1", "/v1/queues?name={")) {
            assertThat(rawAnswer("GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                    .as(target)
                    .startsWith("HTTP/1.1 400 ")
                    .contains("application/problem+json", "\"malformed_target\"", "x-content-type-options: nosniff");
        }
    }

    /** For what no HTTP client would send. */
    private static String rawAnswer(String request) throws IOException {
        URI server = URI.create(RunningServer.shared().origin());
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void aMethodThatIsNotOfferedNamesTheOnesThatAre() {
        Answer answer = ADMIN.send("PUT", "/v1/tenants", "{}");

        assertProblem(answer, 405, "method_not_allowed");
        assertThat(answer.header("Allow")).contains("GET", "POST");
    }

    @Test
    void onlyJsonIsTakenAndGiven() {
        assertProblem(
                ADMIN.with("Content-Type", "text/plain").post("/v1/tenants", "{}"), 415, "unsupported_media_type");
        assertProblem(ADMIN.with("Accept", "text/html").get("/v1/tenants"), 406, "not_acceptable");
    }

    @Test
    void malformedJsonIsSaidToBe() {
        for (String body : List.of("{", "{\"name\": \"a\", \"name\": \"b\"}", "nonsense", "{} {}")) {
            assertProblem(ADMIN.post("/v1/tenants", body), 400, "malformed_json");
        }
        assertProblem(ADMIN.post("/v1/tenants", "[]"), 422, "invalid_fields");
    }

    @Test
    void aBodyBeyondTheLimitIsRefused() {
        String largest = "{\"name\": \"" + "x".repeat(Gate.MAX_BODY_BYTES - 12) + "\"}";
        assertThat(largest).hasSize(Gate.MAX_BODY_BYTES);

        assertProblem(ADMIN.post("/v1/tenants", largest), 422, "invalid_fields");
        assertProblem(ADMIN.post("/v1/tenants", largest + " "), 413, "content_too_large");
    }

    @Test
    void everyAnswerCarriesTheSecurityHeaders() {
        for (String path : List.of("/nothing", "/v1/tenants", "/openapi", "/q/health/live")) {
            Answer answer = ANONYMOUS.get(path);
            assertThat(answer.header("X-Content-Type-Options")).as(path).isEqualTo("nosniff");
            assertThat(answer.header("X-Frame-Options")).as(path).isEqualTo("DENY");
            assertThat(answer.header("X-XSS-Protection")).as(path).isEqualTo("1; mode=block");
            assertThat(answer.header("Referrer-Policy")).as(path).isEqualTo("no-referrer");
            assertThat(answer.header("Content-Security-Policy")).as(path).startsWith("default-src 'none'");
            assertThat(answer.header("Strict-Transport-Security")).as(path).isNull();
        }
        assertThat(ANONYMOUS.get("/v1/tenants").header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void theDescriptionIsThereForProgramsAndPeople() {
        Answer description = ANONYMOUS.get("/openapi?format=json");

        assertThat(description.status()).isEqualTo(200);
        assertThat(description.body().path("openapi").asText()).startsWith("3.1");
        assertThat(description.body().at("/components/securitySchemes").fieldNames())
                .toIterable()
                .contains("bearer", "apiKey");
        assertThat(ANONYMOUS.get("/docs/").status()).isEqualTo(200);
        assertThat(ANONYMOUS.get("/docs/").text()).doesNotContain("src=\"http").doesNotContain("href=\"http");
    }

    @Test
    void theMetricsAreForThisMachine() {
        assertThat(ANONYMOUS.get("/metrics").status()).isEqualTo(200);
        assertProblem(ANONYMOUS.with("X-Forwarded-For", "192.0.2.1").get("/metrics"), 401, "unauthorized");
    }

    @Test
    void originsThatNobodyAllowedAreToldSo() {
        Answer answer = ANONYMOUS
                .with("Access-Control-Request-Method", "POST")
                .with("Origin", "https://elsewhere.example")
                .send("OPTIONS", "/v1/public/queues/x/sessions", null);

        assertProblem(answer, 403, "origin_not_allowed");
        assertThat(answer.header("Access-Control-Allow-Origin")).isNull();
    }

    @Test
    void methodsThatSomebodyMadeUpAreNotCounted() {
        RunningServer.shared().api().send("BREW", "/v1/queues", null);
        RunningServer.shared().api().get("/v1/queues");
        assertThat(RunningServer.shared().api().get("/metrics").text())
                .contains("method=\"GET\"")
                .doesNotContain("BREW");
    }

    @Test
    void pagesOfAllowedOriginsMayCall() {
        String origin = "https://shop-" + System.nanoTime() + ".example";
        ADMIN.post(
                "/v1/tenants",
                Map.of("name", "Shop", "domain", origin.substring(8), "allowedOrigins", List.of(origin)));

        Answer answer = ANONYMOUS
                .with("Access-Control-Request-Method", "POST")
                .with("Origin", origin)
                .send("OPTIONS", "/v1/public/queues/x/sessions", null);

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(origin);
        assertThat(answer.header("Access-Control-Allow-Headers")).contains("Authorization");
        assertThat(answer.header("Access-Control-Allow-Credentials")).isNull();
        assertThat(answer.header("Access-Control-Expose-Headers"))
                .contains("VQ-Seq", "Idempotent-Replayed", "Retry-After");
    }

    private static void assertProblem(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.body().path("status").asInt()).isEqualTo(status);
    }
}
