package io.virtualqueue.server.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.virtualqueue.server.RunningServer;
import io.virtualqueue.server.TestTenant;
import org.junit.jupiter.api.Test;

/** The clients that others use, as they come from npm. They need Node.js. */
class RealClientsIT {
    private static final RunningServer SERVER = RunningServer.shared();

    @Test
    void microsoftsClientOfSignalR() {
        assertThat(node("signalr.mjs")).contains("WebSockets works", "ServerSentEvents works", "LongPolling works");
    }

    @Test
    void theClientOfSocketIo() {
        assertThat(node("socketio.mjs")).contains("Socket.IO works");
    }

    @Test
    void theClientOfSocketIoOnAClinicsMorning() {
        assertThat(node("clinic.mjs")).contains("The morning went as it should");
    }

    private static String node(String script) {
        String key = TestTenant.on(SERVER).apiKey();
        return Program.node(script, SERVER.origin(), key).end();
    }
}
