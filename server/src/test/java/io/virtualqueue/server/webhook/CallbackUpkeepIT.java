package io.virtualqueue.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.virtualqueue.server.HttpApi;
import io.virtualqueue.server.RunningServer;
import io.virtualqueue.server.SharedServers;
import io.virtualqueue.server.TestTenant;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a server does for callbacks at its start. */
class CallbackUpkeepIT {
    private static final SharedServers.Pair SERVERS = SharedServers.pair();
    private static final Duration WITHIN = Duration.ofSeconds(30);
    private static final String URL = "https://your-app.invalid/hook";

    @Test
    void urlsFromBeforeGetTheirCallbacksAndThoseOfQueuesLongGoneAreTakenAway() throws SQLException {
        TestTenant tenant = TestTenant.on(SERVERS.one());
        HttpApi admin = tenant.person("admin");
        String application = admin.post("/v1/applications", Map.of("name", "Old"))
                .body()
                .path("id")
                .asText();
        String gone = withCallback(tenant, admin);
        String there = withCallback(tenant, admin);
        change("UPDATE application SET callback_url = '" + URL + "' WHERE id = '" + application + "'");
        change("UPDATE queue SET deleted_at = now() - interval '2 days' WHERE id = '" + gone + "'");

        try (RunningServer after = RunningServer.on(SERVERS.database().settings())) {
            await().atMost(WITHIN)
                    .untilAsserted(() ->
                            assertThat(callbacks("application_id", application)).isEqualTo(1));
            await().atMost(WITHIN)
                    .untilAsserted(() -> assertThat(callbacks("queue_id", gone)).isZero());
            assertThat(callbacks("queue_id", there)).isEqualTo(1);
            assertThat(after.log()).doesNotContain("ERROR");
        }
    }

    private static String withCallback(TestTenant tenant, HttpApi admin) {
        String queue = tenant.openRoom();
        admin.send("PUT", "/v1/queues/" + queue + "/callback", "{\"url\":\"" + URL + "\"}");
        return queue;
    }

    private static void change(String sql) throws SQLException {
        try (Connection owner = SERVERS.database().owner();
                Statement statement = owner.createStatement()) {
            assertThat(statement.executeUpdate(sql)).isEqualTo(1);
        }
    }

    private static int callbacks(String column, String id) throws SQLException {
        try (Connection owner = SERVERS.database().owner();
                Statement statement = owner.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT count(*) FROM webhook WHERE kind = 'callback' AND url = '" + URL
                                + "' AND " + column + " = '" + id + "'")) {
            row.next();
            return row.getInt(1);
        }
    }
}
