package io.virtualqueue.server.push;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.virtualqueue.server.HttpApi.Answer;
import io.virtualqueue.server.RunningServer;
import io.virtualqueue.server.TestTenant;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** How much a server takes of live updates, and what it says beyond. */
class PushLimitsIT {
    private static final int MAX_CONNECTIONS = 5;
    private static final RunningServer SERVER =
            RunningServer.fresh(Map.of("VQ_PUSH_MAX_CONNECTIONS", Integer.toString(MAX_CONNECTIONS)));
    private static final TestTenant TENANT = TestTenant.on(SERVER);
    private static final int QUEUES_AT_ONCE = 100;
    private static final int FINAL_TEXT = 0x81;

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void beyondTheMostConnectionsNewOnesAreRefusedAndOpenOnesGoOn() throws Exception {
        String queue = TENANT.waitingRoom(Map.of());
        String polling = negotiated();
        TENANT.key().get("/hubs/queue?id=" + polling);
        List<WireSocket> open = new ArrayList<>();
        try {
            while (open.size() < MAX_CONNECTIONS - 1) {
                WireSocket socket = WireSocket.open(SERVER.origin(), withKey("/ws"));
                assertThat(socket.status()).isEqualTo(101);
                open.add(socket);
            }
            for (String target : List.of("/ws", "/hubs/queue", "/socket.io/?EIO=4&transport=websocket")) {
                try (WireSocket refused = WireSocket.open(SERVER.origin(), withKey(target))) {
                    assertThat(refused.status()).as(target).isEqualTo(503);
                    assertThat(refused.head()).containsIgnoringCase("\r\nRetry-After: ");
                }
            }
            assertThat(TENANT.key().get("/v1/queues/" + queue + "/events").status())
                    .isEqualTo(503);
            assertThat(TENANT.key().post("/hubs/queue/negotiate").status()).isEqualTo(503);
            assertThat(TENANT.key().get("/socket.io/?EIO=4&transport=polling").status())
                    .isEqualTo(503);

            // Whoever is in is not shut out.
            assertThat(TENANT.key()
                            .send("POST", "/hubs/queue?id=" + polling, "{\"protocol\":\"json\",\"version\":1}\u001e")
                            .status())
                    .isEqualTo(200);
            assertThat(TENANT.key().get("/hubs/queue?id=" + polling).text()).startsWith("{}\u001e");
        } finally {
            for (WireSocket socket : open) {
                socket.close();
            }
            TENANT.key().delete("/hubs/queue?id=" + polling);
        }
        awaitNobody();
        try (WireSocket again = WireSocket.open(SERVER.origin(), withKey("/ws"))) {
            assertThat(again.status()).isEqualTo(101);
        }
    }

    @Test
    void oneConnectionListensToAThousandTopics() throws Exception {
        List<String> queues = new ArrayList<>();
        while (queues.size() <= Connection.MAX_TOPICS) {
            queues.addAll(newQueues());
        }
        try (TextSocket program = TextSocket.open(SERVER.origin(), withKey("/ws"))) {
            for (String queue : queues.subList(0, Connection.MAX_TOPICS)) {
                program.send("{\"type\":\"subscribe\",\"queueId\":\"" + queue + "\"}");
            }
            for (String queue : queues.subList(0, Connection.MAX_TOPICS)) {
                assertThat(program.next("JoinedQueueGroup")
                                .path("data")
                                .path("queueId")
                                .asText())
                        .isEqualTo(queue);
            }
            program.send("{\"type\":\"subscribe\",\"queueId\":\"" + queues.get(Connection.MAX_TOPICS) + "\"}");
            assertThat(program.next("Error").path("data").path("message").asText())
                    .isEqualTo("This connection listens to 1000 topics already.");

            program.send("{\"type\":\"unsubscribe\",\"queueId\":\"" + queues.getFirst() + "\"}");
            program.send("{\"type\":\"subscribe\",\"queueId\":\"" + queues.get(Connection.MAX_TOPICS) + "\"}");
            program.next("JoinedQueueGroup");
        }
        awaitNobody();
    }

    @Test
    void tooLongAFrameEndsTheConnection() throws Exception {
        byte[] tooLong = " ".repeat(Sockets.MAX_MESSAGE_BYTES + 1).getBytes(StandardCharsets.US_ASCII);
        byte[] half = " ".repeat(Sockets.MAX_MESSAGE_BYTES / 2 + 1).getBytes(StandardCharsets.US_ASCII);
        try (WireSocket socket = WireSocket.open(SERVER.origin(), withKey("/ws"))) {
            socket.frame(FINAL_TEXT, tooLong);
            assertThat(socket.end()).matches("|1009 .*");
        }
        try (WireSocket socket = WireSocket.open(SERVER.origin(), withKey("/ws"))) {
            socket.frame(WireSocket.TEXT, half).frame(0x80, half);
            assertThat(socket.end()).matches("|1009 .*");
        }
        awaitNobody();
    }

    @Test
    void tooLongARecordOfSignalREndsTheConnection() throws Exception {
        try (WireSocket socket = WireSocket.open(SERVER.origin(), withKey("/hubs/queue"))) {
            socket.text("{\"protocol\":\"json\",\"version\":1}\u001e");
            assertThat(socket.next().text()).isEqualTo("{}\u001e");
            socket.text(" ".repeat(20_000));
            assertThat(socket.next().text())
                    .isEqualTo("{\"type\":7,\"error\":\"A message is too long.\",\"allowReconnect\":false}\u001e");
        }
        awaitNobody();
    }

    private static List<String> newQueues() {
        List<Map<String, Object>> wanted =
                Collections.nCopies(QUEUES_AT_ONCE, Map.of("name", "desk", "kind", "service_desk"));
        Answer made = TENANT.key().post("/v1/queues/batch", Map.of("queues", wanted));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        JsonNode queues = made.body().path("queues");
        return IntStream.range(0, queues.size())
                .mapToObj(index -> queues.path(index).path("id").asText())
                .toList();
    }

    private static String negotiated() {
        return TENANT.key()
                .post("/hubs/queue/negotiate?negotiateVersion=1")
                .body()
                .path("connectionToken")
                .asText();
    }

    private static void awaitNobody() {
        var admin = SERVER.superAdmin();
        TestTenant.await(
                () -> admin.get("/v1/push/status"),
                status -> status.body().path("total").asInt() == 0
                        && status.body().path("opening").asInt() == 0);
    }

    private static String withKey(String target) {
        return target + (target.contains("?") ? "&" : "?") + "access_token=" + TENANT.apiKey();
    }
}
