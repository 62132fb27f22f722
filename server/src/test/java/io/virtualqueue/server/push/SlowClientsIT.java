package io.virtualqueue.server.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.virtualqueue.server.HttpApi;
import io.virtualqueue.server.RunningServer;
import io.virtualqueue.server.TestTenant;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who does not read loses the connection and is told why; nobody else notices. */
class SlowClientsIT {
    private static final RunningServer SERVER = RunningServer.shared();
    private static final TestTenant TENANT = TestTenant.on(SERVER);
    private static final int RECEIVE_BYTES = 4_096;
    private static final int IN_LINE = 150;
    private static final int MAX_STEPS = 4_000;
    private static final int STEPS_PER_LOOK = 20;
    private static final String TOO_SLOW = "You read more slowly than there is news.";

    private final HttpApi admin = SERVER.superAdmin();
    private final String queue = TENANT.waitingRoom(Map.of());
    private final Deque<String> line = new ArrayDeque<>();

    @Test
    void whoDoesNotReadIsDroppedWithTheReason() throws Exception {
        for (int i = 0; i < IN_LINE; i++) {
            line.add(TENANT.joined(queue, "user " + i));
        }
        int before = open();
        try (WireSocket plain = silent("/ws");
                WireSocket signalR = silent("/hubs/queue");
                WireSocket socketIo = silent("/socket.io/?EIO=4&transport=websocket");
                TextSocket reader = TextSocket.open(SERVER.origin(), "/ws?access_token=" + TENANT.apiKey())) {
            reader.send("{\"type\":\"subscribe\",\"queueId\":\"" + queue + "\"}");
            plain.text("{\"type\":\"subscribe\",\"queueId\":\"" + queue + "\"}");
            signalR.text("{\"protocol\":\"json\",\"version\":1}\u001e"
                    + "{\"type\":1,\"target\":\"JoinQueueGroup\",\"arguments\":[\"" + queue + "\"]}\u001e");
            socketIo.text("40{\"token\":\"" + TENANT.apiKey() + "\",\"queueId\":\"" + queue + "\"}");

            moveTheLineUntilOpenAre(before + 1);

            assertThat(plain.end()).isEqualTo("1008 " + TOO_SLOW);
            assertThat(lastText(signalR))
                    .isEqualTo("{\"type\":7,\"error\":\"" + TOO_SLOW + "\",\"allowReconnect\":true}\u001e");
            assertThat(lastText(socketIo)).startsWith("42[\"closing\"").contains(TOO_SLOW);
            reader.send("{\"type\":\"ping\"}").next("pong");
        }
    }

    /** The last text before the connection ends. */
    private static String lastText(WireSocket socket) throws IOException {
        String last = "";
        for (WireSocket.Frame frame = socket.next(); frame.opcode() != WireSocket.CLOSE; frame = socket.next()) {
            last = frame.text();
        }
        return last;
    }

    private static WireSocket silent(String target) throws IOException {
        String withKey = target + (target.contains("?") ? "&" : "?") + "access_token=" + TENANT.apiKey();
        return WireSocket.request(SERVER.origin(), WireSocket.upgrade(withKey), RECEIVE_BYTES);
    }

    /** Each step, a hundred are told that they have moved up. */
    private void moveTheLineUntilOpenAre(int wanted) {
        for (int step = 0; step < MAX_STEPS; step++) {
            TENANT.key().delete("/v1/sessions/" + line.remove());
            line.add(TENANT.joined(queue, "later " + step));
            if (step % STEPS_PER_LOOK == 0 && step > 0 && open() == wanted) {
                return;
            }
        }
        throw new AssertionError("still open: " + open());
    }

    private int open() {
        return admin.get("/v1/push/status").body().path("total").asInt();
    }
}
