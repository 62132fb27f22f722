package io.virtualqueue.server.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.virtualqueue.server.HttpApi.Answer;
import io.virtualqueue.server.RunningServer;
import io.virtualqueue.server.TestTenant;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A connection ends with what it stands on: the credential, the session, the queue. It is told so. */
class EndingsIT {
    private static final RunningServer SERVER = RunningServer.shared();
    private static final TestTenant TENANT = TestTenant.on(SERVER);

    private final String queue = TENANT.waitingRoom(Map.of());

    @Test
    void whoIsDisabledHearsNoMore() throws Exception {
        Answer tokens = TENANT.personsTokens("staff");
        String token = tokens.body().path("accessToken").asText();
        String person = SERVER.api()
                .withBearer(token)
                .get("/v1/auth/me")
                .body()
                .path("id")
                .asText();
        try (WireSocket staff = listen("/ws", token)) {
            Answer disabled = SERVER.superAdmin()
                    .patch("/v1/tenants/" + TENANT.id() + "/users/" + person, Map.of("disabled", true));
            assertThat(disabled.status()).as(disabled.toString()).isEqualTo(200);

            assertThat(staff.end()).isEqualTo("1008 The credential is not good any more.");
        }
    }

    @Test
    void whoLogsOutHearsNoMore() throws Exception {
        String token = TENANT.personsTokens("staff").body().path("accessToken").asText();
        try (WireSocket staff = WireSocket.request(SERVER.origin(), stream("/v1/queues/" + queue + "/events", token))) {
            assertThat(staff.status()).isEqualTo(200);
            SERVER.api().withBearer(token).post("/v1/auth/logout");

            assertThat(staff.rest()).contains("event: closed\ndata: The credential is not good any more.\n\n");
        }
    }

    @Test
    void aDeletedApplicationHearsNoMore() throws Exception {
        String application = "/v1/tenants/" + TENANT.id() + "/applications";
        String id = SERVER.superAdmin()
                .post(application, Map.of("name", "Screen"))
                .body()
                .path("id")
                .asText();
        String key = newKey(application + "/" + id, Map.of("name", "key"));
        try (WireSocket screen = listen("/hubs/queue", key)) {
            assertThat(SERVER.superAdmin().delete(application + "/" + id).status())
                    .isEqualTo(204);

            assertThat(screen.end()).isEqualTo("1008 The credential is not good any more.");
        }
    }

    @Test
    void aCredentialThatExpiresTakesItsConnectionsAlong() throws Exception {
        String application = "/v1/tenants/" + TENANT.id() + "/applications";
        String id = SERVER.superAdmin()
                .post(application, Map.of("name", "Guest"))
                .body()
                .path("id")
                .asText();
        String expiresAt = Instant.now().plusSeconds(3).toString();
        String key = newKey(application + "/" + id, Map.of("name", "key", "expiresAt", expiresAt));
        try (WireSocket guest = listen("/ws", key)) {
            assertThat(guest.end()).isEqualTo("1008 The credential has expired: connect again with a new one.");
        }
    }

    @Test
    void whoseSessionHasEndedIsToldSoLast() throws Exception {
        Answer joined = TENANT.join(queue, "ann");
        String token = joined.body().path("sessionToken").asText();
        try (TextSocket visitor = TextSocket.open(SERVER.origin(), "/ws?access_token=" + token)) {
            visitor.send("{\"type\":\"subscribe\",\"queueId\":\"" + queue + "\"}");
            visitor.next("JoinedQueueGroup");
            TENANT.key()
                    .delete("/v1/sessions/" + joined.body().path("sessionId").asText());

            assertThat(visitor.next("PositionChanged")
                            .path("data")
                            .path("status")
                            .asText())
                    .isEqualTo("left");
            assertThat(visitor.end()).isEqualTo("1000 The session has ended.");
        }
        try (TextSocket again = TextSocket.open(SERVER.origin(), "/ws?access_token=" + token)) {
            again.send("{\"type\":\"subscribe\",\"queueId\":\"" + queue + "\"}");
            assertThat(again.next("Error").path("data").path("message").asText())
                    .isEqualTo("The session has ended.");
        }
    }

