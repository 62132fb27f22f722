package io.virtualqueue.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.virtualqueue.server.HttpApi;
import io.virtualqueue.server.HttpApi.Answer;
import io.virtualqueue.server.RunningServer;
import io.virtualqueue.server.TestTenant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Looking: how far is it, and what is known of me? */
class PositionIT {
    private static final TestTenant TENANT = TestTenant.on(RunningServer.shared());

    private final HttpApi key = TENANT.key();

    @Test
    void thePositionFallsAsOthersLeave() {
        String queue = TENANT.waitingRoom(Map.of());
        List<String> inOrder = new ArrayList<>();
        for (String user : List.of("ann", "bob", "cem")) {
            inOrder.add(TENANT.joined(queue, user));
        }
        assertThat(position(queue, inOrder.get(2)).body().path("position").asInt())
                .isEqualTo(3);
        key.delete(session(queue, inOrder.get(0)));
        Answer cem = position(queue, inOrder.get(2));
        assertThat(cem.body().properties())
                .extracting(Map.Entry::getKey)
                .containsExactly(
                        "sessionId",
                        "status",
                        "position",
                        "aheadOfYou",
                        "estimatedWaitSeconds",
                        "estimatedWaitSecondsP90",
                        "estimatedWaitTime");
        assertThat(cem.body().path("position").asInt()).isEqualTo(2);
        assertThat(cem.body().path("aheadOfYou").asInt()).isEqualTo(1);
        Answer ann = position(queue, inOrder.get(0));
        assertThat(ann.body().path("status").asText()).isEqualTo("left");
        assertThat(ann.body().path("position").asInt()).isZero();
        assertThat(ann.body().path("estimatedWaitSeconds").isNull()).isTrue();
    }

    @Test
    void theWaitIsSpokenInTheLanguageOfTheCaller() {
        String queue = TENANT.waitingRoom(Map.of("releaseRatePerMinute", 1, "maxConcurrentUsers", 1));
        for (int i = 0; i < 6; i++) {
            TENANT.join(queue, "before " + i);
        }
        String path = session(queue, TENANT.joined(queue, "ann")) + "/position";
        Answer english = key.get(path);
        assertThat(english.body().path("estimatedWaitSeconds").asLong()).isPositive();
        assertThat(english.body().path("estimatedWaitSecondsP90").asLong())
                .isGreaterThanOrEqualTo(
                        english.body().path("estimatedWaitSeconds").asLong());
        assertThat(english.body().path("estimatedWaitTime").asText()).endsWith("minutes");
        assertThat(key.with("Accept-Language", "ar")
                        .get(path)
                        .body()
                        .path("estimatedWaitTime")
                        .asText())
                .contains("دقائق");
    }

    @Test
    void aSessionTokenOpensItsOwnSessionAndNoOther() {
        String queue = TENANT.waitingRoom(Map.of());
        Answer joined = TENANT.join(queue, "ann");
        String own = joined.body().path("sessionId").asText();
        String other = TENANT.joined(queue, "bob");
        HttpApi ann =
                TENANT.anonymous().withBearer(joined.body().path("sessionToken").asText());
        for (String path : List.of("/v1/queues/" + queue + "/sessions/", "/v1/sessions/")) {
            assertThat(ann.get(path + own + "/position").status()).isEqualTo(200);
            assertThat(ann.get(path + own).body().path("userId").asText()).isEqualTo("ann");
            assertThat(ann.get(path + other + "/position").status()).isEqualTo(404);
            assertThat(ann.get(path + other).status()).isEqualTo(404);
            assertThat(ann.delete(path + other).status()).isEqualTo(404);
            assertThat(ann.post(path + own + "/heartbeat").status()).isEqualTo(403);
            assertThat(ann.post(path + own + "/complete").status()).isEqualTo(403);
        }
        assertThat(ann.get("/v1/queues/" + UUID.randomUUID() + "/sessions/" + own)
                        .status())
                .isEqualTo(404);
        assertThat(ann.delete("/v1/sessions/" + own).status()).isEqualTo(204);
    }

