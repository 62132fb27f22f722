package io.virtualqueue.server.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.virtualqueue.server.RunningServer;
import io.virtualqueue.server.TestTenant;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From which pages browsers may listen, and how the server shakes hands. */
class BrowsersIT {
    private static final RunningServer SERVER = RunningServer.shared();
    private static final String PAGE = "https://shop-" + System.nanoTime() + ".example";
    private static final TestTenant TENANT = TestTenant.on(SERVER, List.of(PAGE));
    private static final TestTenant OTHER = TestTenant.on(SERVER);
    private static final String SOCKET_IO = "/socket.io/?EIO=4&transport=websocket";

    @ParameterizedTest
    @ValueSource(strings = {"/hubs/queue/negotiate", "/hubs/queue", "/socket.io/?EIO=4", "/v1/queues/x/events"})
    void pagesOfAllowedOriginsMayListen(String target) throws IOException {
        try (WireSocket answer = preflight(target, PAGE)) {
            assertThat(answer.status()).isEqualTo(204);
            assertThat(answer.head().toLowerCase(Locale.ROOT))
                    .contains("access-control-allow-origin: " + PAGE)
                    .contains("access-control-allow-credentials: true")
                    .contains("x-requested-with", "x-signalr-user-agent", "authorization", "last-event-id");
        }
        try (WireSocket answer = preflight(target, "https://elsewhere.example")) {
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.head().toLowerCase(Locale.ROOT)).doesNotContain("access-control-allow");
        }
    }

    @Test
    void anAnswerNamesTheOriginThatItIsFor() {
        var answer = TENANT.key().with("Origin", PAGE).post("/hubs/queue/negotiate?negotiateVersion=1");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(PAGE);
        assertThat(answer.header("Access-Control-Allow-Credentials")).isEqualTo("true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ws", "/hubs/queue"})
    void aWebSocketIsForPagesThatItsTenantAllows(String path) throws IOException {
        assertThat(handshake(path + "?access_token=" + TENANT.apiKey(), PAGE)).isEqualTo(101);
        assertThat(handshake(path + "?access_token=" + OTHER.apiKey(), PAGE)).isEqualTo(403);
        assertThat(handshake(path + "?access_token=" + TENANT.apiKey(), "https://elsewhere.example"))
                .isEqualTo(403);
        assertThat(handshake(path + "?access_token=" + TENANT.apiKey(), "null")).isEqualTo(403);
        // The server's own pages, whether a proxy decrypts before it or not.
        assertThat(handshake(path + "?access_token=" + OTHER.apiKey(), "https://localhost"))
                .isEqualTo(101);
    }

    @Test
    void socketIoLooksAtTheOriginWithTheCredential() throws IOException {
        assertThat(handshake(SOCKET_IO, "https://elsewhere.example")).isEqualTo(403);
        assertThat(connected(TENANT)).startsWith("40{\"sid\"");
        assertThat(connected(OTHER)).isEqualTo("44{\"message\":\"This origin is not allowed.\"}");
    }

    /** The answer to the credential of a tenant, shown by a page of the other's. */
    private static String connected(TestTenant tenant) throws IOException {
        try (WireSocket socket = WireSocket.open(SERVER.origin(), SOCKET_IO, "Origin: " + PAGE)) {
            assertThat(socket.next().text()).startsWith("0{");
            socket.text("40{\"token\":\"" + tenant.apiKey() + "\"}");
            return socket.next().text();
        }
    }

    /** Compression would cost more memory for each connection than everything else together. */
    @ParameterizedTest
    @ValueSource(strings = {"/ws", "/hubs/queue", SOCKET_IO})
    void nothingIsCompressed(String target) throws IOException {
        String withKey = target + (target.contains("?") ? "&" : "?") + "access_token=" + TENANT.apiKey();
        try (WireSocket socket = WireSocket.open(
                SERVER.origin(),
                withKey,
                "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits, deflate-frame")) {
            assertThat(socket.status()).isEqualTo(101);
            assertThat(socket.head().toLowerCase(Locale.ROOT)).doesNotContain("sec-websocket-extensions");
        }
    }

    private static int handshake(String target, String origin) throws IOException {
        try (WireSocket socket = WireSocket.open(SERVER.origin(), target, "Origin: " + origin)) {
            return socket.status();
        }
    }

    private static WireSocket preflight(String target, String origin) throws IOException {
        return WireSocket.request(
                SERVER.origin(),
                "OPTIONS " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nOrigin: " + origin
                        + "\r\nAccess-Control-Request-Method: POST\r\n\r\n");
    }
}
