package io.virtualqueue.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.virtualqueue.server.HttpApi;
import io.virtualqueue.server.RunningServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Thousands of malformed and hostile requests to every route. Each follows from the seed, which a failure names, and its
 * number: {@code -Dvq.fuzz.seed=…} sends them again, {@code -Dvq.fuzz.requests=…} more of them.
 */
class FuzzIT {
    private static final RunningServer SERVER = RunningServer.fresh(Map.of());
    private static final long SEED = Long.getLong("vq.fuzz.seed", System.nanoTime());
    private static final int REQUESTS = Integer.getInteger("vq.fuzz.requests", 6_000);
    private static final int CALLERS = 8;
    private static final Duration AT_MOST = Duration.ofSeconds(45);
    /** What no caller is to learn: how the server is made. */
    private static final Pattern INSIDE =
            Pattern.compile("(?i)exception(?!s\\b)|stack|\\bat [a-z]+\\.[a-z]+|io\\.virtualqueue"
                    + "|\\bjava\\.|jakarta|org\\.|sql|postgres|constraint|column|relation|jackson|quarkus|vert\\.?x|netty"
                    + "|hikari|jdbi|\\bnull pointer");
    /** Its answers have a form of their own (RFC 6749). */
    private static final String OAUTH = " /oauth/";

    private static final List<String> FAULTS = List.of(" ERROR ", "Fault ");

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void hostileRequestsNeverBreakTheServerNorLearnHowItIsMade() throws Exception {
        JsonNode description = Route.description(SERVER);
        AccessWorld world = AccessWorld.on(SERVER);
        HostileRequests requests = new HostileRequests(SEED, description, world, credentials(world));
        Queue<String> findings = new ConcurrentLinkedQueue<>();
        AtomicInteger next = new AtomicInteger();
        AtomicInteger answered = new AtomicInteger();
        long start = System.nanoTime();
        try (ExecutorService callers = Executors.newFixedThreadPool(CALLERS)) {
            List<Future<?>> all = IntStream.range(0, CALLERS)
                    .<Future<?>>mapToObj(_ -> callers.submit(() -> {
                        int number;
                        while ((number = next.getAndIncrement()) < REQUESTS
                                && System.nanoTime() - start < AT_MOST.toNanos()) {
                            byte[] request = requests.request(number);
                            RawAnswer answer = RawAnswer.to(SERVER.origin(), request);
                            String wrong = wrong(request, answer);
                            if (!wrong.isEmpty()) {
                                findings.add(finding(number, wrong, request, answer));
                            }
                            answered.incrementAndGet();
                        }
                        return null;
                    }))
                    .toList();
            for (Future<?> each : all) {
                each.get();
            }
        }

        assertThat(findings).as("with -Dvq.fuzz.seed=" + SEED).isEmpty();
        assertThat(answered.get()).isGreaterThan(1_000);
        assertThat(FAULTS).as("with -Dvq.fuzz.seed=" + SEED).noneMatch(SERVER.log()::contains);
        assertItStillWorks(world);
    }

    private static void assertItStillWorks(AccessWorld world) {
        assertThat(SERVER.api().get("/q/health/ready").status()).isEqualTo(200);
        HttpApi admin = world.caller(Holder.SUPER_ADMIN);
        HttpApi.Answer tenant = admin.post("/v1/tenants", Map.of("name", "After", "domain", "after.example.com"));
        HttpApi key = SERVER.api().withKey(tenant.body().path("apiKey").asText());
        String queue = key.post("/v1/queues", Map.of("name", "desk", "kind", "service_desk"))
                .body()
                .path("id")
                .asText();
        HttpApi.Answer place = key.post("/v1/queues/" + queue + "/sessions", Map.of("userId", "somebody"));
        assertThat(place.body().path("position").asInt()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET||",
                "GET / HTTP/9.9|Connection: close||",
                "GET /v1/queues HTTP/1.1|Connection: close||",
                "GET /v1/queues HTTP/1.0||",
                "GET /v1/queues HTTP/1.1|Host localhost||",
                "GET /v1 /queues HTTP/1.1|Host: localhost|Connection: close||",
                "GET http://elsewhere.example/v1/queues HTTP/1.1|Host: localhost|Connection: close||",
                "OPTIONS * HTTP/1.1|Host: localhost|Connection: close||",
                "CONNECT localhost:5432 HTTP/1.1|Host: localhost|Connection: close||",
                "POST /v1/auth/login HTTP/1.1|Host: localhost|Content-Length: -1||",
                "POST /v1/auth/login HTTP/1.1|Host: a|Content-Length: 1|Transfer-Encoding: chunked|Connection: close||0||",
                "POST /v1/auth/login HTTP/1.1|Host: a|Transfer-Encoding: chunked|Connection: close||zz|"
            })
    void whatIsNotHttpIsRefusedWithoutAWord(String lines) throws IOException {
        byte[] request = lines.replace("|", "\r\n").getBytes(StandardCharsets.US_ASCII);
        RawAnswer answer = RawAnswer.to(SERVER.origin(), request);

        assertThat(answer.status()).as(answer.toString()).isBetween(0, 499);
        assertThat(answer.head() + answer.body()).doesNotContainPattern(INSIDE);
        assertThat(SERVER.api().get("/q/health/live").status()).isEqualTo(200);
    }

    /** A test that lets everything pass proves nothing. */
    @Test
    void aLeakIsFound() {
        RawAnswer trace = new RawAnswer(
                400, "HTTP/1.1 400 Bad Request\r\ncontent-type: application/problem+json", "java.lang.X at io.x");
        RawAnswer plain = new RawAnswer(404, "HTTP/1.1 404 Not Found\r\ncontent-type: text/html", "");
        RawAnswer fault = new RawAnswer(500, "HTTP/1.1 500 Internal Server Error", "");

        assertThat(List.of(trace, plain, fault, new RawAnswer(-1, "", "")))
                .allSatisfy(answer -> assertThat(wrong("GET /v1/x".getBytes(StandardCharsets.US_ASCII), answer))
                        .isNotEmpty());
    }

    private static String wrong(byte[] request, RawAnswer answer) {
        String line = new String(request, 0, Math.min(request.length, 300), StandardCharsets.UTF_8);
        if (answer.status() < 0) {
            return "no answer";
        }
        if (answer.status() >= 500) {
            return "a fault";
        }
        boolean hasBody = !line.startsWith("HEAD");
        if (answer.status() >= 400
                && hasBody
                && !(line.contains(" /v1/") ? answer.isProblem() : answer.isProblemInAnyForm())
                && !answer.isBelowRoutes()
                && !line.contains(OAUTH)) {
            return "no problem";
        }
        if (answer.status() >= 400
                && INSIDE.matcher(answer.head() + answer.body()).find()) {
            return "tells of the inside";
        }
        return answer.head().contains("X-Injected") ? "a header was injected" : "";
    }

    private static String finding(int number, String wrong, byte[] request, RawAnswer answer) {
        String sent = new String(request, 0, Math.min(request.length, 1_500), StandardCharsets.UTF_8);
        return "#" + number + " " + wrong + ": " + answer + "\nto\n" + sent + "\n";
    }

    private static Map<Holder, String> credentials(AccessWorld world) {
        Map<Holder, String> headers = new EnumMap<>(Holder.class);
        for (Holder holder : Holder.values()) {
            headers.put(holder, world.caller(holder).credentialHeader());
        }
        return headers;
    }
}
