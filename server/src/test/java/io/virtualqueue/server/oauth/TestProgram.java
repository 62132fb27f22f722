package io.virtualqueue.server.oauth;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.virtualqueue.server.HttpApi;
import io.virtualqueue.server.HttpApi.Answer;
import io.virtualqueue.server.RunningServer;
import io.virtualqueue.server.TestTenant;
import io.virtualqueue.server.db.TestDatabase;
import java.sql.SQLException;
import java.util.Base64;

/** A program of a new tenant: its application, and a key of it. */
record TestProgram(TestTenant tenant, String id, String key) {
    static TestProgram on(RunningServer server, TestDatabase database) {
        TestTenant tenant = TestTenant.on(server);
        return new TestProgram(tenant, applicationId(database, tenant), tenant.apiKey());
    }

    private static String applicationId(TestDatabase database, TestTenant tenant) {
        try (var owner = database.owner();
                var statement = owner.prepareStatement("SELECT id FROM application WHERE tenant_id = ?::uuid")) {
            statement.setString(1, tenant.id());
            var row = statement.executeQuery();
            row.next();
            return row.getString(1);
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
    }

    /** Calls that send forms. */
    static HttpApi form(RunningServer server) {
        return server.api().with("Content-Type", "application/x-www-form-urlencoded");
    }

    /** Posts a form with the program's id and key in it. */
    Answer post(RunningServer server, String path, String form) {
        return form(server).post(path, form + "&client_id=" + id + "&client_secret=" + key);
    }

    /** A new token. */
    String token(RunningServer server) {
        return post(server, "/oauth/token", "grant_type=client_credentials")
                .body()
                .path("access_token")
                .asText();
    }

    String basic() {
        return "Basic " + Base64.getEncoder().encodeToString((id + ":" + key).getBytes(UTF_8));
    }
}
