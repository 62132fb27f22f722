package io.virtualqueue.server.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.virtualqueue.server.HttpApi;
import io.virtualqueue.server.HttpApi.Answer;
import io.virtualqueue.server.RunningServer;
import io.virtualqueue.server.TestTenant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Going on to another service, or to another counter of the same one. */
class TransferIT {
    private static final TestTenant TENANT = TestTenant.on(RunningServer.shared());

    private final HttpApi staff = TENANT.person("staff");
    private final String reception = TENANT.desk();
    private final String doctor = TENANT.desk();

    @Test
    void thePersonGoesOnWithNameAndPlace() {
        Answer joined = TENANT.key()
                .post(
                        "/v1/queues/" + reception + "/sessions",
                        Map.of("userId", "ann", "userName", "Ann", "userPhone", "123"));
        String id = joined.body().path("sessionId").asText();
        String later = TENANT.joined(doctor, "later");

        Answer transferred = transfer(staff, id, Map.of("queueId", doctor));

        assertThat(transferred.status()).isEqualTo(200);
        JsonNode there = transferred.body();
        assertThat(there.path("queueId").asText()).isEqualTo(doctor);
        assertThat(there.path("userId").asText()).isEqualTo("ann");
        assertThat(there.path("userName").asText()).isEqualTo("Ann");
        assertThat(there.path("userPhone").asText()).isEqualTo("123");
        assertThat(there.path("status").asText()).isEqualTo("waiting");
        assertThat(there.path("position").asInt()).isEqualTo(1);
        assertThat(there.path("transferredFrom").asText()).isEqualTo(id);
        assertThat(transferred.header("VQ-Seq")).isEqualTo(there.path("seq").asText());
        assertThat(session(id).path("status").asText()).isEqualTo("transferred");
        assertThat(session(later).path("position").asInt()).isEqualTo(2);
        assertThat(staff.get("/v1/queues/" + doctor + "/sessions?search=Ann")
                        .body()
                        .at("/sessions/0/sessionId"))
                .isEqualTo(there.path("sessionId"));
    }

