package io.virtualqueue.server.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.virtualqueue.server.RunningServer;
import io.virtualqueue.server.TestTenant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A server that stops tells those who listen, and waits for none of them. */
class ShutdownIT {
    @Test
    void connectionsAreToldAndDoNotHoldTheServerUp() throws Exception {
        RunningServer server = RunningServer.fresh(Map.of());
        TestTenant tenant = TestTenant.on(server);
        String queue = tenant.waitingRoom(Map.of());
        String stream = "GET /v1/queues/" + queue + "/events HTTP/1.1\r\nHost: localhost\r\nX-API-Key: "
                + tenant.apiKey() + "\r\n\r\n";
        try (TextSocket listener = TextSocket.open(server.origin(), "/ws?access_token=" + tenant.apiKey());
                WireSocket gone = WireSocket.open(server.origin(), "/ws?access_token=" + tenant.apiKey());
                WireSocket events = WireSocket.request(server.origin(), stream)) {
            listener.send("{\"type\":\"ping\"}").next("pong");
            assertThat(gone.status()).isEqualTo(101);
            gone.reset();
            assertThat(events.status()).isEqualTo(200);

            server.stop();

            assertThat(listener.end()).isEqualTo("1001 The server stops: connect again.");
            assertThat(events.rest()).contains("event: closed\ndata: The server stops: connect again.\n\n");
        }
        // Had it waited for them, it would have said so.
        assertThat(server.log()).doesNotContain(" ERROR ", "Timed out");
    }
}
