package io.virtualqueue.server.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.virtualqueue.server.HttpApi.Answer;
import io.virtualqueue.server.RunningServer;
import io.virtualqueue.server.TestTenant;
import java.net.http.WebSocketHandshakeException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlainWebSocketIT {
    private static final RunningServer SERVER = RunningServer.shared();
    private static final TestTenant TENANT = TestTenant.on(SERVER);

    private final String queue = TENANT.waitingRoom(Map.of());

    @Test
    void aVisitorHearsItsPlaceMoveAndNothingOfTheOthers() throws Exception {
        Answer first = TENANT.join(queue, "ann");
        Answer second = TENANT.join(queue, "bob");
        try (TextSocket visitor = open(token(second))) {
            visitor.send("{\"type\":\"JoinQueueGroup\",\"data\":{\"queueId\":\"" + queue + "\"}}");
            assertThat(position(visitor)).isEqualTo(2);

            TENANT.key().delete("/v1/sessions/" + first.body().path("sessionId").asText());

            JsonNode moved = visitor.next("PositionChanged");
            assertThat(moved.path("data").path("position").asInt()).isEqualTo(1);
            assertThat(moved.path("data").path("sessionId").asText())
                    .isEqualTo(second.body().path("sessionId").asText());
        }
    }

    @Test
    void aReleasedVisitorGetsThePass() throws Exception {
        Answer joined = TENANT.join(queue, "ann");
        try (TextSocket visitor = open(token(joined))) {
            visitor.send("{\"type\":\"JoinQueueGroup\",\"data\":{\"queueId\":\"" + queue + "\"}}");
            visitor.next("PositionChanged");

            TENANT.key().patch("/v1/queues/" + queue, Map.of("releaseRatePerMinute", 60_000));

            JsonNode released = visitor.next(
                    json -> json.path("data").path("status").asText().equals("released"));
            assertThat(released.path("data").path("pass").asText()).isNotEmpty();
        }
    }

    @Test
    void staffHearWhoJoinsAndLeaves() throws Exception {
        try (TextSocket staff = TextSocket.open(SERVER.origin(), "/ws?access_token=" + TENANT.apiKey())) {
            staff.send("{\"type\":\"subscribe\",\"tenantId\":\"" + TENANT.id() + "\",\"queueId\":\"" + queue + "\"}");
            assertThat(staff.next("JoinedQueueGroup")
                            .path("data")
                            .path("queueId")
                            .asText())
                    .isEqualTo(queue);

            String session = TENANT.joined(queue, "ann");
            JsonNode joined = staff.next("UserJoined").path("data");
            assertThat(joined.path("sessionId").asText()).isEqualTo(session);
            assertThat(joined.path("position").asInt()).isEqualTo(1);
            assertThat(staff.next("QueueUpdated")
                            .path("data")
                            .path("waitingUsers")
                            .asInt())
                    .isEqualTo(1);

            TENANT.key().delete("/v1/sessions/" + session);
            assertThat(staff.next("UserLeft").path("data").path("status").asText())
                    .isEqualTo("left");
        }
    }

    @Test
    void whatIsNotOnesOwnIsRefusedWithTheReason() throws Exception {
        Answer joined = TENANT.join(queue, "ann");
        String another = TENANT.waitingRoom(Map.of());
        try (TextSocket visitor = open(token(joined))) {
            visitor.send("{\"type\":\"JoinQueueGroup\",\"data\":{\"queueId\":\"" + another + "\"}}");
            assertThat(visitor.next("Error").path("data").path("message").asText())
                    .isEqualTo("A session token is good for its own queue only.");
            visitor.send("nonsense");
            assertThat(visitor.next("Error").path("data").path("message").asText())
                    .isEqualTo("A message must be a JSON object.");
        }
        String foreign = TestTenant.on(SERVER).apiKey();
        try (TextSocket stranger = open(foreign)) {
            stranger.send(
                    "{\"type\":\"subscribe\",\"tenantId\":\"" + TENANT.id() + "\",\"queueId\":\"" + queue + "\"}");
            assertThat(stranger.next("Error").path("data").path("message").asText())
                    .isEqualTo("There is no such queue.");
        }
    }

    @Test
    void withoutACredentialNothingOpens() {
        assertThatThrownBy(() -> TextSocket.open(SERVER.origin(), "/ws"))
                .hasCauseInstanceOf(WebSocketHandshakeException.class);
        assertThatThrownBy(() -> open("wrong")).hasCauseInstanceOf(WebSocketHandshakeException.class);
    }

    @Test
    void operatorsCountConnectionsAndSendATest() throws Exception {
        try (TextSocket staff = open(TENANT.apiKey())) {
            staff.send("{\"type\":\"JoinQueueGroup\",\"data\":{\"queueId\":\"" + queue + "\"}}");
            staff.next("JoinedQueueGroup");
            Answer status = SERVER.superAdmin().get("/v1/push/status");
            assertThat(status.body().path("connections").path("websocket").asInt())
                    .isPositive();

            Answer sent = TENANT.key().post("/v1/queues/" + queue + "/push-test", Map.of("message", "Hello"));
            assertThat(sent.status()).isEqualTo(202);
            JsonNode test = staff.next("EventReceived").path("data");
            assertThat(test.path("type").asText()).isEqualTo("test");
            assertThat(test.path("message").asText()).isEqualTo("Hello");
        }
    }

    private static TextSocket open(String credential) {
        return TextSocket.open(SERVER.origin(), "/hubs/queue?access_token=" + credential);
    }

    private static int position(TextSocket visitor) throws Exception {
        return visitor.next("PositionChanged").path("data").path("position").asInt();
    }

    private static String token(Answer joined) {
        return joined.body().path("sessionToken").asText();
    }
}
