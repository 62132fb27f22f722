package io.virtualqueue.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.virtualqueue.server.db.EmbeddedData;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Processes die under load; what was acknowledged is there exactly once, in order, and released at most once. */
class CrashIT {
    private static final int RATE_PER_MINUTE = 12_000;

    /** What dies in a round. */
    private enum Victim {
        SERVER,
        POSTGRES,
        BOTH
    }

    @Test
    void nothingAcknowledgedIsLostOrDoubledWhenProcessesAreKilled() throws SQLException {
        rounds(3);
    }

    @Test
    @Tag("long")
    void norInManyKills() throws SQLException {
        rounds(50);
    }

    private static void rounds(int count) throws SQLException {
        Path data = RunningServer.newDirectory("crash");
        RunningServer server = RunningServer.embedded(data);
        try {
            String apiKey = tenantKey(server);
            String queue = queue(server.api().withKey(apiKey));
            JoinLoad load = new JoinLoad(queue);
            Random random = new Random(count);
            for (int round = 0; round < count; round++) {
                Victim victim = Victim.values()[round % Victim.values().length];
                load.start(server.api().withKey(apiKey));
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200 + random.nextInt(1_000)));
                server = strike(victim, server, data);
                load.stop();
                load.resolveUnknown(server.api().withKey(apiKey));
                assertKept(data, queue, load);
            }
        } finally {
            server.close();
        }
    }

    private static String tenantKey(RunningServer server) {
        return server.superAdmin()
                .post("/v1/tenants", Map.of("name", "Crash", "domain", UUID.randomUUID() + ".example"))
                .body()
                .path("apiKey")
                .asText();
    }

    private static String queue(HttpApi key) {
        return key.post(
                        "/v1/queues",
                        Map.of(
                                "name",
                                "Door",
                                "maxConcurrentUsers",
                                1_000_000,
                                "releaseRatePerMinute",
                                RATE_PER_MINUTE))
                .body()
                .path("id")
                .asText();
    }

    /** Kills while the load goes on; returns a server that is ready. */
    private static RunningServer strike(Victim victim, RunningServer server, Path data) {
        switch (victim) {
            case SERVER -> server.kill();
            case POSTGRES -> {
                EmbeddedData.kill(data);
                server.awaitReady();
                return server;
            }
            case BOTH -> {
                EmbeddedData.kill(data);
                server.kill();
            }
        }
        return RunningServer.embedded(data);
    }

    private record Entry(long seq, String type, UUID sessionId, long atMicros) {}

    private static void assertKept(Path data, String queue, JoinLoad load) throws SQLException {
        List<Entry> journal = journal(data, queue);
        Set<UUID> joined = new HashSet<>();
        Set<UUID> released = new HashSet<>();
        List<Long> releaseTimes = new ArrayList<>();
        for (int i = 0; i < journal.size(); i++) {
            Entry entry = journal.get(i);
            assertThat(entry.seq()).isEqualTo(i + 1);
            if (entry.type().equals("joined")) {
                assertThat(joined.add(entry.sessionId())).isTrue();
            } else if (entry.type().equals("released")) {
                assertThat(released.add(entry.sessionId())).isTrue();
                releaseTimes.add(entry.atMicros());
            }
        }
        // Everyone once: each key was acknowledged in the end, with the session it was acknowledged with before.
        assertThat(joined).isEqualTo(new HashSet<>(load.acknowledged().values()));
        assertThat(joined).hasSameSizeAs(load.acknowledged().values());
        load.acknowledgedSeqs()
                .forEach((sessionId, seq) ->
                        assertThat(journal.get((int) (seq - 1)).sessionId()).isEqualTo(sessionId));
        assertRate(releaseTimes);
    }

    /** Between any two releases no more than the rate and one second's burst allow. */
    private static void assertRate(List<Long> releaseTimes) {
        long perSecond = RATE_PER_MINUTE / 60;
        for (int i = 0; i < releaseTimes.size(); i++) {
            long micros = releaseTimes.get(i) - releaseTimes.getFirst();
            assertThat(i).isLessThanOrEqualTo((int) (1 + perSecond + micros * perSecond / 1_000_000));
        }
    }

    private static List<Entry> journal(Path data, String queue) throws SQLException {
        List<Entry> entries = new ArrayList<>();
        try (Connection owner = EmbeddedData.owner(data);
                PreparedStatement select = owner.prepareStatement(
                        "SELECT seq, type, session_id, (extract(epoch FROM at) * 1000000)::bigint"
                                + " FROM event WHERE queue_id = ? ORDER BY seq")) {
            select.setObject(1, UUID.fromString(queue));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    entries.add(
                            new Entry(row.getLong(1), row.getString(2), row.getObject(3, UUID.class), row.getLong(4)));
                }
            }
        }
        return entries;
    }
}