    @Test
    void whoHasJoinedNothingSeesTheSessionEndToo() throws Exception {
        Answer joined = TENANT.join(queue, "dora");
        String token = joined.body().path("sessionToken").asText();
        try (TextSocket idle = TextSocket.open(SERVER.origin(), "/ws?access_token=" + token);
                WireSocket hub = WireSocket.open(SERVER.origin(), "/hubs/queue?access_token=" + token)) {
            idle.send("{\"type\":\"ping\"}").next("pong");
            hub.text("{\"protocol\":\"json\",\"version\":1}\u001e");
            assertThat(hub.next().text()).isEqualTo("{}\u001e");
            TENANT.key()
                    .delete("/v1/sessions/" + joined.body().path("sessionId").asText());

            assertThat(idle.end()).isEqualTo("1000 The session has ended.");
            assertThat(hub.next().text())
                    .isEqualTo("{\"type\":7,\"error\":\"The session has ended.\",\"allowReconnect\":false}\u001e");
        }
    }

    @Test
    void whoHasJoinedNothingSeesTheQueueGoToo() throws Exception {
        String token = TENANT.join(queue, "emil").body().path("sessionToken").asText();
        try (TextSocket idle = TextSocket.open(SERVER.origin(), "/ws?access_token=" + token)) {
            idle.send("{\"type\":\"ping\"}").next("pong");
            assertThat(TENANT.key().delete("/v1/queues/" + queue).status()).isEqualTo(204);

            assertThat(idle.end()).isEqualTo("1000 The queue has been deleted.");
        }
    }

    /** Browsers come back to a stream that has ended, until they are answered 204. */
    @Test
    void theStreamOfAnEndedSessionTellsTheEndOnce() throws Exception {
        Answer joined = TENANT.join(queue, "bob");
        String session = joined.body().path("sessionId").asText();
        String path = "/v1/sessions/" + session + "/events";
        TENANT.key().delete("/v1/sessions/" + session);
        for (String token : new String[] {joined.body().path("sessionToken").asText(), TENANT.apiKey()}) {
            try (WireSocket first = WireSocket.request(SERVER.origin(), stream(path, token))) {
                assertThat(first.rest())
                        .contains("id: end\nevent: position\n", "\"status\":\"left\"")
                        .contains("event: closed\ndata: The session has ended.\n\n");
            }
            try (WireSocket again = WireSocket.request(SERVER.origin(), stream(path, token, "Last-Event-ID: end"))) {
                assertThat(again.status()).isEqualTo(204);
            }
        }
    }

    @Test
    void aDeletedQueueEndsItsVisitorsConnections() throws Exception {
        String token = TENANT.join(queue, "cleo").body().path("sessionToken").asText();
        try (TextSocket visitor = TextSocket.open(SERVER.origin(), "/ws?access_token=" + token);
                TextSocket staff = TextSocket.open(SERVER.origin(), "/ws?access_token=" + TENANT.apiKey());
                WireSocket stream = WireSocket.request(
                        SERVER.origin(), stream("/v1/queues/" + queue + "/events", TENANT.apiKey()))) {
            visitor.send("{\"type\":\"subscribe\",\"queueId\":\"" + queue + "\"}")
                    .next("JoinedQueueGroup");
            staff.send("{\"type\":\"subscribe\",\"queueId\":\"" + queue + "\"}").next("JoinedQueueGroup");
            assertThat(TENANT.key().delete("/v1/queues/" + queue).status()).isEqualTo(204);

            assertThat(visitor.end()).isEqualTo("1000 The queue has been deleted.");
            assertThat(stream.rest()).contains("event: queue.deleted\n", "event: closed\n");
            // Staff listen to other queues over the same connection.
            staff.next(json -> json.path("data").path("type").asText().equals("queue.deleted"));
            staff.send("{\"type\":\"ping\"}").next("pong");
        }
    }

    private static String newKey(String application, Map<String, Object> wanted) {
        Answer made = SERVER.superAdmin().post(application + "/keys", wanted);
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        return made.body().path("key").asText();
    }

    /** A plain WebSocket that has joined the queue. */
    private WireSocket listen(String path, String token) throws IOException {
        WireSocket socket = WireSocket.open(SERVER.origin(), path + "?access_token=" + token);
        assertThat(socket.status()).as(socket.head()).isEqualTo(101);
        socket.text("{\"type\":\"JoinQueueGroup\",\"data\":{\"queueId\":\"" + queue + "\"}}");
        while (!socket.next().text().contains("JoinedQueueGroup")) {
            // What comes before is how the queue is.
        }
        return socket;
    }

    private static String stream(String path, String token, String... headers) {
        return "GET " + path + "?access_token=" + token + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + String.join("\r\n", headers) + (headers.length == 0 ? "" : "\r\n") + "\r\n";
    }
}
