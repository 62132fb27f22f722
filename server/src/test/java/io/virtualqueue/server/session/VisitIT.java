package io.virtualqueue.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.virtualqueue.server.HttpApi;
import io.virtualqueue.server.HttpApi.Answer;
import io.virtualqueue.server.RunningServer;
import io.virtualqueue.server.TestTenant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Being on the site: heartbeats, and being done. */
class VisitIT {
    private static final TestTenant TENANT = TestTenant.on(RunningServer.shared());

    private final HttpApi key = TENANT.key();

    @Test
    void theFirstHeartbeatWithThePassBeginsTheVisitAndCompleteEndsIt() {
        String id = released(TENANT.openRoom());
        HttpApi site = site(id);
        Answer first = site.post("/v1/sessions/" + id + "/heartbeat");
        assertThat(first.status()).isEqualTo(200);
        assertThat(first.body().path("sessionId").asText()).isEqualTo(id);
        assertThat(first.body().path("status").asText()).isEqualTo("serving");
        assertThat(first.header("VQ-Seq")).isEqualTo(first.body().path("seq").asText());
        Answer second = site.post("/v1/sessions/" + id + "/heartbeat");
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.body().path("seq"))
                .as("no event")
                .isEqualTo(first.body().path("seq"));
        Answer completed = site.post("/v1/sessions/" + id + "/complete");
        assertThat(completed.status()).isEqualTo(200);
        assertThat(completed.body().path("status").asText()).isEqualTo("completed");
        assertThat(completed.body().path("seq").asLong())
                .isEqualTo(first.body().path("seq").asLong() + 1);
        assertThat(completed.body().has("endedAt")).isTrue();
    }

    @Test
    void firstHeartbeatsAtTheSameMomentAllCount() {
        String id = released(TENANT.openRoom());
        HttpApi site = site(id);
        List<Answer> answers = IntStream.range(0, 16)
                .parallel()
                .mapToObj(_ -> site.post("/v1/sessions/" + id + "/heartbeat"))
                .toList();
        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body().path("status").asText()).isEqualTo("serving");
        });
    }

    @Test
    void aHeartbeatRenewsThePass() {
        String id = released(TENANT.openRoom());
        String renewed = site(id).post("/v1/sessions/" + id + "/heartbeat")
                .body()
                .path("pass")
                .asText();
        assertThat(TENANT.anonymous()
                        .withBearer(renewed)
                        .post("/v1/sessions/" + id + "/heartbeat")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aPassIsForTheSiteAndForItsOwnSession() {
        String queue = TENANT.openRoom();
        String id = released(queue);
        String other = released(queue);
        HttpApi site = site(id);
        assertThat(site.get("/v1/sessions/" + id + "/position").status()).isEqualTo(403);
        assertThat(site.delete("/v1/sessions/" + id).status()).isEqualTo(403);
        assertThat(site.post("/v1/sessions/" + other + "/heartbeat").status()).isEqualTo(404);
        assertThat(site.post("/v1/sessions/" + other + "/complete").status()).isEqualTo(404);
        assertThat(site.get("/v1/queues/" + queue + "/sessions").status()).isEqualTo(403);
        assertThat(site.post("/v1/queues/" + queue + "/sessions/" + id + "/heartbeat")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void leavingGivesThePlaceUpOnceAndForAll() {
        String queue = TENANT.waitingRoom(Map.of());
        String id = TENANT.joined(queue, "ann");
        Answer left = key.delete("/v1/queues/" + queue + "/sessions/" + id);
        assertThat(left.status()).isEqualTo(204);
        assertThat(left.text()).isEmpty();
        assertThat(left.header("VQ-Seq")).isEqualTo("3");
        Answer again = key.delete("/v1/queues/" + queue + "/sessions/" + id);
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.code()).isEqualTo("illegal_transition");
        assertThat(again.body().path("detail").asText()).contains("left");
    }

    @Test
    void aMethodThatIsNotOfferedSaysWhichAre() {
        String queue = TENANT.desk();
        String id = TENANT.joined(queue, "ann");
        for (String path : List.of("/v1/queues/" + queue + "/sessions/" + id, "/v1/sessions/" + id)) {
            Answer refused = key.send("PUT", path, "{}");
            assertThat(refused.status()).isEqualTo(405);
            assertThat(refused.header("Allow")).contains("GET", "DELETE");
            for (String step : List.of("/serve", "/heartbeat")) {
                assertThat(key.get(path + step).status()).isEqualTo(405);
                assertThat(key.get(path + step).header("Allow")).contains("POST");
            }
            assertThat(key.get(path + "/nonsense").status()).isEqualTo(404);
        }
        assertThat(key.get("/v1/queues/" + queue + "/call-next").status()).isEqualTo(405);
    }

    @Test
    void theSameIdempotencyKeyLeavesOnce() {
        String id = TENANT.joined(TENANT.waitingRoom(Map.of()), "ann");
        HttpApi once = key.with("Idempotency-Key", UUID.randomUUID().toString());
        assertThat(once.delete("/v1/sessions/" + id).status()).isEqualTo(204);
        Answer again = once.delete("/v1/sessions/" + id);
        assertThat(again.status()).isEqualTo(204);
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
    }

    @Test
    void whoWaitsInSilenceIsTakenOut() {
        String queue = TENANT.waitingRoom(Map.of("abandonAfterSeconds", 2));
        Answer silent = TENANT.join(queue, "silent");
        Answer asking = TENANT.join(queue, "asking");
        HttpApi askingVisitor =
                TENANT.anonymous().withBearer(asking.body().path("sessionToken").asText());
        HttpApi staff = TENANT.person("staff");
        String asked = "/v1/sessions/" + asking.body().path("sessionId").asText();
        String quiet = "/v1/sessions/" + silent.body().path("sessionId").asText();
        Answer gone = TestTenant.await(
                () -> {
                    assertThat(askingVisitor
                                    .get(asked + "/position")
                                    .body()
                                    .path("status")
                                    .asText())
                            .isEqualTo("waiting");
                    return staff.get(quiet);
                },
                answer -> !answer.body().path("status").asText().equals("waiting"));
        assertThat(gone.body().path("status").asText()).isEqualTo("left");
    }

    @Test
    void aVisitWithoutHeartbeatEnds() {
        String queue = TENANT.waitingRoom(Map.of("releaseRatePerMinute", 60_000, "servingTimeoutSeconds", 1));
        String id = released(queue);
        assertThat(key.post("/v1/sessions/" + id + "/heartbeat").status()).isEqualTo(200);
        assertThat(TENANT.awaitStatus(id, "expired").body().has("pass")).isFalse();
    }

    private String released(String queue) {
        String id = TENANT.joined(queue, UUID.randomUUID().toString());
        TENANT.awaitStatus(id, "released");
        return id;
    }

    private HttpApi site(String id) {
        return TENANT.anonymous()
                .withBearer(key.get("/v1/sessions/" + id + "/position")
                        .body()
                        .path("pass")
                        .asText());
    }
}