    @Test
    void whoHoldsTheOldSessionFindsTheNewOne() {
        Answer joined = TENANT.join(reception, "ann");
        String id = joined.body().path("sessionId").asText();
        HttpApi ann =
                TENANT.anonymous().withBearer(joined.body().path("sessionToken").asText());
        String successor = "/v1/sessions/" + id + "/successor";
        assertThat(ann.get(successor).status()).isEqualTo(204);
        Answer transferred = transfer(staff, id, Map.of("queueId", doctor));

        Answer found = ann.get(successor);

        assertThat(found.status()).isEqualTo(200);
        assertThat(found.body().path("sessionId")).isEqualTo(transferred.body().path("sessionId"));
        assertThat(found.body().path("queueId").asText()).isEqualTo(doctor);
        String token = found.body().path("sessionToken").asText();
        assertThat(token).isEqualTo(transferred.body().path("sessionToken").asText());
        assertThat(TENANT.anonymous()
                        .withBearer(token)
                        .get("/v1/sessions/" + found.body().path("sessionId").asText() + "/position")
                        .body()
                        .path("position")
                        .asInt())
                .isEqualTo(1);
        assertThat(staff.get("/v1/queues/" + reception + "/sessions/" + id + "/successor")
                        .body())
                .isEqualTo(found.body());
        assertThat(TENANT.anonymous()
                        .withBearer(token)
                        .get("/v1/sessions/" + id + "/successor")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void theHistoryReachesBackToTheFirstJoining() {
        String id = TENANT.joined(reception, "ann");
        staff.post("/v1/sessions/" + id + "/call", Map.of("counterId", "3"));
        staff.post("/v1/sessions/" + id + "/serve");
        String there = transfer(staff, id, Map.of("queueId", doctor, "priority", "vip"))
                .body()
                .path("sessionId")
                .asText();
        staff.post("/v1/sessions/" + there + "/call", Map.of("counterId", "7"));

        JsonNode events = staff.get("/v1/queues/" + doctor + "/sessions/" + there + "/history")
                .body()
                .path("events");

        assertThat(steps(events))
                .containsExactly(
                        "joined " + reception,
                        "called " + reception + " 3",
                        "served " + reception,
                        "transferred " + reception,
                        "joined " + doctor,
                        "called " + doctor + " 7");
        assertThat(events.findValuesAsText("at")).isSorted();
        assertThat(events.get(0).path("priority").asText()).isEqualTo("normal");
        assertThat(events.findValuesAsText("priority")).contains("vip");
        assertThat(staff.get("/v1/sessions/" + id + "/history")
                        .body()
                        .at("/events/0/sessionId")
                        .asText())
                .isEqualTo(id);
    }

    private static List<String> steps(JsonNode events) {
        List<String> steps = new ArrayList<>();
        events.forEach(event -> {
            String type = event.path("type").asText();
            if (!type.equals("get_ready")) {
                String counter = event.path("counterId").asText();
                steps.add((type + " " + event.path("queueId").asText() + " " + counter).strip());
            }
        });
        return steps;
    }

    @Test
    void toAnotherCounterIsBackIntoTheLineForThatCounterOnly() {
        String ann = TENANT.joined(reception, "ann");
        String bob = TENANT.joined(reception, "bob");
        staff.post("/v1/sessions/" + ann + "/call", Map.of("counterId", "1"));

        Answer transferred = transfer(staff, ann, Map.of("counterId", "2"));

        assertThat(transferred.body().path("sessionId").asText()).isEqualTo(ann);
        assertThat(transferred.body().path("status").asText()).isEqualTo("waiting");
        assertThat(transferred.body().path("position").asInt()).isEqualTo(1);
        assertThat(transferred.body().has("transferredFrom")).isFalse();
        assertThat(callNext("1").path("sessionId").asText()).isEqualTo(bob);
        assertThat(callNext("2").path("sessionId").asText()).isEqualTo(ann);
    }

    private JsonNode callNext(String counterId) {
        return staff.post("/v1/queues/" + reception + "/call-next", Map.of("counterId", counterId))
                .body();
    }

    @Test
    void badWishesAreRefusedAndChangeNothing() {
        String id = TENANT.joined(reception, "ann");
        Map<Map<String, Object>, String> bad = Map.of(
                Map.of(), "queueId",
                Map.of("queueId", "nonsense"), "queueId",
                Map.of("queueId", reception), "queueId",
                Map.of("queueId", UUID.randomUUID().toString()), "queueId",
                Map.of("queueId", TestTenant.on(RunningServer.shared()).desk()), "queueId",
                Map.of("queueId", doctor, "counterId", "1"), "counterId",
                Map.of("counterId", "1", "priority", "vip"), "priority",
                Map.of("queueId", doctor, "priority", "unheard-of"), "priority",
                Map.of("queueId", doctor, "keepPlace", "yes"), "keepPlace");
        bad.forEach((body, field) -> {
            Answer refused = transfer(staff, id, body);
            assertThat(refused.status()).as(body.toString()).isEqualTo(422);
            assertThat(refused.badFields()).containsExactly(field);
        });
        assertThat(session(id).path("status").asText()).isEqualTo("waiting");
    }

    @Test
    void theSameIdempotencyKeyTransfersOnce() {
        String id = TENANT.joined(reception, "ann");
        HttpApi once = staff.with("Idempotency-Key", UUID.randomUUID().toString());

        Answer first = transfer(once, id, Map.of("queueId", doctor));
        Answer again = transfer(once, id, Map.of("queueId", doctor));

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(transfer(once, id, Map.of("queueId", doctor, "keepPlace", false))
                        .code())
                .isEqualTo("idempotency_key_reused");
        assertThat(transfer(staff, id, Map.of("queueId", doctor)).code()).isEqualTo("illegal_transition");
    }

    @Test
    void manyWhoTransferOnePersonAtOnceGiveOnePlace() {
        String id = TENANT.joined(reception, "ann");

        List<Answer> answers = IntStream.range(0, 8)
                .parallel()
                .mapToObj(_ -> transfer(staff, id, Map.of("queueId", doctor)))
                .toList();

        assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
        assertThat(answers).filteredOn(answer -> answer.status() == 409).hasSize(7);
    }

    @Test
    void manyCheckInsOfOnePersonAtOnceGiveOnePlace() {
        List<Answer> answers = Stream.generate(() -> "ann")
                .limit(16)
                .parallel()
                .map(user -> TENANT.key().post("/v1/queues/" + reception + "/sessions", Map.of("userId", user)))
                .toList();

        assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(1);
        assertThat(answers.stream()
                        .map(answer -> answer.body().path("sessionId").asText())
                        .distinct())
                .hasSize(1);
        assertThat(staff.post("/v1/queues/" + reception + "/call-next").status())
                .isEqualTo(200);
        assertThat(staff.post("/v1/queues/" + reception + "/call-next").status())
                .isEqualTo(204);
    }

    @Test
    void whoHasAPlaceThereAlreadyStaysHere() {
        String id = TENANT.joined(reception, "ann");
        TENANT.join(doctor, "ann");

        Answer refused = transfer(staff, id, Map.of("queueId", doctor));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("already_there");
        assertThat(session(id).path("status").asText()).isEqualTo("waiting");
    }

    private Answer transfer(HttpApi api, String id, Map<String, Object> body) {
        return api.post("/v1/sessions/" + id + "/transfer", body);
    }

    private JsonNode session(String id) {
        return staff.get("/v1/sessions/" + id).body();
    }
}
