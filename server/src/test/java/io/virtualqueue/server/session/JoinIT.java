package io.virtualqueue.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.virtualqueue.server.HttpApi;
import io.virtualqueue.server.HttpApi.Answer;
import io.virtualqueue.server.RunningServer;
import io.virtualqueue.server.TestTenant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Joining with a key or as staff. */
class JoinIT {
    private static final TestTenant TENANT = TestTenant.on(RunningServer.shared());

    private final HttpApi key = TENANT.key();

    @Test
    void whoJoinsGetsThePlaceAtTheEnd() {
        String queue = TENANT.waitingRoom(Map.of());
        TENANT.join(queue, "ann");
        Answer joined = key.post(sessions(queue), Map.of("userId", "bob", "userName", "Bob"));
        assertThat(joined.status()).isEqualTo(201);
        assertThat(joined.body().properties())
                .extracting(Map.Entry::getKey)
                .containsExactly(
                        "sessionId",
                        "queueId",
                        "userId",
                        "userName",
                        "status",
                        "priority",
                        "position",
                        "aheadOfYou",
                        "estimatedWaitSeconds",
                        "estimatedWaitSecondsP90",
                        "estimatedWaitTime",
                        "joinedAt",
                        "seq",
                        "sessionToken");
        assertThat(joined.body().path("queueId").asText()).isEqualTo(queue);
        assertThat(joined.body().path("userId").asText()).isEqualTo("bob");
        assertThat(joined.body().path("userName").asText()).isEqualTo("Bob");
        assertThat(joined.body().path("status").asText()).isEqualTo("waiting");
        assertThat(joined.body().path("priority").asText()).isEqualTo("normal");
        assertThat(joined.body().path("position").asInt()).isEqualTo(2);
        assertThat(joined.body().path("aheadOfYou").asInt()).isEqualTo(1);
        assertThat(joined.body().path("estimatedWaitSeconds").isNull())
                .as("at a rate of 0 nobody can tell")
                .isTrue();
        assertThat(joined.body().path("joinedAt").asText()).endsWith("Z");
        assertThat(joined.body().path("sessionToken").asText()).startsWith("vqs_");
        assertThat(joined.header("VQ-Seq"))
                .isEqualTo("3")
                .isEqualTo(joined.body().path("seq").asText());
        assertThat(UUID.fromString(joined.body().path("sessionId").asText()).version())
                .isEqualTo(7);
    }

