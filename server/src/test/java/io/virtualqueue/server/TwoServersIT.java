package io.virtualqueue.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.virtualqueue.server.HttpApi.Answer;
import io.virtualqueue.server.db.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Two server processes on one PostgreSQL; clients read on one what they wrote on the other. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwoServersIT {
    private static final int CLIENTS = 16;
    private static final int STEPS = 40;
    /** Far above the promised 250 ms: this finds a server that does not follow, not a slow machine. */
    private static final Duration SEEN_WITHIN = Duration.ofSeconds(10);

    private final TestDatabase database = SharedServers.pair().database();
    private final RunningServer first = SharedServers.pair().one();
    private final RunningServer second = SharedServers.pair().other();
    private final HttpApi onFirst;
    private final HttpApi onSecond;

    TwoServersIT() {
        String apiKey = first.superAdmin()
                .post("/v1/tenants", Map.of("name", "Two", "domain", "two.example"))
                .body()
                .path("apiKey")
                .asText();
        onFirst = first.api().withKey(apiKey);
        onSecond = second.api().withKey(apiKey);
    }

    private record Joined(UUID sessionId, long seq) {}

    @Test
    void aTenantsLimitThatOneServerSetsHoldsOnTheOther() {
        Answer tenant = first.superAdmin().post("/v1/tenants", Map.of("name", "Small", "domain", "small.example"));
        HttpApi small = second.api().withKey(tenant.body().path("apiKey").asText());
        var room = Map.of("name", "Room", "maxConcurrentUsers", 1, "releaseRatePerMinute", 0);
        assertThat(small.post("/v1/queues", room).status()).isEqualTo(201);

        first.superAdmin()
                .patch("/v1/tenants/" + tenant.body().path("id").asText(), Map.of("limits", Map.of("queues", 1)));

        TestTenant.await(
                () -> small.post("/v1/queues", room), answer -> answer.code().equals("limit_reached"));
    }

    @Test
    void clientsOfBothServersLoseNothingDoubleNothingAndKeepTheOrder() throws SQLException {
        String queue = create(Map.of("name", "Busy", "maxConcurrentUsers", 100, "releaseRatePerMinute", 60_000));
        Queue<Joined> acknowledged = new ConcurrentLinkedQueue<>();
        IntStream.range(0, CLIENTS)
                .mapToObj(client -> CompletableFuture.runAsync(
                        () -> visit(queue, client, acknowledged), Thread::startVirtualThread))
                .toList()
                .forEach(CompletableFuture::join);

        assertJournal(queue, acknowledged);
        assertSamePositions(queue);
    }

    private void visit(String queue, int client, Queue<Joined> acknowledged) {
        Random random = new Random(client);
        List<Joined> mine = new ArrayList<>();
        for (int step = 0; step < STEPS; step++) {
            boolean firstIsHere = random.nextBoolean();
            HttpApi here = firstIsHere ? onFirst : onSecond;
            HttpApi there = firstIsHere ? onSecond : onFirst;
            if (random.nextInt(3) < 2 || mine.isEmpty()) {
                Answer join = here.post(sessions(queue), Map.of("userId", client + "-" + step));
                assertThat(join.status()).isEqualTo(201);
                Joined joined = new Joined(
                        UUID.fromString(join.body().path("sessionId").asText()),
                        join.body().path("seq").asLong());
                acknowledged.add(joined);
                mine.add(joined);
                Answer seen = there.with("VQ-Min-Seq", Long.toString(joined.seq()))
                        .get(sessions(queue) + "/" + joined.sessionId() + "/position");
                assertThat(seen.status()).isEqualTo(200);
                assertThat(seen.body().path("status").asText()).isIn("waiting", "released");
            } else {
                Joined leaving = mine.remove(random.nextInt(mine.size()));
                Answer left = here.delete(sessions(queue) + "/" + leaving.sessionId());
                assertThat(left.status()).isEqualTo(204);
                // Unseen there or not, with its number it is gone there too.
                Answer seen = there.with("VQ-Min-Seq", String.valueOf(left.header("VQ-Seq")))
                        .get(sessions(queue) + "/" + leaving.sessionId() + "/position");
                assertThat(seen.body().path("status").asText()).isEqualTo("left");
            }
        }
    }

    private void assertJournal(String queue, Queue<Joined> acknowledged) throws SQLException {
        Set<UUID> joined = new HashSet<>();
        Set<UUID> released = new HashSet<>();
        try (Connection owner = database.owner();
                PreparedStatement select = owner.prepareStatement(
                        "SELECT seq, type, session_id FROM event WHERE queue_id = ? ORDER BY seq")) {
            select.setObject(1, UUID.fromString(queue));
            try (ResultSet row = select.executeQuery()) {
                for (long seq = 1; row.next(); seq++) {
                    assertThat(row.getLong(1)).isEqualTo(seq);
                    UUID session = row.getObject(3, UUID.class);
                    switch (row.getString(2)) {
                        case "joined" -> {
                            assertThat(joined.add(session)).isTrue();
                            assertThat(acknowledged).contains(new Joined(session, seq));
                        }
                        case "released" -> assertThat(released.add(session)).isTrue();
                        default -> {}
                    }
                }
            }
        }
        assertThat(joined).hasSameSizeAs(acknowledged);
        assertThat(released).isNotEmpty();
    }

    /** With the releases paused, both servers give everyone the same place, and the places are 1, 2, 3 and so on. */
    private void assertSamePositions(String queue) {
        String seq = onFirst.post("/v1/queues/" + queue + "/pause")
                .body()
                .path("seq")
                .asText();
        List<Integer> positions = new ArrayList<>();
        for (int page = 1; ; page++) {
            Answer list = onFirst.get(sessions(queue) + "?status=waiting&limit=100&page=" + page);
            for (var session : list.body().path("sessions")) {
                String path = sessions(queue) + "/" + session.path("sessionId").asText() + "/position";
                int position = onFirst.with("VQ-Min-Seq", seq)
                        .get(path)
                        .body()
                        .path("position")
                        .asInt();
                assertThat(onSecond.with("VQ-Min-Seq", seq)
                                .get(path)
                                .body()
                                .path("position")
                                .asInt())
                        .isEqualTo(position);
                positions.add(position);
            }
            if (page >= list.body().path("pagination").path("totalPages").asInt()) {
                break;
            }
        }
        assertThat(positions)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(1, positions.size()).boxed().toList());
    }

    @Test
    void aChangeOnOneServerBindsTheOther() {
        String queue = create(Map.of("name", "Door", "maxConcurrentUsers", 10, "releaseRatePerMinute", 0));
        onSecond.post(sessions(queue), Map.of("userId", "early"));
        onFirst.patch("/v1/queues/" + queue, Map.of("status", "closed"));

        Answer late = onSecond.post(sessions(queue), Map.of("userId", "late"));

        assertThat(late.status()).isEqualTo(409);
        assertThat(late.code()).isEqualTo("queue_closed");
    }

    /** Nobody asks for a number here: the other server hears of the join by looking at the heads. */
    @Test
    void whatOneServerWroteTheOtherShowsByItself() {
        String queue = create(Map.of("name", "Quiet", "maxConcurrentUsers", 10, "releaseRatePerMinute", 0));
        String status = "/v1/queues/" + queue + "/status";
        assertThat(onSecond.get(status).body().path("waitingUsers").asInt()).isZero();
        onFirst.post(sessions(queue), Map.of("userId", "ann"));

        long start = System.nanoTime();
        while (onSecond.get(status).body().path("waitingUsers").asInt() == 0) {
            assertThat(System.nanoTime() - start).isLessThan(SEEN_WITHIN.toNanos());
        }
    }

    private String create(Map<String, Object> queue) {
        return onFirst.post("/v1/queues", queue).body().path("id").asText();
    }

    private static String sessions(String queue) {
        return "/v1/queues/" + queue + "/sessions";
    }
}
