package io.virtualqueue.server.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.virtualqueue.server.HttpApi;
import io.virtualqueue.server.HttpApi.Answer;
import io.virtualqueue.server.RunningServer;
import io.virtualqueue.server.TestTenant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Taking back what was a mistake. */
class UndoIT {
    private static final TestTenant TENANT = TestTenant.on(RunningServer.shared());

    private final HttpApi staff = TENANT.person("staff");
    private final String queue = TENANT.desk();
    private final String ann = TENANT.joined(queue, "ann");
    private final String bob = TENANT.joined(queue, "bob");

    @Test
    void whoWasCalledByMistakeHasTheOldPlaceAgain() {
        take(bob, "call");

        Answer undone = take(bob, "undo");

        assertThat(undone.status()).isEqualTo(200);
        assertThat(undone.body().path("status").asText()).isEqualTo("waiting");
        assertThat(undone.body().path("position").asInt()).isEqualTo(2);
        assertThat(undone.header("VQ-Seq")).isEqualTo(undone.body().path("seq").asText());
    }

    @Test
    void whoWasCompletedByMistakeIsServedStill() {
        take(ann, "call");
        JsonNode serving = take(ann, "serve").body();
        take(ann, "complete");

        JsonNode undone = take(ann, "undo").body();

        assertThat(undone.path("status").asText()).isEqualTo("serving");
        assertThat(undone.path("counterId")).isEqualTo(serving.path("counterId"));
        assertThat(undone.path("servedAt")).isEqualTo(serving.path("servedAt"));
        assertThat(undone.has("endedAt")).isFalse();
        assertThat(take(ann, "complete").status()).isEqualTo(200);
    }

    @Test
    void whoWasMovedGoesBack() {
        staff.post("/v1/sessions/" + bob + "/move", Map.of("place", "first"));
        assertThat(position(bob)).isEqualTo(1);

        take(bob, "undo");

        assertThat(position(bob)).isEqualTo(2);
        staff.post("/v1/sessions/" + bob + "/move", Map.of("priority", "vip"));
        assertThat(take(bob, "undo").body().path("priority").asText()).isEqualTo("normal");
        assertThat(position(ann)).isEqualTo(1);
    }

    @Test
    void aReturnIsTakenBackToTheCounter() {
        staff.post("/v1/sessions/" + ann + "/call", Map.of("counterId", "4"));
        take(ann, "no-show");
        take(ann, "return");

        assertThat(take(ann, "undo").body().path("status").asText()).isEqualTo("no_show");
        assertThat(staff.get("/v1/sessions/" + ann).body().path("counterId").asText())
                .isEqualTo("4");
    }

    @Test
    void aRecallDoesNotHideTheCall() {
        take(ann, "call");
        take(ann, "recall");

        assertThat(take(ann, "undo").body().path("status").asText()).isEqualTo("waiting");
    }

    @Test
    void onlyTheLastStepIsTakenBackAndOnce() {
        take(ann, "call");
        take(ann, "serve");
        assertThat(take(ann, "undo").body().path("status").asText()).isEqualTo("called");

        Answer again = take(ann, "undo");

        assertThat(again.status()).isEqualTo(409);
        assertThat(again.code()).isEqualTo("nothing_to_undo");
    }

    @Test
    void whoHasAnotherPlaceMeanwhileStaysThere() {
        take(ann, "call");
        take(ann, "complete");
        TENANT.join(queue, "ann");

        assertThat(take(ann, "undo").status()).isEqualTo(409);
        assertThat(staff.get("/v1/sessions/" + ann).body().path("status").asText())
                .isEqualTo("completed");
    }

    @Test
    void theSameIdempotencyKeyUndoesOnce() {
        take(ann, "call");
        HttpApi once = staff.with("Idempotency-Key", UUID.randomUUID().toString());

        Answer first = once.post("/v1/sessions/" + ann + "/undo");
        Answer second = once.post("/v1/sessions/" + ann + "/undo");

        assertThat(second.status()).isEqualTo(200);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(once.post("/v1/sessions/" + bob + "/undo").code()).isEqualTo("idempotency_key_reused");
    }

    @Test
    void manyWhoUndoAtOnceUndoOneStep() {
        take(ann, "call");
        take(ann, "serve");

        List<Answer> answers = IntStream.range(0, 8)
                .parallel()
                .mapToObj(_ -> take(ann, "undo"))
                .toList();

        assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
        assertThat(answers).filteredOn(answer -> answer.status() == 409).hasSize(7);
        assertThat(staff.get("/v1/sessions/" + ann).body().path("status").asText())
                .isEqualTo("called");
    }

    private int position(String id) {
        return staff.get("/v1/sessions/" + id + "/position")
                .body()
                .path("position")
                .asInt();
    }

    private Answer take(String id, String action) {
        return staff.post("/v1/queues/" + queue + "/sessions/" + id + "/" + action);
    }
}
