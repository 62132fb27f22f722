package io.virtualqueue.server.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.virtualqueue.server.HttpApi;
import io.virtualqueue.server.HttpApi.Answer;
import io.virtualqueue.server.RunningServer;
import io.virtualqueue.server.TestTenant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Which step may follow which, as clients meet it; what is not legal is 409 and changes nothing. */
class StepsIT {
    private static final TestTenant TENANT = TestTenant.on(RunningServer.shared());
    private static final List<String> STEPS = List.of("leave", "heartbeat", "serve", "complete", "no-show");

    private static final Map<String, Set<String>> WAITING_ROOM = Map.of(
            "waiting", Set.of("leave", "no-show"),
            "released", Set.of("leave", "heartbeat", "serve", "complete", "no-show"),
            "serving", Set.of("leave", "heartbeat", "complete", "no-show"),
            "completed", Set.of(),
            "left", Set.of(),
            "no_show", Set.of());

    private static final Map<String, Set<String>> SERVICE_DESK = Map.of(
            "waiting", Set.of("leave", "no-show"),
            "called", Set.of("leave", "heartbeat", "serve", "complete", "no-show"),
            "serving", Set.of("leave", "heartbeat", "complete", "no-show"),
            "completed", Set.of(),
            "left", Set.of(),
            "no_show", Set.of());

    private final HttpApi key = TENANT.key();

    @TestFactory
    Stream<DynamicTest> theStepsOfAWaitingRoom() {
        String closed = TENANT.waitingRoom(Map.of());
        String open = TENANT.openRoom();
        return eachStep(WAITING_ROOM, status -> status.equals("waiting") ? closed : open);
    }

    @TestFactory
    Stream<DynamicTest> theStepsOfADesk() {
        return eachStep(SERVICE_DESK, _ -> TENANT.desk());
    }

    private Stream<DynamicTest> eachStep(Map<String, Set<String>> legal, UnaryOperator<String> queueFor) {
        return legal.keySet().stream()
                .sorted()
                .flatMap(status -> STEPS.stream()
                        .map(step -> DynamicTest.dynamicTest(status + ": " + step, () -> {
                            String id = inStatus(queueFor.apply(status), status);
                            Answer answer = take(id, step);
                            if (legal.getOrDefault(status, Set.of()).contains(step)) {
                                assertThat(answer.status()).isEqualTo(step.equals("leave") ? 204 : 200);
                                assertThat(status(id)).isEqualTo(after(step));
                            } else {
                                assertThat(answer.status()).isEqualTo(409);
                                assertThat(answer.code()).isEqualTo("illegal_transition");
                                assertThat(status(id)).isEqualTo(status);
                            }
                        })));
    }

    @Test
    void aStepIsAnsweredWithTheSession() {
        String queue = TENANT.desk();
        String id = inStatus(queue, "called");
        Answer served = key.post("/v1/queues/" + queue + "/sessions/" + id + "/serve");
        assertThat(served.status()).isEqualTo(200);
        assertThat(served.body().path("status").asText()).isEqualTo("serving");
        assertThat(served.body().has("servedAt")).isTrue();
        assertThat(served.header("VQ-Seq")).isEqualTo(served.body().path("seq").asText());
        String missed = inStatus(queue, "called");
        assertThat(key.post("/v1/queues/" + queue + "/sessions/" + missed + "/no-show")
                        .body()
                        .path("status")
                        .asText())
                .isEqualTo("no_show");
    }

    @Test
    void onlyStaffAndApplicationsOfTheTenantServe() {
        String queue = TENANT.desk();
        Answer joined = TENANT.join(queue, "ann");
        String path = "/v1/sessions/" + joined.body().path("sessionId").asText();
        HttpApi ann =
                TENANT.anonymous().withBearer(joined.body().path("sessionToken").asText());
        for (String step : List.of("/serve", "/no-show")) {
            assertThat(TENANT.anonymous().post(path + step).status()).isEqualTo(401);
            assertThat(ann.post(path + step).status()).isEqualTo(403);
            assertThat(TestTenant.on(RunningServer.shared())
                            .key()
                            .post(path + step)
                            .status())
                    .isEqualTo(404);
            assertThat(key.post("/v1/sessions/" + UUID.randomUUID() + step).status())
                    .isEqualTo(404);
            assertThat(key.post("/v1/sessions/nonsense" + step).status()).isEqualTo(404);
        }
    }

    private String inStatus(String queue, String status) {
        String id = TENANT.joined(queue, UUID.randomUUID().toString());
        boolean isDesk =
                key.get("/v1/queues/" + queue).body().path("kind").asText().equals("service_desk");
        if (!status.equals("waiting")) {
            if (isDesk) {
                key.post("/v1/queues/" + queue + "/call-next");
            } else {
                TENANT.awaitStatus(id, "released");
            }
            switch (status) {
                case "serving" -> take(id, "serve");
                case "completed" -> take(id, "complete");
                case "left" -> take(id, "leave");
                case "no_show" -> take(id, "no-show");
                default -> {}
            }
        }
        assertThat(status(id)).isEqualTo(status);
        return id;
    }

    private Answer take(String id, String step) {
        String path = "/v1/sessions/" + id;
        return step.equals("leave") ? key.delete(path) : key.post(path + "/" + step);
    }

    private String status(String id) {
        return key.get("/v1/sessions/" + id).body().path("status").asText();
    }

    private static String after(String step) {
        return switch (step) {
            case "leave" -> "left";
            case "complete" -> "completed";
            case "no-show" -> "no_show";
            default -> "serving";
        };
    }
}
