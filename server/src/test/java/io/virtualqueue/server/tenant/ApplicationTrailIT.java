package io.virtualqueue.server.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import io.virtualqueue.server.HttpApi;
import io.virtualqueue.server.HttpApi.Answer;
import io.virtualqueue.server.SharedServers;
import io.virtualqueue.server.TestTenant;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What managing applications and keys leaves in the trail. */
class ApplicationTrailIT {
    private static final SharedServers.Pair SERVERS = SharedServers.pair();

    @Test
    void everyChangeIsInTheTrail() throws SQLException {
        TestTenant tenant = TestTenant.on(SERVERS.one());
        HttpApi admin = tenant.person("admin");
        String application = admin.post("/v1/applications", Map.of("name", "Program"))
                .body()
                .path("id")
                .asText();
        String keys = "/v1/applications/" + application + "/keys";
        admin.patch("/v1/applications/" + application, Map.of("name", "Renamed", "rateLimitPerMinute", 7));
        Answer key = admin.post(keys, Map.of("name", "x", "scopes", List.of("queues:read")));
        admin.post(keys + "/" + key.body().path("id").asText() + "/rotate");
        admin.delete(keys + "/" + key.body().path("id").asText());
        admin.post("/v1/applications/" + application + "/signing-secret");
        admin.delete("/v1/applications/" + application);

        List<String> trail = trail(UUID.fromString(tenant.id()));

        assertThat(trail.stream().map(line -> line.substring(0, line.indexOf(' '))))
                .containsSubsequence(
                        "application.created",
                        "key.created",
                        "application.updated",
                        "key.created",
                        "key.rotated",
                        "key.revoked",
                        "signing_secret.rotated",
                        "application.deleted");
        assertThat(trail)
                .contains("application.updated person 127.0.0.1"
                        + " {\"name\": \"Program\", \"rateLimitPerMinute\": null}"
                        + " {\"name\": \"Renamed\", \"rateLimitPerMinute\": 7}");
        assertThat(trail).noneMatch(line -> line.contains(key.body().path("key").asText()));
    }

    private static List<String> trail(UUID tenantId) throws SQLException {
        try (Connection owner = SERVERS.database().owner();
                PreparedStatement query = owner.prepareStatement(
                        "SELECT concat_ws(' ', action, actor_kind, address, before, after) FROM audit_entry"
                                + " WHERE tenant_id = ? AND action NOT LIKE 'user.%' ORDER BY id")) {
            query.setObject(1, tenantId);
            List<String> lines = new ArrayList<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    lines.add(rows.getString(1));
                }
            }
            return lines;
        }
    }
}
