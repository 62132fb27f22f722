package io.virtualqueue.server.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.virtualqueue.server.HttpApi;
import io.virtualqueue.server.HttpApi.Answer;
import io.virtualqueue.server.RunningServer;
import io.virtualqueue.server.TestTenant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CallNextIT {
    private static final TestTenant TENANT = TestTenant.on(RunningServer.shared());

    private final HttpApi staff = TENANT.person("staff");
    private final String queue = TENANT.desk();
    private final String callNext = "/v1/queues/" + queue + "/call-next";

    @Test
    void whoIsFirstIsCalledToTheCounter() {
        TENANT.key()
                .post(
                        "/v1/queues/" + queue + "/sessions",
                        Map.of("userId", "ann", "userName", "Ann", "userPhone", "123"));
        TENANT.join(queue, "bob");
        Answer called = staff.post(callNext, Map.of("counterId", "counter 3"));
        assertThat(called.status()).isEqualTo(200);
        assertThat(called.body().path("userName").asText()).isEqualTo("Ann");
        assertThat(called.body().path("status").asText()).isEqualTo("called");
        assertThat(called.body().path("counterId").asText()).isEqualTo("counter 3");
        assertThat(called.header("VQ-Seq")).isEqualTo(called.body().path("seq").asText());
        assertThat(staff.post(callNext).body().path("userId").asText()).isEqualTo("bob");
    }

    @Test
    void whenNobodyWaitsThereIsNothingToSay() {
        Answer nobody = staff.post(callNext);
        assertThat(nobody.status()).isEqualTo(204);
        assertThat(nobody.text()).isEmpty();
        assertThat(nobody.header("VQ-Seq")).isEqualTo("1");
    }

    @Test
    void higherPrioritiesAreCalledFirst() {
        TENANT.join(queue, "ann");
        TENANT.key().post("/v1/queues/" + queue + "/sessions", Map.of("userId", "vip", "priority", "vip"));
        assertThat(staff.post(callNext).body().path("userId").asText()).isEqualTo("vip");
    }

    @Test
    void aWaitingRoomCallsNobody() {
        String room = TENANT.waitingRoom(Map.of());
        Answer refused = staff.post("/v1/queues/" + room + "/call-next");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("wrong_kind");
    }

    @Test
    void badInputIsRefused() {
        for (String counterId : List.of("\"\"", "7", "\"" + "x".repeat(65) + "\"", "\"\\u0000\"")) {
            Answer refused = staff.send("POST", callNext, "{\"counterId\":" + counterId + "}");
            assertThat(refused.status()).as(counterId).isEqualTo(422);
            assertThat(refused.badFields()).containsExactly("counterId");
        }
        assertThat(staff.send("POST", callNext, "{").status()).isEqualTo(400);
        assertThat(staff.post("/v1/queues/" + UUID.randomUUID() + "/call-next").status())
                .isEqualTo(404);
        assertThat(staff.post("/v1/queues/nonsense/call-next").status()).isEqualTo(404);
    }

    @Test
    void onlyStaffAndApplicationsOfTheTenantCall() {
        Answer joined = TENANT.join(queue, "ann");
        assertThat(TENANT.anonymous().post(callNext).status()).isEqualTo(401);
        assertThat(TENANT.anonymous()
                        .withBearer(joined.body().path("sessionToken").asText())
                        .post(callNext)
                        .status())
                .isEqualTo(403);
        assertThat(TestTenant.on(RunningServer.shared()).key().post(callNext).status())
                .isEqualTo(404);
        assertThat(TENANT.key().post(callNext).status()).isEqualTo(200);
    }

    @Test
    void theSameIdempotencyKeyCallsOnePerson() {
        TENANT.join(queue, "ann");
        TENANT.join(queue, "bob");
        HttpApi once = staff.with("Idempotency-Key", UUID.randomUUID().toString());
        Answer first = once.post(callNext);
        Answer again = once.post(callNext);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(once.post(callNext, Map.of("counterId", "2")).code()).isEqualTo("idempotency_key_reused");
    }
}
