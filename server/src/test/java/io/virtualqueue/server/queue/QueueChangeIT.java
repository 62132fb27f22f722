package io.virtualqueue.server.queue;

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

class QueueChangeIT {
    private static final TestTenant TENANT = TestTenant.on(RunningServer.shared());
    private static final HttpApi KEY = TENANT.key();
    private static final Map<String, Object> DESK = Map.of("name", "desk", "kind", "service_desk");

    private static String room() {
        return "/v1/queues/" + TENANT.waitingRoom(Map.of("releaseRatePerMinute", 10));
    }

    @Test
    void aPatchChangesWhatItNames() {
        String room = room();

        Answer changed = KEY.patch(room, Map.of("name", "New", "releaseRatePerMinute", 0, "description", "d"));

        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.header("VQ-Seq")).isEqualTo("2");
        assertThat(changed.body().path("seq").asLong()).isEqualTo(2);
        assertThat(changed.body().path("name").asText()).isEqualTo("New");
        assertThat(changed.body().path("maxConcurrentUsers").asInt()).isEqualTo(1_000);
        assertThat(changed.body().path("estimatedWaitSeconds").isNull()).isTrue();
        assertThat(changed.body().path("updatedAt").asText())
                .isGreaterThan(changed.body().path("createdAt").asText());
        assertThat(KEY.patch(room, "{\"description\": null}")
                        .body()
                        .path("description")
                        .isNull())
                .isTrue();
    }

    @Test
    void aPatchThatChangesNothingMakesNoEvent() {
        assertThat(KEY.patch(room(), "{}").header("VQ-Seq")).isEqualTo("1");
    }

    @Test
    void aBadPatchNamesEveryBadFieldAndChangesNothing() {
        String room = room();

        Answer answer = KEY.patch(
                room, "{\"name\": \"\", \"kind\": \"service_desk\", \"maxConcurrentUsers\": null, \"status\": 1}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.badFields()).containsExactlyInAnyOrder("name", "kind", "maxConcurrentUsers", "status");
        assertThat(KEY.get(room).body().path("seq").asLong()).isEqualTo(1);
    }

    @Test
    void aPausedQueueSaysSoAndForecastsNothing() {
        String room = room();

        Answer paused = KEY.post(room + "/pause");

        assertThat(paused.status()).isEqualTo(200);
        assertThat(paused.body().path("status").asText()).isEqualTo("paused");
        assertThat(paused.body().path("isActive").asBoolean()).isFalse();
        assertThat(paused.body().path("estimatedWaitTime").isNull()).isTrue();
        assertThat(KEY.post(room + "/resume").body().path("status").asText()).isEqualTo("active");
    }

    @Test
    void aClosedQueueIsOpenedByAPatchOnly() {
        String room = room();
        KEY.patch(room, Map.of("status", "closed"));

        assertThat(KEY.post(room + "/pause").code()).isEqualTo("queue_closed");
        Answer resumed = KEY.post(room + "/resume");
        assertThat(resumed.status()).isEqualTo(409);
        assertThat(resumed.code()).isEqualTo("queue_closed");
        assertThat(KEY.patch(room, Map.of("isActive", true))
                        .body()
                        .path("status")
                        .asText())
                .isEqualTo("active");
    }

    @Test
    void theDefaultPriorityCannotBeRemoved() {
        Answer answer = KEY.patch(room(), Map.of("priorities", List.of(Map.of("name", "gold", "level", 7))));

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.code()).isEqualTo("level_in_use");
    }

    @Test
    void aPriorityWithPeopleInItCannotBeRemoved() {
        String id = TENANT.waitingRoom(Map.of());
        KEY.post("/v1/queues/" + id + "/sessions", Map.of("userId", "ann", "priority", "vip"));

        Answer answer =
                KEY.patch("/v1/queues/" + id, Map.of("priorities", List.of(Map.of("name", "normal", "level", 20))));

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.code()).isEqualTo("level_in_use");
    }

    @Test
    void prioritiesAreReplacedWhole() {
        Answer answer = KEY.patch(
                room(),
                Map.of(
                        "priorities",
                        List.of(Map.of("name", "silver", "level", 3), Map.of("name", "gold", "level", 7)),
                        "defaultPriority",
                        "silver"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("priorities").toString())
                .isEqualTo("[{\"name\":\"gold\",\"level\":7,\"weight\":1,\"headStartSeconds\":0},"
                        + "{\"name\":\"silver\",\"level\":3,\"weight\":1,\"headStartSeconds\":0}]");
        assertThat(answer.body().path("defaultPriority").asText()).isEqualTo("silver");
    }

    @Test
    void theSameKeyMakesAQueueOnce() {
        HttpApi once = KEY.with("Idempotency-Key", UUID.randomUUID().toString());

        Answer first = once.post("/v1/queues", DESK);
        Answer again = once.post("/v1/queues", DESK);

        assertThat(again.status()).isEqualTo(201);
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(first.header("Idempotent-Replayed")).isNull();
        assertThat(again.body()).isEqualTo(first.body());
    }

    @Test
    void theSameKeyMakesABatchOnce() {
        HttpApi once = KEY.with("Idempotency-Key", UUID.randomUUID().toString());
        Map<String, Object> batch = Map.of(
                "queues",
                IntStream.range(0, 10)
                        .mapToObj(index -> Map.of("name", "desk " + index, "kind", "service_desk"))
                        .toList());

        Answer first = once.post("/v1/queues/batch", batch);
        Answer again = once.post("/v1/queues/batch", batch);

        assertThat(first.status()).isEqualTo(201);
        assertThat(first.body().path("queues").findValuesAsText("name")).contains("desk 0", "desk 9");
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(again.body()).isEqualTo(first.body());
    }

    @Test
    void aKeyThatComesWithAnotherBodyIsRefused() {
        HttpApi once = KEY.with("Idempotency-Key", UUID.randomUUID().toString());
        once.post("/v1/queues", DESK);

        Answer answer = once.post("/v1/queues", Map.of("name", "another", "kind", "service_desk"));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.code()).isEqualTo("idempotency_key_reused");
    }

    @Test
    void aReplayOfWhatIsDeletedByNowFindsNothing() {
        HttpApi once = KEY.with("Idempotency-Key", UUID.randomUUID().toString());
        Answer made = once.post("/v1/queues", DESK);
        KEY.delete("/v1/queues/" + made.body().path("id").asText());

        assertThat(once.post("/v1/queues", DESK).status()).isEqualTo(404);
    }

    @Test
    void theSameKeyPausesAndDeletesOnce() {
        String room = room();
        HttpApi once = KEY.with("Idempotency-Key", UUID.randomUUID().toString());
        once.post(room + "/pause");
        KEY.post(room + "/resume");

        Answer again = once.post(room + "/pause");

        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(again.header("VQ-Seq")).isEqualTo("2");
        assertThat(KEY.get(room).body().path("status").asText()).isEqualTo("active");
        HttpApi deletesOnce = KEY.with("Idempotency-Key", UUID.randomUUID().toString());
        assertThat(deletesOnce.delete(room).status()).isEqualTo(204);
        Answer deletedAgain = deletesOnce.delete(room);
        assertThat(deletedAgain.status()).isEqualTo(204);
        assertThat(deletedAgain.header("Idempotent-Replayed")).isEqualTo("true");
    }
}
