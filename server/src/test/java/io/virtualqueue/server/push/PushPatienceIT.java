package io.virtualqueue.server.push;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.virtualqueue.engine.Command;
import io.virtualqueue.server.HttpApi.Answer;
import io.virtualqueue.server.RunningServer;
import io.virtualqueue.server.TestTenant;
import io.virtualqueue.server.db.TestDatabase;
import io.virtualqueue.server.http.TimeOrderedId;
import io.virtualqueue.server.journal.Journal;
import io.virtualqueue.server.journal.Outcome;
import io.virtualqueue.server.journal.PersonalData;
import io.virtualqueue.server.journal.QueueKey;
import io.virtualqueue.server.journal.Submission;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What becomes of those who are silent, do not read, or never say who they are, on a server with little patience. */
class PushPatienceIT {
    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.fresh();

    private static final int MAX_CONNECTIONS = 20;
    private static final int MAX_STRANGERS = MAX_CONNECTIONS / Connections.STRANGERS_ARE_ONE_IN;
    private static final RunningServer SERVER = RunningServer.on(
            DATABASE.settings(),
            Map.of("VQ_PUSH_SILENCE_SECONDS", "6", "VQ_PUSH_MAX_CONNECTIONS", Integer.toString(MAX_CONNECTIONS)));
    private static final TestTenant TENANT = TestTenant.on(SERVER);
    /** In bytes more than the machine and the server hold for a client that does not read. */
    private static final int EVENTS = 19_000;

    private static final int RECEIVE_BYTES = 4_096;
    private static final String SILENT = "Nothing was heard from you.";
    private static final String POLLING = "/socket.io/?EIO=4&transport=polling";
    private static final String SOCKET_IO = "/socket.io/?EIO=4&transport=websocket";

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void whoAnswersNoPingIsGoneAndWhoAnswersStays() throws Exception {
        try (TextSocket answers = TextSocket.open(SERVER.origin(), withKey("/ws"));
                WireSocket plain = WireSocket.open(SERVER.origin(), withKey("/ws"));
                WireSocket signalR = WireSocket.open(SERVER.origin(), withKey("/hubs/queue"));
                WireSocket socketIo = WireSocket.open(SERVER.origin(), SOCKET_IO)) {
            plain.text("{\"type\":\"ping\"}");
            signalR.text("{\"protocol\":\"json\",\"version\":1}\u001e");
            socketIo.text("40{\"token\":\"" + TENANT.apiKey() + "\"}");

            assertThat(plain.end()).isEqualTo("1008 " + SILENT);
            assertThat(lastText(signalR))
                    .isEqualTo("{\"type\":7,\"error\":\"" + SILENT + "\",\"allowReconnect\":true}\u001e");
            assertThat(lastText(socketIo)).startsWith("42[\"closing\"").contains(SILENT);
            answers.send("{\"type\":\"ping\"}").next("pong");
        }
    }

    @Test
    void whoNeverSaysWhoItIsIsGone() throws Exception {
        try (WireSocket stranger = WireSocket.open(SERVER.origin(), SOCKET_IO);
                WireSocket hub = WireSocket.request(SERVER.origin(), eventStreamOfSignalR())) {
            assertThat(stranger.end()).isEqualTo("1008 The handshake did not come in time.");
            assertThat(hub.rest()).contains("{\"error\":\"The handshake did not come in time.\"}\u001e");
        }
    }

    private static String eventStreamOfSignalR() {
        String id = TENANT.key()
                .post("/hubs/queue/negotiate?negotiateVersion=1")
                .body()
                .path("connectionToken")
                .asText();
        return "GET /hubs/queue?id=" + id + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + "Accept: text/event-stream\r\nX-API-Key: " + TENANT.apiKey() + "\r\n\r\n";
    }

    @Test
    void strangersLeaveRoomForTheOthers() throws Exception {
        await(status -> status.path("total").asInt() + status.path("opening").asInt() == 0);
        for (int i = 0; i < MAX_STRANGERS; i++) {
            assertThat(TENANT.anonymous().get(POLLING).status()).isEqualTo(200);
        }
        Answer refused = TENANT.anonymous().get(POLLING);
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.header("Retry-After")).isNotNull();
        try (WireSocket known = WireSocket.open(SERVER.origin(), withKey("/ws"))) {
            assertThat(known.status()).isEqualTo(101);
        }

        // Their time to show a credential ends, and others may try.
        TestTenant.await(() -> TENANT.anonymous().get(POLLING), answer -> answer.status() == 200);
    }

    @Test
    void whoDoesNotReadAStreamToItsEndIsToldWhyItEnds() throws Exception {
        String queue = TENANT.desk();
        joinMany(queue);
        String stream = "GET /v1/queues/" + queue + "/events HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + "X-API-Key: " + TENANT.apiKey() + "\r\nLast-Event-ID: 0\r\n\r\n";
        try (WireSocket silent = WireSocket.request(SERVER.origin(), stream, RECEIVE_BYTES)) {
            assertThat(silent.status()).isEqualTo(200);
            await(status -> status.path("connections").path("sse").asInt() == 0);

            assertThat(silent.rest())
                    .contains("event: session.joined\n")
                    .contains("event: closed\ndata: You read more slowly than there is news.\n\n");
        }
    }

    @Test
    void whoComesWhenTheSessionIsOverHearsItAndIsShownOut() throws Exception {
        String queue = TENANT.waitingRoom(Map.of());
        Answer joined = TENANT.join(queue, "ann");
        TENANT.key().delete("/v1/sessions/" + joined.body().path("sessionId").asText());
        String token = joined.body().path("sessionToken").asText();
        try (TextSocket late = TextSocket.open(SERVER.origin(), "/ws?access_token=" + token)) {
            late.send("{\"type\":\"subscribe\",\"queueId\":\"" + queue + "\"}");
            assertThat(late.next("Error").path("data").path("message").asText()).isEqualTo("The session has ended.");
            assertThat(late.end()).isEqualTo("1000 The session has ended.");
        }
    }

    /** As another server on the same database does. */
    private static void joinMany(String queue) {
        QueueKey key = new QueueKey(UUID.fromString(TENANT.id()), UUID.fromString(queue));
        try (Journal other = new Journal(DATABASE.database().worker(), Clock.systemUTC())) {
            List<CompletableFuture<Outcome>> joins = IntStream.range(0, EVENTS)
                    .mapToObj(i -> new Submission(
                            key,
                            new Command.Join(TimeOrderedId.next(), UUID.randomUUID(), null),
                            "user " + i,
                            PersonalData.NONE,
                            null))
                    .map(join -> other.submit(join).toCompletableFuture())
                    .toList();
            joins.forEach(join -> join.join().orThrow());
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

    private static void await(Predicate<JsonNode> wanted) {
        var admin = SERVER.superAdmin();
        TestTenant.await(() -> admin.get("/v1/push/status"), status -> wanted.test(status.body()));
    }

    private static String withKey(String target) {
        return target + (target.contains("?") ? "&" : "?") + "access_token=" + TENANT.apiKey();
    }
}