    @Test
    void theSameUserGetsTheLiveSessionBack() {
        String queue = TENANT.waitingRoom(Map.of());
        Map<String, Object> ann = Map.of("userId", "ann", "userName", "Ann");
        Answer first = key.post(sessions(queue), ann);
        Answer second = key.post(sessions(queue), Map.of("userId", "ann", "userName", "Not Ann", "priority", "vip"));
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.body().path("sessionId")).isEqualTo(first.body().path("sessionId"));
        assertThat(second.body().path("sessionToken")).isEqualTo(first.body().path("sessionToken"));
        assertThat(second.body().path("userName").asText()).isEqualTo("Ann");
        assertThat(second.body().path("priority").asText()).isEqualTo("normal");
        assertThat(second.body().path("seq")).isEqualTo(first.body().path("seq"));
    }

    @Test
    void whoHasLeftJoinsAnew() {
        String queue = TENANT.waitingRoom(Map.of());
        String first = TENANT.joined(queue, "ann");
        key.delete(sessions(queue) + "/" + first);
        assertThat(TENANT.joined(queue, "ann")).isNotEqualTo(first);
    }

    @Test
    void higherPrioritiesGoFirst() {
        String queue = TENANT.waitingRoom(Map.of());
        TENANT.join(queue, "normal");
        Answer vip = key.post(sessions(queue), Map.of("userId", "vip", "priority", "vip"));
        assertThat(vip.body().path("position").asInt()).isEqualTo(1);
        assertThat(vip.body().path("priority").asText()).isEqualTo("vip");
    }

    @Test
    void everyBadFieldIsNamed() {
        String queue = TENANT.waitingRoom(Map.of());
        Answer refused = key.send("POST", sessions(queue), """
                {"userId": "", "userName": 5, "userEmail": "no address", "userPhone": "\\u0000", "priority": true,
                 "metadata": [1], "tenantId": "x"}""");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.code()).isEqualTo("invalid_fields");
        assertThat(refused.badFields())
                .containsExactlyInAnyOrder(
                        "userId", "userName", "userEmail", "userPhone", "priority", "metadata", "tenantId");
    }

    @Test
    void badValuesOfUserIdAreRefused() {
        String queue = TENANT.waitingRoom(Map.of());
        for (String body : List.of(
                "{}",
                "{\"userId\": null}",
                "{\"userId\": 7}",
                "{\"userId\": \"" + "x".repeat(256) + "\"}",
                "{\"userId\": \"a\\u0000b\"}",
                "{\"userId\": \"\\ud800\"}")) {
            Answer refused = key.send("POST", sessions(queue), body);
            assertThat(refused.status()).as(body).isEqualTo(422);
            assertThat(refused.badFields()).as(body).containsExactly("userId");
        }
        assertThat(key.post(sessions(queue), Map.of("userId", "x".repeat(255))).status())
                .isEqualTo(201);
    }

    @Test
    void metadataIsAnObjectThatPostgreSqlTakes() {
        String queue = TENANT.waitingRoom(Map.of());
        for (String metadata : List.of(
                "\"text\"", "{\"a\": \"\\u0000\"}", "{\"a\": 1e400}", "{\"a\": \"" + "x".repeat(4_096) + "\"}")) {
            Answer refused = key.send("POST", sessions(queue), "{\"userId\": \"ann\", \"metadata\": " + metadata + "}");
            assertThat(refused.status()).as(metadata).isEqualTo(422);
            assertThat(refused.badFields()).as(metadata).containsExactly("metadata");
        }
    }

    @Test
    void anUnknownPriorityIsABadField() {
        String queue = TENANT.waitingRoom(Map.of());
        Answer refused = key.post(sessions(queue), Map.of("userId", "ann", "priority", "royal"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.badFields()).containsExactly("priority");
    }

    @Test
    void whatIsNotAJsonObjectIsRefused() {
        String path = sessions(TENANT.waitingRoom(Map.of()));
        assertThat(key.send("POST", path, "{\"userId\"").status()).isEqualTo(400);
        assertThat(key.send("POST", path, "{\"userId\"").code()).isEqualTo("malformed_json");
        assertThat(key.send("POST", path, "{\"userId\":\"a\",\"userId\":\"b\"}").status())
                .isEqualTo(400);
        assertThat(key.send("POST", path, "[]").status()).isEqualTo(422);
        assertThat(key.with("Content-Type", "text/plain")
                        .send("POST", path, "ann")
                        .status())
                .isEqualTo(415);
        assertThat(key.send("POST", path, "{\"userId\":\"" + "x".repeat(2_000_000) + "\"}")
                        .status())
                .isEqualTo(413);
        assertThat(key.post(path).status()).as("nothing").isIn(415, 422);
    }

    @Test
    void aQueueThatIsNotTheTenantsIsUnknown() {
        String others = TestTenant.on(RunningServer.shared()).waitingRoom(Map.of());
        for (String queue : List.of(others, UUID.randomUUID().toString(), "nonsense")) {
            Answer refused = key.post(sessions(queue), Map.of("userId", "ann"));
            assertThat(refused.status()).as(queue).isEqualTo(404);
            assertThat(refused.code()).as(queue).isEqualTo("not_found");
        }
        String othersPath = "/v1/tenants/" + UUID.randomUUID() + "/queues/" + others + "/sessions";
        assertThat(key.post(othersPath, Map.of("userId", "ann")).status()).isEqualTo(404);
    }

    @Test
    void aDeletedQueueIsGoneForItsSessionsToo() {
        String queue = TENANT.waitingRoom(Map.of());
        String session = TENANT.joined(queue, "ann");
        key.delete("/v1/queues/" + queue);
        assertThat(key.post(sessions(queue), Map.of("userId", "bob")).status()).isEqualTo(404);
        assertThat(key.get(sessions(queue)).status()).isEqualTo(404);
        assertThat(key.get(sessions(queue) + "/" + session).status()).isEqualTo(404);
        assertThat(key.get(sessions(queue) + "/" + session + "/position").status())
                .isEqualTo(404);
        assertThat(key.delete(sessions(queue) + "/" + session).status()).isEqualTo(404);
    }

    @Test
    void aClosedQueueTakesNobodyIn() {
        String queue = TENANT.waitingRoom(Map.of());
        assertThat(key.patch("/v1/queues/" + queue, Map.of("status", "closed")).status())
                .isEqualTo(200);
        Answer refused = key.post(sessions(queue), Map.of("userId", "ann"));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("queue_closed");
    }

    @Test
    void aPausedQueueTakesPeopleInAndCannotSayHowLong() {
        String queue = TENANT.waitingRoom(Map.of("releaseRatePerMinute", 1));
        key.post("/v1/queues/" + queue + "/pause");
        Answer joined = TENANT.join(queue, "ann");
        assertThat(joined.body().path("position").asInt()).isEqualTo(1);
        assertThat(joined.body().path("estimatedWaitSeconds").isNull()).isTrue();
        assertThat(joined.body().path("estimatedWaitTime").isNull()).isTrue();
    }

    @Test
    void theSameIdempotencyKeyGetsTheSameAnswer() {
        String queue = TENANT.waitingRoom(Map.of());
        HttpApi once = key.with("Idempotency-Key", UUID.randomUUID().toString());
        Answer first = once.post(sessions(queue), Map.of("userId", "ann"));
        Answer again = once.post(sessions(queue), Map.of("userId", "ann"));
        assertThat(first.header("Idempotent-Replayed")).isNull();
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        Answer other = once.post(sessions(queue), Map.of("userId", "bob"));
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.code()).isEqualTo("idempotency_key_reused");
    }

    @Test
    void aJoinThatFoundAPlaceIsAnsweredLikeThatAgain() {
        String queue = TENANT.waitingRoom(Map.of());
        TENANT.join(queue, "ann");
        HttpApi once = key.with("Idempotency-Key", UUID.randomUUID().toString());
        Answer found = once.post(sessions(queue), Map.of("userId", "ann"));
        Answer again = once.post(sessions(queue), Map.of("userId", "ann"));
        assertThat(found.status()).isEqualTo(200);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(again.body()).isEqualTo(found.body());
    }

    @Test
    void anIdempotencyKeyFindsASessionThatHasEnded() {
        String queue = TENANT.waitingRoom(Map.of());
        HttpApi once = key.with("Idempotency-Key", UUID.randomUUID().toString());
        String session = once.post(sessions(queue), Map.of("userId", "ann"))
                .body()
                .path("sessionId")
                .asText();
        key.delete(sessions(queue) + "/" + session);
        Answer again = once.post(sessions(queue), Map.of("userId", "ann"));
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.body().path("sessionId").asText()).isEqualTo(session);
        assertThat(again.body().path("status").asText()).isEqualTo("left");
        assertThat(key.with("Idempotency-Key", "a b")
                        .post(sessions(queue), Map.of("userId", "ann"))
                        .badFields())
                .containsExactly("Idempotency-Key");
    }

    @Test
    void onlyStaffAndApplicationsTakePeopleIn() {
        String queue = TENANT.waitingRoom(Map.of());
        Map<String, Object> ann = Map.of("userId", "ann");
        assertThat(TENANT.anonymous().post(sessions(queue), ann).status()).isEqualTo(401);
        String token = TENANT.join(queue, "bob").body().path("sessionToken").asText();
        assertThat(TENANT.anonymous()
                        .withBearer(token)
                        .post(sessions(queue), ann)
                        .status())
                .isEqualTo(403);
        assertThat(TENANT.person("customer").post(sessions(queue), ann).status())
                .isEqualTo(403);
        assertThat(TENANT.person("staff").post(sessions(queue), ann).status()).isEqualTo(201);
    }

    @Test
    void theTenantMayBeNamedInThePathOrTheBody() {
        String queue = TENANT.waitingRoom(Map.of());
        HttpApi superAdmin = RunningServer.shared().superAdmin();
        assertThat(superAdmin.post(sessions(queue), Map.of("userId", "ann")).badFields())
                .containsExactly("tenantId");
        assertThat(superAdmin
                        .post(sessions(queue), Map.of("userId", "ann", "tenantId", TENANT.id()))
                        .status())
                .isEqualTo(201);
        String full = "/v1/tenants/" + TENANT.id() + "/queues/" + queue + "/sessions";
        assertThat(superAdmin.post(full, Map.of("userId", "bob")).status()).isEqualTo(201);
        assertThat(key.post(full, Map.of("userId", "bob")).status()).isEqualTo(200);
        assertThat(key.post(full, Map.of("userId", "bob", "tenantId", UUID.randomUUID()))
                        .badFields())
                .containsExactly("tenantId");
    }

    private static String sessions(String queue) {
        return "/v1/queues/" + queue + "/sessions";
    }
}
