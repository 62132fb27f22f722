package io.virtualqueue.server.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.microsoft.signalr.HubConnection;
import com.microsoft.signalr.HubConnectionBuilder;
import com.microsoft.signalr.TransportEnum;
import io.reactivex.rxjava3.core.Single;
import io.virtualqueue.server.HttpApi.Answer;
import io.virtualqueue.server.RunningServer;
import io.virtualqueue.server.TestTenant;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Microsoft's client of SignalR for Java, over each of its transports. */
class JavaSignalRIT {
    private static final RunningServer SERVER = RunningServer.shared();
    private static final TestTenant TENANT = TestTenant.on(SERVER);
    private static final long PATIENCE_SECONDS = 20;

    private final String queue = TENANT.waitingRoom(Map.of());

    /** A connection, and what it is told. */
    private static final class Client implements AutoCloseable {
        private final HubConnection connection;
        private final Map<String, BlockingQueue<JsonObject>> heard = new ConcurrentHashMap<>();

        Client(TransportEnum transport, String token) {
            connection = HubConnectionBuilder.create(SERVER.origin() + "/hubs/queue")
                    .withTransport(transport)
                    .withAccessTokenProvider(Single.just(token))
                    .build();
            for (String name : new String[] {
                "QueueUpdated", "UserJoined", "UserLeft", "PositionChanged", "QueueProcessed", "EventReceived"
            }) {
                BlockingQueue<JsonObject> told = new LinkedBlockingQueue<>();
                heard.put(name, told);
                connection.on(name, told::add, JsonObject.class);
            }
            connection.start().blockingAwait();
        }

        void call(String method, String argument) {
            connection.invoke(method, argument).blockingAwait();
        }

        JsonObject next(String name, Predicate<JsonObject> wanted) throws InterruptedException {
            BlockingQueue<JsonObject> told = heard.getOrDefault(name, new LinkedBlockingQueue<>());
            while (true) {
                JsonObject data = told.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
                if (data == null) {
                    throw new AssertionError("no more " + name);
                }
                if (wanted.test(data)) {
                    return data;
                }
            }
        }

        @Override
        public void close() {
            connection.stop().blockingAwait();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = TransportEnum.class,
            names = {"WEBSOCKETS", "LONG_POLLING"})
    void staffAndVisitorsHearWhatHappens(TransportEnum transport) throws Exception {
        try (Client staff = new Client(transport, TENANT.apiKey())) {
            staff.call("JoinQueueGroup", queue);
            Answer ann = TENANT.join(queue, "ann");
            assertThat(text(staff.next("UserJoined", _ -> true), "sessionId")).isEqualTo(text(ann, "sessionId"));
            assertThat(text(staff.next("EventReceived", _ -> true), "type")).isEqualTo("session.joined");
            staff.next("QueueUpdated", facts -> number(facts, "waitingUsers") == 1);

            Answer bob = TENANT.join(queue, "bob");
            try (Client visitor = new Client(transport, text(bob, "sessionToken"))) {
                visitor.call("JoinQueueGroup", queue);
                assertThat(number(visitor.next("PositionChanged", _ -> true), "position"))
                        .isEqualTo(2);
                TENANT.key().delete("/v1/sessions/" + text(ann, "sessionId"));
                assertThat(number(visitor.next("PositionChanged", _ -> true), "position"))
                        .isEqualTo(1);
                assertThat(text(staff.next("UserLeft", _ -> true), "sessionId")).isEqualTo(text(ann, "sessionId"));

                TENANT.key().patch("/v1/queues/" + queue, Map.of("releaseRatePerMinute", 60_000));
                JsonObject released = visitor.next("PositionChanged", _ -> true);
                assertThat(text(released, "status")).isEqualTo("released");
                assertThat(text(released, "pass")).isNotEmpty();
                assertThat(number(staff.next("QueueProcessed", _ -> true), "processedUsers"))
                        .isEqualTo(1);
            }
            staff.call("LeaveQueueGroup", queue);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = TransportEnum.class,
            names = {"WEBSOCKETS", "LONG_POLLING"})
    void whatIsRefusedSaysWhy(TransportEnum transport) {
        String another = TENANT.waitingRoom(Map.of());
        Answer ann = TENANT.join(queue, "ann");
        try (Client visitor = new Client(transport, text(ann, "sessionToken"))) {
            assertThatThrownBy(() -> visitor.call("JoinQueueGroup", another))
                    .hasMessageContaining("A session token is good for its own queue only.");
            assertThatThrownBy(() -> visitor.call("Dance", queue)).hasMessageContaining("There is no such method.");
        }
        assertThatThrownBy(() -> new Client(transport, "wrong")).hasMessageContaining("401");
    }

    private static String text(JsonObject data, String field) {
        return data.get(field).getAsString();
    }

    private static int number(JsonObject data, String field) {
        return data.get(field).getAsInt();
    }

    private static String text(Answer answer, String field) {
        return answer.body().path(field).asText();
    }
}
