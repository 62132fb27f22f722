package io.virtualqueue.server.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.virtualqueue.server.HttpApi;
import io.virtualqueue.server.HttpApi.Answer;
import io.virtualqueue.server.RunningServer;
import io.virtualqueue.server.TestTenant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReleaseIT {
    private static final RunningServer SERVER = RunningServer.shared();
    private static final HttpApi ANYBODY = SERVER.api();

    @Test
    void anybodyMayReadTheKeysThatVerifyPasses() {
        Answer keys = ANYBODY.get("/.well-known/jwks.json");

        assertThat(keys.status()).isEqualTo(200);
        assertThat(keys.header("Cache-Control")).isEqualTo("public, max-age=300");
        assertThat(keys.body().path("keys").path(0).path("crv").asText()).isEqualTo("Ed25519");
        assertThat(keys.body().path("keys").path(0).has("d"))
                .as("the secret part")
                .isFalse();
    }

    @Test
    void healthNeedsNoCredential() {
        assertThat(ANYBODY.get("/q/health/live").status()).isEqualTo(200);
        assertThat(ANYBODY.get("/q/health/ready").body().path("checks").findValuesAsText("name"))
                .contains("database");
    }

    @Test
    void metricsShowAQueueUntilItIsDeleted() {
        HttpApi key = TestTenant.on(SERVER).key();
        String queue = key.post("/v1/queues", Map.of("name", "desk", "kind", "service_desk"))
                .body()
                .path("id")
                .asText();
        String size = "queue_size{queue=\"" + queue + "\"";

        await().untilAsserted(() -> assertThat(ANYBODY.get("/metrics").text()).contains(size));
        key.delete("/v1/queues/" + queue);
        await().untilAsserted(() -> assertThat(ANYBODY.get("/metrics").text()).doesNotContain(size));
        assertThat(ANYBODY.get("/metrics").text()).contains("queue_users_released_total", "queue_users_expired_total");
    }

    @Test
    void releasesAreCountedWhereTheyHappen() {
        TestTenant tenant = TestTenant.on(SERVER);
        String room = tenant.openRoom();
        tenant.awaitStatus(tenant.joined(room, "ann"), "released");

        String counted = "queue_users_released_total{queue=\"" + room + "\",tenant=\"" + tenant.id() + "\"} 1.0";
        await().untilAsserted(() -> assertThat(ANYBODY.get("/metrics").text()).contains(counted));
    }
}
