package io.virtualqueue.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.virtualqueue.server.HttpApi;
import io.virtualqueue.server.HttpApi.Answer;
import io.virtualqueue.server.RunningServer;
import io.virtualqueue.server.TestTenant;
import io.virtualqueue.server.db.EmbeddedData;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The receiver is slow, errs, hangs and goes away, and the server is killed: whatever happens arrives, and of each session
 * in the order in which it happened.
 */
class WebhookChaosIT {
    private static final Duration ARRIVES_WITHIN = Duration.ofMinutes(5);
    private static final Map<String, Object> KEEPS_TRYING =
            Map.of("maxRetries", 20, "retryDelay", 100, "backoffMultiplier", 1.5);

    @Test
    void nothingIsLostAndNothingOvertaken() throws Exception {
        chaos(7, ChaosReceiver.Mood.SLOW, ChaosReceiver.Mood.ERRING, ChaosReceiver.Mood.GONE);
    }

    @Test
    @Tag("long")
    void norInManyBadTimes() throws Exception {
        for (long seed = 1; seed <= 5; seed++) {
            chaos(
                    seed,
                    ChaosReceiver.Mood.ERRING,
                    ChaosReceiver.Mood.HANGING,
                    ChaosReceiver.Mood.GONE,
                    ChaosReceiver.Mood.SLOW,
                    ChaosReceiver.Mood.HANGING,
                    ChaosReceiver.Mood.ERRING);
        }
    }

    private static void chaos(long seed, ChaosReceiver.Mood... moods) throws Exception {
        Random random = new Random(seed);
        Path data = RunningServer.newDirectory("webhook-chaos");
        RunningServer server = start(data);
        try (ChaosReceiver receiver = new ChaosReceiver(seed)) {
            TestTenant tenant = TestTenant.on(server);
            listens(tenant, receiver);
            String queue = tenant.waitingRoom(Map.of("releaseRatePerMinute", 600, "maxConcurrentUsers", 1_000));
            receiver.is(moods[0]);
            for (int i = 0; i < moods.length; i++) {
                AtomicBoolean goesOn = new AtomicBoolean(true);
                HttpApi key = server.api().withKey(tenant.apiKey());
                long seedOfVisits = random.nextLong();
                Thread visits = Thread.startVirtualThread(() -> visit(key, queue, new Random(seedOfVisits), goesOn));
                LockSupport.parkNanos(
                        Duration.ofMillis(500 + random.nextInt(1_500)).toNanos());
                server.kill();
                goesOn.set(false);
                visits.join();
                // While nobody sends: else a breaker could be open, and would stay so for a minute.
                receiver.is(i + 1 < moods.length ? moods[i + 1] : ChaosReceiver.Mood.WELL);
                server = start(data);
            }
            assertThat(happened(data, queue).size()).isGreaterThan(moods.length);
            // Read anew each time: those who still wait are released meanwhile.
            await().atMost(ARRIVES_WITHIN)
                    .pollInterval(Duration.ofMillis(200))
                    .untilAsserted(() -> assertThat(receiver.arrivals()).containsAllEntriesOf(happened(data, queue)));
        } finally {
            server.close();
        }
    }

    private static void listens(TestTenant tenant, ChaosReceiver receiver) {
        List<String> events = List.of("user.*", "queue.created", "queue.updated");
        Answer made = tenant.person("admin")
                .post(
                        "/v1/webhooks",
                        Map.of("name", "Chaos", "url", receiver.url(), "events", events, "retryPolicy", KEEPS_TRYING));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
    }

    private static RunningServer start(Path data) {
        return RunningServer.start(
                List.of("--no-demo", "--data", data.toString()),
                Map.of("VQ_OUTBOUND_ALLOW_PRIVATE", "true", "VQ_WEBHOOK_LEASE_SECONDS", "3"));
    }

    /** People join, leave and get through, and the queue's name is changed, until the server is gone. */
    private static void visit(HttpApi key, String queue, Random random, AtomicBoolean goesOn) {
        List<String> here = new ArrayList<>();
        try {
            while (goesOn.get()) {
                String sessions = "/v1/queues/" + queue + "/sessions";
                int step = random.nextInt(8);
                if (step == 0) {
                    key.patch("/v1/queues/" + queue, Map.of("name", "Room " + random.nextInt(1_000)));
                } else if (step < 4 || here.isEmpty()) {
                    here.add(key.post(
                                    sessions, Map.of("userId", UUID.randomUUID().toString(), "userName", "Zoë"))
                            .body()
                            .path("sessionId")
                            .asText());
                } else {
                    String session = here.remove(random.nextInt(here.size()));
                    if (step < 6) {
                        key.delete(sessions + "/" + session);
                    } else {
                        key.post(sessions + "/" + session + "/complete");
                    }
                }
            }
        } catch (UncheckedIOException killed) {
            assertThat(goesOn).as("the server may be killed at any time").isNotNull();
        }
    }

    /** What the journal says, once nothing happens any more: of each session and of the queue, in order. */
    private static Map<String, List<String>> happened(Path data, String queue) throws SQLException {
        Map<String, List<String>> happened = new LinkedHashMap<>();
        try (Connection owner = EmbeddedData.owner(data);
                PreparedStatement select =
                        owner.prepareStatement("SELECT type, session_id FROM event WHERE queue_id = ? ORDER BY seq")) {
            select.setObject(1, UUID.fromString(queue));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    String session = row.getString(2);
                    happened.computeIfAbsent(session == null ? queue : session, _ -> new ArrayList<>())
                            .add(name(row.getString(1)));
                }
            }
        }
        return happened;
    }

    private static String name(String type) {
        return switch (type) {
            case "created" -> "queue.created";
            case "settings_changed" -> "queue.updated";
            default -> "user." + type;
        };
    }
}