    @Test
    void unknownSessionsAreUnknown() {
        String queue = TENANT.waitingRoom(Map.of());
        TestTenant others = TestTenant.on(RunningServer.shared());
        String othersQueue = others.waitingRoom(Map.of());
        String othersSession = others.joined(othersQueue, "ann");
        for (String id : List.of(UUID.randomUUID().toString(), "nonsense", othersSession)) {
            assertThat(position(queue, id).status()).as(id).isEqualTo(404);
            assertThat(key.get("/v1/sessions/" + id + "/position").status())
                    .as(id)
                    .isEqualTo(404);
            assertThat(key.get("/v1/sessions/" + id).status()).as(id).isEqualTo(404);
            assertThat(key.delete("/v1/sessions/" + id).status()).as(id).isEqualTo(404);
        }
        assertThat(position(othersQueue, othersSession).status()).isEqualTo(404);
        assertThat(TENANT.anonymous().get("/v1/sessions/" + othersSession).status())
                .isEqualTo(401);
    }

    @Test
    void aSessionOfAnotherQueueIsNotInThisOne() {
        String session = TENANT.joined(TENANT.waitingRoom(Map.of()), "ann");
        String other = TENANT.waitingRoom(Map.of());
        assertThat(position(other, session).status()).isEqualTo(404);
        assertThat(key.get(session(other, session)).status()).isEqualTo(404);
        assertThat(key.delete(session(other, session)).status()).isEqualTo(404);
    }

    @Test
    void aReaderGetsWhatIsAtLeastAsNewAsItHasSeen() {
        String queue = TENANT.waitingRoom(Map.of());
        Answer joined = TENANT.join(queue, "ann");
        String path = session(queue, joined.body().path("sessionId").asText()) + "/position";
        long seq = joined.body().path("seq").asLong();
        assertThat(key.with("VQ-Min-Seq", Long.toString(seq)).get(path).status())
                .isEqualTo(200);
        Answer behind = key.with("VQ-Min-Seq", Long.toString(seq + 1)).get(path);
        assertThat(behind.status()).isEqualTo(503);
        assertThat(behind.code()).isEqualTo("behind");
        assertThat(behind.header("Retry-After")).isNotNull();
        for (String bad : List.of("-1", "x", "99999999999999999999")) {
            assertThat(key.with("VQ-Min-Seq", bad).get(path).badFields()).containsExactly("VQ-Min-Seq");
        }
    }

    @Test
    void aSessionIsShownWithItsPerson() {
        String queue = TENANT.waitingRoom(Map.of());
        String id = key.post(
                        "/v1/queues/" + queue + "/sessions",
                        Map.of(
                                "userId", "ann",
                                "userName", "Ann",
                                "userEmail", "ann@example.com",
                                "userPhone", "+49 30 1234",
                                "metadata", Map.of("cart", List.of(1, 2))))
                .body()
                .path("sessionId")
                .asText();
        Answer shown = TENANT.person("staff").get(session(queue, id));
        assertThat(shown.body().path("userName").asText()).isEqualTo("Ann");
        assertThat(shown.body().path("userEmail").asText()).isEqualTo("ann@example.com");
        assertThat(shown.body().path("userPhone").asText()).isEqualTo("+49 30 1234");
        assertThat(shown.body().at("/metadata/cart/1").asInt()).isEqualTo(2);
        assertThat(shown.body().path("position").asInt()).isEqualTo(1);
        assertThat(shown.body().has("releasedAt")).isFalse();
        assertThat(shown.body().has("seq")).isFalse();
        assertThat(TENANT.person("customer").get(session(queue, id)).status()).isEqualTo(403);
    }

    @Test
    void whoIsReleasedGetsAPass() {
        Answer joined = TENANT.join(TENANT.openRoom(), "ann");
        String id = joined.body().path("sessionId").asText();
        HttpApi ann =
                TENANT.anonymous().withBearer(joined.body().path("sessionToken").asText());
        TENANT.awaitStatus(id, "released");
        Answer released = ann.get("/v1/sessions/" + id + "/position");
        assertThat(released.body().path("position").asInt()).isZero();
        assertThat(released.body().path("estimatedWaitSeconds").asInt(-1)).isZero();
        assertThat(released.body().path("pass").asText()).matches("[\\w-]+\\.[\\w-]+\\.[\\w-]+");
        assertThat(ann.get("/v1/sessions/" + id + "/position").body().path("pass"))
                .isEqualTo(released.body().path("pass"));
    }

    private Answer position(String queue, String session) {
        return key.get(session(queue, session) + "/position");
    }

    private static String session(String queue, String session) {
        return "/v1/queues/" + queue + "/sessions/" + session;
    }
}
