package io.virtualqueue.server.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import io.virtualqueue.server.HttpApi;
import io.virtualqueue.server.HttpApi.Answer;
import io.virtualqueue.server.RunningServer;
import io.virtualqueue.server.TestTenant;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RateLimitIT {
    private static final int PER_MINUTE = 60;
    private static final int LOGINS_PER_MINUTE = 12;
    private static final int PUBLIC_JOINS_PER_MINUTE = 6;
    private static final int FEEDBACK_PER_MINUTE = 5;
    /** Says where a request comes from; the server trusts whoever sends it from the loopback. */
    private static final String FROM = "X-Forwarded-For";

    private static final RunningServer SERVER = RunningServer.fresh(Map.of(
            "VQ_RATE_LIMIT_PER_MINUTE", Integer.toString(PER_MINUTE),
            "VQ_LOGIN_RATE_LIMIT_PER_MINUTE", Integer.toString(LOGINS_PER_MINUTE),
            "VQ_PUBLIC_JOIN_RATE_LIMIT_PER_MINUTE", Integer.toString(PUBLIC_JOINS_PER_MINUTE),
            "VQ_FEEDBACK_RATE_LIMIT_PER_MINUTE", Integer.toString(FEEDBACK_PER_MINUTE),
            "VQ_TRUSTED_PROXIES", "127.0.0.1"));
    private static final TestTenant TENANT = TestTenant.on(SERVER);
    private static final String QUEUE = TENANT.waitingRoom(Map.of());

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void readsOfAPositionAreLimitedForEachVisitor() {
        Visitor ann = visitor("ann");
        Visitor bob = visitor("bob");
        Answer first = ann.look();
        assertThat(first.status()).isEqualTo(200);
        assertThat(first.header("RateLimit-Limit")).isEqualTo(Integer.toString(PER_MINUTE));
        assertThat(Integer.parseInt(first.header("RateLimit-Remaining"))).isLessThan(PER_MINUTE);
        assertThat(first.header("RateLimit-Reset")).isNotNull();

        Answer last = untilRefused(ann::look);

        assertThat(last.code()).isEqualTo("rate_limited");
        assertThat(Integer.parseInt(last.header("Retry-After"))).isPositive();
        assertThat(last.header("RateLimit-Remaining")).isEqualTo("0");
        assertThat(last.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(bob.look().status()).isEqualTo(200);
    }

    @Test
    void anApplicationIsLimitedForAllItDoes() {
        TestTenant tenant = TestTenant.on(SERVER);
        String queue = tenant.waitingRoom(Map.of());
        HttpApi key = tenant.key();

        untilRefused(() -> key.post("/v1/queues/" + queue + "/sessions", Map.of("userId", "ann")));

        assertThat(untilRefused(() -> key.get("/v1/queues")).code()).isEqualTo("rate_limited");
        assertThat(TENANT.key().get("/v1/queues").status()).isEqualTo(200);
    }

    @Test
    void triesToLogInAreLimitedForEachAddress() {
        HttpApi here = SERVER.api().with(FROM, "203.0.113.2");
        // Each with another address of email: what is counted for one of them is the lock-out's.
        Answer last = untilRefused(() -> here.post("/v1/auth/login", guess()));

        assertThat(last.code()).isEqualTo("rate_limited");
        assertThat(last.header("RateLimit-Limit")).isEqualTo(Integer.toString(LOGINS_PER_MINUTE));
        assertThat(SERVER.api()
                        .with(FROM, "203.0.113.3")
                        .post("/v1/auth/login", guess())
                        .status())
                .isNotEqualTo(429);
        assertThat(here.post("/v1/auth/refresh", Map.of("refreshToken", "x")).status())
                .isNotEqualTo(429);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1;x/auth/login", "/v1/auth;x/login", "/v1/auth/login;x"})
    void thereIsNoWayAroundTheLimit(String path) {
        assertThat(SERVER.api().send("POST", path, "{}").code()).isEqualTo("malformed_target");
    }

    @Test
    void wrongCredentialsAreLimitedForEachAddress() {
        HttpApi guesser = SERVER.api().withKey("vq_live_" + "A".repeat(43)).with(FROM, "203.0.113.6");
        assertThat(guesser.get("/v1/queues").status()).isEqualTo(401);

        assertThat(untilRefused(() -> guesser.get("/v1/queues")).code()).isEqualTo("rate_limited");

        assertThat(TENANT.key().with(FROM, "203.0.113.6").get("/v1/queues").status())
                .as("what is remembered needs no look")
                .isEqualTo(200);
    }

    @Test
    void linksToSayHowItWasAreLimitedForEachAddress() {
        HttpApi here = SERVER.api().with(FROM, "203.0.113.7");
        Answer last = untilRefused(() -> here.get("/v1/public/feedback/vqf_nonsense"));

        assertThat(last.header("RateLimit-Limit")).isEqualTo(Integer.toString(FEEDBACK_PER_MINUTE));
        assertThat(here.post("/v1/public/feedback/vqf_nonsense", Map.of("rating", 1))
                        .status())
                .isEqualTo(429);
        assertThat(SERVER.api()
                        .with(FROM, "203.0.113.8")
                        .get("/v1/public/feedback/vqf_nonsense")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void visitorsWhoJoinAreLimitedForEachAddress() {
        HttpApi here = SERVER.api().with(FROM, "203.0.113.4");
        Answer last = untilRefused(() -> here.post("/v1/public/queues/" + QUEUE + "/sessions", Map.of()));

        assertThat(last.header("RateLimit-Limit")).isEqualTo(Integer.toString(PUBLIC_JOINS_PER_MINUTE));
        assertThat(SERVER.api()
                        .with(FROM, "203.0.113.5")
                        .post("/v1/public/queues/" + QUEUE + "/sessions", Map.of())
                        .status())
                .isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/q/health", "/metrics", "/.well-known/jwks.json", "/openapi"})
    void whatOthersWatchHasNoLimit(String path) {
        Answer answer = SERVER.api().get(path);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("RateLimit-Limit")).isNull();
    }

    @Test
    void whoComesEncryptedToATrustedProxyIsToldToStayEncrypted() {
        HttpApi here = SERVER.api();
        assertThat(here.with("X-Forwarded-Proto", "https").get("/v1/queues").header("Strict-Transport-Security"))
                .isEqualTo("max-age=31536000; includeSubDomains");
        assertThat(here.get("/v1/queues").header("Strict-Transport-Security")).isNull();
    }

    @Test
    void withoutALimitNothingIsSaid() {
        Answer answer = TestTenant.on(RunningServer.shared()).key().get("/v1/queues");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("RateLimit-Limit")).isNull();
    }

    /** Someone in the queue, with the token that joining gave. */
    private record Visitor(HttpApi api, String session) {
        Answer look() {
            return api.get("/v1/sessions/" + session + "/position");
        }
    }

    private static Visitor visitor(String userId) {
        Answer joined = TENANT.join(QUEUE, userId);
        return new Visitor(
                SERVER.api().withBearer(joined.body().path("sessionToken").asText()),
                joined.body().path("sessionId").asText());
    }

    /** Calls again and again until there is a 429; twice as often as any limit here at most. */
    private static Map<String, String> guess() {
        return Map.of("email", UUID.randomUUID() + "@example.com", "password", "a wrong password");
    }

    private static Answer untilRefused(Supplier<Answer> call) {
        return Stream.generate(call)
                .limit(2 * PER_MINUTE)
                .filter(answer -> answer.status() == 429)
                .findFirst()
                .orElseThrow(() -> new AssertionError("never refused"));
    }
}
