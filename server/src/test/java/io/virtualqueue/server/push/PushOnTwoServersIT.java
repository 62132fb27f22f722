package io.virtualqueue.server.push;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.virtualqueue.server.HttpApi;
import io.virtualqueue.server.HttpApi.Answer;
import io.virtualqueue.server.RunningServer;
import io.virtualqueue.server.SharedServers;
import io.virtualqueue.server.TestTenant;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Two servers on one database, with nothing between them but that. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PushOnTwoServersIT {
    private static final int RETURNS = 20;

    private final RunningServer survivor = SharedServers.pair().one();
    private final RunningServer other = SharedServers.pair().other();
    private final TestTenant tenant = TestTenant.on(survivor);
    private final HttpApi onOther = other.api().withKey(tenant.apiKey());

    @Test
    void whatIsWrittenOnOneIsHeardOnTheOtherByEveryProtocol() {
        assertThat(Program.node("two-servers.mjs", survivor.origin(), tenant.apiKey(), other.origin())
                        .end())
                .contains("signalR hears it", "webSocket hears it", "socketIo hears it", "sse hears it");
    }

    @Test
    void whoseServerIsKilledComesBackToAnotherAndMissesNothing() {
        try (RunningServer first =
                        RunningServer.on(SharedServers.pair().database().settings());
                Balancer balancer = new Balancer()) {
            balancer.passTo(first.origin());
            try (Program clients =
                    Program.node("failover.mjs", balancer.origin(), tenant.apiKey(), survivor.origin())) {
                clients.awaitLine("connected");
                balancer.passToNobody();
                first.kill();
                clients.awaitLine("away");
                balancer.passTo(survivor.origin());
                assertThat(clients.end())
                        .contains(
                                "signalR is back",
                                "webSocket is back",
                                "socketIo is back",
                                "sse is back",
                                "nothing was missed");
            }
        }
    }

    /** The server that takes over may know less than the client has seen already. */
    @Test
    void whoComesBackToAServerThatIsBehindGetsNothingTwice() throws Exception {
        String queue = tenant.waitingRoom(Map.of());
        for (int i = 0; i < RETURNS; i++) {
            long last = join(queue, "before " + i);
            try (Stream<String> lines = events(queue, last)) {
                long next = join(queue, "after " + i);
                String first = lines.filter(line -> line.startsWith("id: "))
                        .findFirst()
                        .orElseThrow();
                assertThat(first).isEqualTo("id: " + next);
            }
        }
    }

    /** The event is the journal's, so that it is one, whichever servers write and whichever are listened to. */
    @Test
    void whoeverIsToGetReadyHearsItOnceOnEachConnectionWhicheverServerItIs() throws Exception {
        String desk = tenant.desk();
        for (String user : List.of("ann", "bob", "cleo")) {
            join(desk, user);
        }
        Answer dora = onOther.post("/v1/queues/" + desk + "/sessions", Map.of("userId", "dora"));
        String path = "/ws?access_token=" + dora.body().path("sessionToken").asText();
        try (TextSocket early = TextSocket.open(survivor.origin(), path)) {
            listen(early, desk, 4);
            onOther.post("/v1/queues/" + desk + "/call-next");
            assertThat(types(early.upTo(json -> isAt(json, 3)))).doesNotContain("GetReady");
            assertThat(early.next("GetReady").at("/data/position").asInt()).isEqualTo(3);
            try (TextSocket late = TextSocket.open(other.origin(), path)) {
                listen(late, desk, 3);
                assertThat(late.next("GetReady").at("/data/position").asInt()).isEqualTo(3);
                onOther.post("/v1/queues/" + desk + "/call-next");
                assertThat(types(early.upTo(json -> isAt(json, 2)))).doesNotContain("GetReady");
                assertThat(types(late.upTo(json -> isAt(json, 2)))).doesNotContain("GetReady");
            }
        }
    }

    private static void listen(TextSocket socket, String queue, int position) throws Exception {
        socket.send("{\"type\":\"JoinQueueGroup\",\"data\":{\"queueId\":\"" + queue + "\"}}");
        socket.next(json -> isAt(json, position));
    }

    private static boolean isAt(JsonNode json, int position) {
        return json.path("type").asText().equals("PositionChanged")
                && json.at("/data/position").asInt() == position;
    }

    private static List<String> types(List<JsonNode> told) {
        return told.stream().map(json -> json.path("type").asText()).toList();
    }

    private long join(String queue, String user) {
        return onOther.post("/v1/queues/" + queue + "/sessions", Map.of("userId", user))
                .body()
                .path("seq")
                .asLong();
    }

    private Stream<String> events(String queue, long after) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(survivor.origin() + "/v1/queues/" + queue + "/events"))
                .header("X-API-Key", tenant.apiKey())
                .header("Last-Event-ID", Long.toString(after))
                .build();
        HttpResponse<Stream<String>> answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofLines());
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }
}
