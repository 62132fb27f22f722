package io.virtualqueue.server.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.virtualqueue.server.SharedServers;
import io.virtualqueue.server.TestTenant;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A credential that goes on being good, but for less than before, has to be shown anew. */
class CredentialChangeIT {
    private static final SharedServers.Pair SERVERS = SharedServers.pair();
    private static final String CHANGED = "What the credential allows has changed: connect again.";

    private final TestTenant tenant = TestTenant.on(SERVERS.one());
    private final String queue = tenant.desk();

    @Test
    void aKeyThatMayLessThanBeforeHasToComeAgainToWhicheverServer() throws Exception {
        try (TextSocket one = TextSocket.open(SERVERS.one().origin(), "/ws?access_token=" + tenant.apiKey());
                TextSocket other = TextSocket.open(SERVERS.other().origin(), "/ws?access_token=" + tenant.apiKey())) {
            for (TextSocket screen : List.of(one, other)) {
                screen.send("{\"type\":\"subscribe\",\"queueId\":\"" + queue + "\"}")
                        .next("JoinedQueueGroup");
            }

            leaveTheKey("{queues:read}");

            assertThat(one.end()).isEqualTo("1008 " + CHANGED);
            assertThat(other.end()).isEqualTo("1008 " + CHANGED);
        }
        try (TextSocket again = TextSocket.open(SERVERS.other().origin(), "/ws?access_token=" + tenant.apiKey())) {
            again.send("{\"type\":\"subscribe\",\"queueId\":\"" + queue + "\"}");
            assertThat(again.next("Error").path("data").path("message").asText())
                    .isEqualTo("This needs the role staff, or a key that may see queues and sessions.");
        }
    }

    /** As an operator may in the database. */
    private void leaveTheKey(String scopes) throws SQLException {
        try (Connection owner = SERVERS.database().owner();
                PreparedStatement statement = owner.prepareStatement(
                        "WITH changed AS (UPDATE api_key SET scopes = ?::text[] WHERE tenant_id = ?::uuid RETURNING id)"
                                + " SELECT revoke_credentials(id) FROM changed")) {
            statement.setString(1, scopes);
            statement.setString(2, tenant.id());
            statement.execute();
        }
    }
}
