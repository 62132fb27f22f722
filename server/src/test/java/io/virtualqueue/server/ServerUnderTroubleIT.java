package io.virtualqueue.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.virtualqueue.server.HttpApi.Answer;
import io.virtualqueue.server.db.TestDatabase;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What callers see when the server is told to stop, and when its database is away. */
class ServerUnderTroubleIT {
    private static final int CLIENTS = 16;
    private static final int JOINS_BEFORE_TROUBLE = 500;
    /** By itself, and by the signal. */
    private static final Set<Integer> GOOD_ENDS = Set.of(0, 143);

    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.fresh();

    @Test
    void aServerThatIsToldToStopKeepsWhatItAcknowledgedAndRefusesTheRest() throws Exception {
        try (RunningServer server = RunningServer.on(DATABASE.settings())) {
            TestTenant tenant = TestTenant.on(server);
            String queue = tenant.waitingRoom(Map.of());
            Joins joins = new Joins(tenant.key(), queue);
            joins.start();

            int end = server.stop();

            joins.awaitEnd();
            assertThat(end).isIn(GOOD_ENDS);
            assertThat(joins.refusals).allSatisfy(answer -> {
                assertThat(answer.status()).isEqualTo(503);
                assertThat(answer.header("Retry-After")).isNotNull();
            });
            assertThat(joins.acknowledged).hasSizeGreaterThanOrEqualTo(JOINS_BEFORE_TROUBLE);
            assertThat(joinedInJournal(queue)).containsAll(joins.acknowledged.keySet());
            assertTheyAreStillWaiting(tenant, joins);
        }
    }

    private static void assertTheyAreStillWaiting(TestTenant tenant, Joins joins) {
        try (RunningServer next = RunningServer.on(DATABASE.settings())) {
            Map.Entry<UUID, String> someone =
                    joins.acknowledged.entrySet().iterator().next();
            Answer position =
                    next.api().withBearer(someone.getValue()).get("/v1/sessions/" + someone.getKey() + "/position");
            assertThat(position.body().path("status").asText()).as(tenant.id()).isEqualTo("waiting");
        }
    }

    @Test
    void withoutItsDatabaseAServerTellsPositionsAndTakesNobodyIn() {
        try (RunningServer server = RunningServer.on(DATABASE.settings())) {
            TestTenant tenant = TestTenant.on(server);
            String queue = tenant.waitingRoom(Map.of());
            tenant.join(queue, "first");
            Answer place = tenant.join(queue, "second");
            HttpApi visitor =
                    server.api().withBearer(place.body().path("sessionToken").asText());
            String position = "/v1/sessions/" + place.body().path("sessionId").asText() + "/position";
            DATABASE.goAway();
            try {
                assertRefused(join(tenant, queue));
                Answer ready =
                        TestTenant.await(() -> server.api().get("/q/health/ready"), answer -> answer.status() == 503);
                assertThat(server.api().get("/q/health/live").status()).isEqualTo(200);
                assertThat(ready.body().path("status").asText()).isEqualTo("DOWN");
                assertRefused(join(tenant, queue));
                assertThat(visitor.get(position).body().path("position").asInt())
                        .isEqualTo(2);
            } finally {
                DATABASE.comeBack();
            }
            server.awaitReady();
            Answer joined = TestTenant.await(() -> join(tenant, queue), answer -> answer.status() == 201);
            assertThat(joined.body().path("position").asInt()).isEqualTo(3);
            assertThat(visitor.get(position).body().path("position").asInt()).isEqualTo(2);
        } finally {
            DATABASE.comeBack();
        }
    }

    private static Answer join(TestTenant tenant, String queue) {
        return tenant.key().post("/v1/queues/" + queue + "/sessions", Map.of("userId", "third"));
    }

    private static void assertRefused(Answer answer) {
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.code()).isIn("database_unavailable", "outcome_unknown");
        assertThat(answer.header("Retry-After")).isNotNull();
    }

    private static Set<UUID> joinedInJournal(String queue) throws SQLException {
        Set<UUID> sessions = new HashSet<>();
        try (Connection owner = DATABASE.owner();
                PreparedStatement select =
                        owner.prepareStatement("SELECT session_id FROM event WHERE queue_id = ? AND type = 'joined'")) {
            select.setObject(1, UUID.fromString(queue));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    sessions.add(row.getObject(1, UUID.class));
                }
            }
        }
        return sessions;
    }

    /** Clients that join one after the other until they are refused or find no server. */
    private static final class Joins {
        private final HttpApi key;
        private final String path;
        /** Tokens by session. */
        final Map<UUID, String> acknowledged = new ConcurrentHashMap<>();

        final ConcurrentLinkedQueue<Answer> refusals = new ConcurrentLinkedQueue<>();
        private final CountDownLatch manyJoined = new CountDownLatch(JOINS_BEFORE_TROUBLE);
        private final List<Thread> clients = new ArrayList<>();

        Joins(HttpApi key, String queue) {
            this.key = key;
            this.path = "/v1/queues/" + queue + "/sessions";
        }

        /** Returns when many have joined. */
        void start() throws InterruptedException {
            for (int i = 0; i < CLIENTS; i++) {
                clients.add(Thread.startVirtualThread(this::joinUntilRefused));
            }
            assertThat(manyJoined.await(60, TimeUnit.SECONDS)).isTrue();
        }

        /** Every client has had its last answer. */
        void awaitEnd() throws InterruptedException {
            for (Thread client : clients) {
                assertThat(client.join(Duration.ofSeconds(10))).isTrue();
            }
        }

        private void joinUntilRefused() {
            while (true) {
                Answer answer;
                try {
                    answer = key.post(path, Map.of("userId", UUID.randomUUID().toString()));
                } catch (UncheckedIOException gone) {
                    return;
                }
                if (answer.status() != 201) {
                    refusals.add(answer);
                    return;
                }
                acknowledged.put(
                        UUID.fromString(answer.body().path("sessionId").asText()),
                        answer.body().path("sessionToken").asText());
                manyJoined.countDown();
            }
        }
    }
}
