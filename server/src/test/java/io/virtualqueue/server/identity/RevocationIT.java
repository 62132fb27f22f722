package io.virtualqueue.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.virtualqueue.server.HttpApi;
import io.virtualqueue.server.HttpApi.Answer;
import io.virtualqueue.server.RunningServer;
import io.virtualqueue.server.SharedServers;
import io.virtualqueue.server.TestTenant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is revoked on one server stops working on the other too, which has accepted it before. */
class RevocationIT {
    private static final SharedServers.Pair SERVERS = SharedServers.pair();

    private final RunningServer one = SERVERS.one();
    private final RunningServer other = SERVERS.other();

    @Test
    void whoLogsOutOnOneServerIsLoggedOutOnTheOther() {
        Answer login = one.api()
                .post(
                        "/v1/auth/login",
                        Map.of("email", RunningServer.ADMIN_EMAIL, "password", RunningServer.ADMIN_PASSWORD));
        String token = login.body().path("accessToken").asText();
        HttpApi onTheOther = other.api().withBearer(token);
        assertThat(onTheOther.get("/v1/tenants").status()).isEqualTo(200);

        assertThat(one.api().withBearer(token).post("/v1/auth/logout").status()).isEqualTo(204);

        TestTenant.await(() -> onTheOther.get("/v1/tenants"), answer -> answer.status() == 401);
    }

    @Test
    void nothingOfADeletedTenantOpensAnythingOnAnyServer() {
        TestTenant tenant = TestTenant.on(one);
        Visitor waiting = Visitor.in(tenant, tenant.waitingRoom(Map.of()));
        Visitor released = Visitor.in(tenant, tenant.openRoom());
        String pass = tenant.awaitStatus(released.sessionId(), "released")
                .body()
                .path("pass")
                .asText();
        assertThat(waiting.look(other).status()).isEqualTo(200);
        assertThat(heartbeat(other, released, pass).status()).isEqualTo(200);

        assertThat(one.superAdmin().delete("/v1/tenants/" + tenant.id()).status())
                .isEqualTo(204);

        for (RunningServer server : List.of(one, other)) {
            TestTenant.await(() -> waiting.look(server), RevocationIT::isRefused);
            TestTenant.await(() -> released.look(server), RevocationIT::isRefused);
            TestTenant.await(() -> heartbeat(server, released, pass), RevocationIT::isRefused);
            TestTenant.await(() -> joinPublicly(server, waiting.queueId()), RevocationIT::isRefused);
        }
    }

    private static Answer heartbeat(RunningServer server, Visitor visitor, String pass) {
        return server.api().withBearer(pass).post("/v1/sessions/" + visitor.sessionId() + "/heartbeat");
    }

    private static Answer joinPublicly(RunningServer server, String queueId) {
        return server.api().post("/v1/public/queues/" + queueId + "/sessions", Map.of());
    }

    private static boolean isRefused(Answer answer) {
        return answer.status() == 401 || answer.status() == 404;
    }

    private record Visitor(String queueId, String sessionId, String token) {
        static Visitor in(TestTenant tenant, String queueId) {
            Answer joined = tenant.join(queueId, "visitor");
            return new Visitor(
                    queueId,
                    joined.body().path("sessionId").asText(),
                    joined.body().path("sessionToken").asText());
        }

        Answer look(RunningServer server) {
            return server.api().withBearer(token).get("/v1/sessions/" + sessionId + "/position");
        }
    }
}
