package io.virtualqueue.bench.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A tenant of a server.
 *
 * @param apiKey of its application
 */
public record Tenant(PackagedServer server, String id, String apiKey) {
    private static final int MAX_QUEUES_AT_ONCE = 100;
    private static final int MANY_USERS = 100_000_000;

    /** The id of a new waiting room that takes many people. */
    public String waitingRoom(int releaseRatePerMinute) throws IOException, InterruptedException {
        return api().post("/v1/queues", room("room", releaseRatePerMinute), 201)
                .path("id")
                .asText();
    }

    /** The ids of that many new waiting rooms that release nobody. */
    public List<String> waitingRooms(int count) throws IOException, InterruptedException {
        List<String> ids = new ArrayList<>();
        while (ids.size() < count) {
            List<Map<String, Object>> rooms = new ArrayList<>();
            for (int i = 0; i < Math.min(MAX_QUEUES_AT_ONCE, count - ids.size()); i++) {
                rooms.add(room("room " + (ids.size() + i), 0));
            }
            JsonNode made = api().post("/v1/queues/batch", Map.of("queues", rooms), 201);
            made.path("queues").forEach(room -> ids.add(room.path("id").asText()));
        }
        return ids;
    }

    /** The id of a new service desk. */
    public String serviceDesk() throws IOException, InterruptedException {
        return api().post("/v1/queues", Map.of("name", "desk", "kind", "service_desk"), 201)
                .path("id")
                .asText();
    }

    public void setRate(String queueId, int releaseRatePerMinute) throws IOException, InterruptedException {
        api().patch("/v1/queues/" + queueId, Map.of("releaseRatePerMinute", releaseRatePerMinute));
    }

    /** Has what joins this queue be told to an address. */
    public void tellJoinsOf(String queueId, String url) throws IOException, InterruptedException {
        server.admin()
                .post(
                        "/v1/tenants/" + id + "/webhooks",
                        Map.of("name", "bench", "url", url, "queueId", queueId, "events", List.of("user.joined")),
                        201);
    }

    private static Map<String, Object> room(String name, int releaseRatePerMinute) {
        return new HashMap<>(Map.of(
                "name",
                name,
                "kind",
                "waiting_room",
                "maxConcurrentUsers",
                MANY_USERS,
                "releaseRatePerMinute",
                releaseRatePerMinute));
    }

    /** Calls of its application. */
    public HttpApi api() {
        return HttpApi.on(server.port(), "X-API-Key", apiKey);
    }

    /** The header line of its credential. */
    public String keyHeader() {
        return "X-API-Key: " + apiKey;
    }
}
