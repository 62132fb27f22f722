package io.virtualqueue.server.counter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.virtualqueue.server.HttpApi;
import io.virtualqueue.server.HttpApi.Answer;
import io.virtualqueue.server.RunningServer;
import io.virtualqueue.server.TestTenant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A tenant with a location, and what tests do there. */
final class Clinic {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final TestTenant tenant = TestTenant.on(RunningServer.shared());
    private final HttpApi manager = tenant.person("manager");
    private final String location = id(manager.post("/v1/locations", Map.of("name", "Main street")));

    TestTenant tenant() {
        return tenant;
    }

    HttpApi manager() {
        return manager;
    }

    String location() {
        return location;
    }

    String locationPath() {
        return "/v1/locations/" + location;
    }

    /** The id of a new counter that is closed. */
    String closedCounter(String... services) {
        return id(manager.post(
                locationPath() + "/counters", Map.of("name", "Room", "label", "3", "services", List.of(services))));
    }

    /** The id of a new counter that is open. */
    String counter(String... services) {
        String counter = closedCounter(services);
        expect(200, manager.post(path(counter) + "/open"));
        return counter;
    }

    static String path(String counter) {
        return "/v1/counters/" + counter;
    }

    Answer put(String path, Object body) {
        try {
            return manager.send("PUT", path, JSON.writeValueAsString(body));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    /** A new person of the role staff. */
    Worker worker() {
        HttpApi calls = tenant.person("staff");
        return new Worker(calls, calls.get("/v1/auth/me").body().path("id").asText());
    }

    /** Someone who serves. */
    record Worker(HttpApi calls, String id) {
        Answer callNext(String counter) {
            return calls.post(path(counter) + "/call-next");
        }
    }

    /** The session id of somebody who joins. */
    String joined(String service) {
        return tenant.joined(service, UUID.randomUUID().toString());
    }

    String joined(String service, String priority) {
        return sessionOf(expect(
                201,
                tenant.key()
                        .post(
                                "/v1/queues/" + service + "/sessions",
                                Map.of("userId", UUID.randomUUID().toString(), "priority", priority))));
    }

    static String sessionOf(Answer answer) {
        return answer.body().path("sessionId").asText();
    }

    private static String id(Answer made) {
        return expect(201, made).body().path("id").asText();
    }

    static Answer expect(int status, Answer answer) {
        if (answer.status() != status) {
            throw new AssertionError("not " + status + ": " + answer);
        }
        return answer;
    }
}
