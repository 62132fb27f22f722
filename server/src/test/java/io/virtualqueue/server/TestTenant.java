package io.virtualqueue.server;

import io.virtualqueue.server.HttpApi.Answer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** A tenant of its own for a test, with its key, and queues as the test wants them. */
public final class TestTenant {
    private static final long AWAITED_FOR_SECONDS = 20;
    private static final Duration ASKED_EVERY = Duration.ofMillis(5);

    private final RunningServer server;
    private final String id;
    private final String apiKey;
    private final HttpApi key;

    private TestTenant(RunningServer server, String id, String apiKey) {
        this.server = server;
        this.id = id;
        this.apiKey = apiKey;
        this.key = server.api().withKey(apiKey);
    }

    public static TestTenant on(RunningServer server) {
        return on(server, List.of());
    }

    /** A tenant whose visitors' pages have these origins. */
    public static TestTenant on(RunningServer server, List<String> allowedOrigins) {
        Answer made = server.superAdmin()
                .post(
                        "/v1/tenants",
                        Map.of(
                                "name",
                                "Test",
                                "domain",
                                UUID.randomUUID() + ".example.com",
                                "allowedOrigins",
                                allowedOrigins));
        return new TestTenant(
                server, text(made, 201, "id"), made.body().path("apiKey").asText());
    }

    public String id() {
        return id;
    }

    /** Calls without a credential. */
    public HttpApi anonymous() {
        return server.api();
    }

    /** Calls of the tenant's application. */
    public HttpApi key() {
        return key;
    }

    /** The key of the tenant's application. */
    public String apiKey() {
        return apiKey;
    }

    /** Calls of a new person of the tenant. */
    public HttpApi person(String role) {
        return server.api()
                .withBearer(personsTokens(role).body().path("accessToken").asText());
    }

    /** The tokens of a new person of the tenant. */
    public Answer personsTokens(String role) {
        String email = UUID.randomUUID() + "@example.com";
        String password = "correct horse battery";
        text(
                server.superAdmin()
                        .post(
                                "/v1/tenants/" + id + "/users",
                                Map.of("email", email, "password", password, "role", role)),
                201,
                "id");
        return expect(200, server.api().post("/v1/auth/login", Map.of("email", email, "password", password)));
    }

    /** The id of a new waiting room that takes many and, unless told otherwise, releases nobody. */
    public String waitingRoom(Map<String, Object> more) {
        Map<String, Object> body = new HashMap<>(
                Map.of("name", "room", "kind", "waiting_room", "maxConcurrentUsers", 1_000, "releaseRatePerMinute", 0));
        body.putAll(more);
        return text(key.post("/v1/queues", body), 201, "id");
    }

    /** The id of a new waiting room that lets everyone through at once. */
    public String openRoom() {
        return waitingRoom(Map.of("releaseRatePerMinute", 60_000));
    }

    /** The id of a new service desk. */
    public String desk() {
        return text(key.post("/v1/queues", Map.of("name", "desk", "kind", "service_desk")), 201, "id");
    }

    /** Joins with the key. */
    public Answer join(String queueId, String userId) {
        return expect(201, key.post("/v1/queues/" + queueId + "/sessions", Map.of("userId", userId)));
    }

    /** The session id of a new place. */
    public String joined(String queueId, String userId) {
        return text(join(queueId, userId), 201, "sessionId");
    }

    /** Asks again and again until the answer is as wanted. */
    public static Answer await(Supplier<Answer> question, Predicate<Answer> wanted) {
        long start = System.nanoTime();
        Answer last = question.get();
        while (!wanted.test(last)) {
            if (System.nanoTime() - start > TimeUnit.SECONDS.toNanos(AWAITED_FOR_SECONDS)) {
                throw new AssertionError("still " + last);
            }
            LockSupport.parkNanos(ASKED_EVERY.toNanos());
            last = question.get();
        }
        return last;
    }

    /** Waits until a session has this status. */
    public Answer awaitStatus(String sessionId, String status) {
        return await(
                () -> key.get("/v1/sessions/" + sessionId + "/position"),
                answer -> answer.body().path("status").asText().equals(status));
    }

    private static Answer expect(int status, Answer answer) {
        if (answer.status() != status) {
            throw new AssertionError("not " + status + ": " + answer);
        }
        return answer;
    }

    private static String text(Answer answer, int status, String field) {
        return expect(status, answer).body().path(field).asText();
    }
}
