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
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every action of staff on a session in every status; what is not legal is 409 and changes nothing. */
class StaffStepsIT {
    private static final TestTenant TENANT = TestTenant.on(RunningServer.shared());

    private static final List<String> ACTIONS = List.of(
            "call",
            "recall",
            "serve",
            "complete",
            "no-show",
            "return",
            "move",
            "cancel",
            "transfer",
            "counter",
            "undo");

    /** One row for each status, one column for each action, with the status after it; a dash is refused. */
    private static final String TABLE = """
            waiting     called -      -       -         no_show -       waiting left transferred -       -
            called      -      called serving completed no_show waiting -       left transferred waiting waiting
            serving     -      -      -       completed no_show waiting -       left transferred waiting called
            completed   -      -      -       -         -       -       -       -    -           -       serving
            no_show     -      -      -       -         -       waiting -       -    -           waiting called
            left        -      -      -       -         -       -       -       -    -           -       -
            transferred -      -      -       -         -       -       -       -    -           -       -
            """;

    private static final String ELSEWHERE = TENANT.desk();

    private final HttpApi staff = TENANT.person("staff");

    @TestFactory
    Stream<DynamicTest> anActionDoesWhatTheTableSays() {
        return TABLE.lines().flatMap(line -> {
            List<String> cells = List.of(line.split(" +", -1));
            return IntStream.range(0, ACTIONS.size())
                    .mapToObj(column -> DynamicTest.dynamicTest(
                            cells.getFirst() + ": " + ACTIONS.get(column),
                            () -> check(cells.getFirst(), ACTIONS.get(column), cells.get(column + 1))));
        });
    }

    private void check(String before, String action, String after) {
        String queue = TENANT.desk();
        String id = inStatus(queue, before);
        JsonNode session = session(id);
        JsonNode history = history(id);
        long seq = seq(queue);

        Answer answer = take(id, action);

        if (after.equals("-")) {
            assertThat(answer.status()).isEqualTo(409);
            assertThat(answer.code()).isEqualTo(action.equals("undo") ? "nothing_to_undo" : "illegal_transition");
            assertThat(session(id)).isEqualTo(session);
            assertThat(history(id)).isEqualTo(history);
            assertThat(seq(queue)).isEqualTo(seq);
        } else {
            assertThat(answer.status()).isEqualTo(200);
            assertThat(session(id).path("status").asText()).isEqualTo(after);
            assertThat(history(id)).hasSizeGreaterThan(history.size());
        }
    }

    private String inStatus(String queue, String status) {
        String id = TENANT.joined(queue, UUID.randomUUID().toString());
        List<String> way = switch (status) {
            case "waiting" -> List.of();
            case "called" -> List.of("call");
            case "serving" -> List.of("call", "serve");
            case "completed" -> List.of("call", "serve", "complete");
            case "no_show" -> List.of("call", "no-show");
            case "left" -> List.of("cancel");
            default -> List.of("transfer");
        };
        way.forEach(action -> assertThat(take(id, action).status()).as(action).isEqualTo(200));
        assertThat(session(id).path("status").asText()).isEqualTo(status);
        return id;
    }

    private Answer take(String id, String action) {
        String path = "/v1/sessions/" + id + "/";
        return switch (action) {
            case "call" -> staff.post(path + "call", Map.of("counterId", "1"));
            case "move" -> staff.post(path + "move", Map.of("priority", "vip", "place", "last"));
            case "transfer" -> staff.post(path + "transfer", Map.of("queueId", ELSEWHERE));
            case "counter" -> staff.post(path + "transfer", Map.of("counterId", "2"));
            default -> staff.post(path + action);
        };
    }

    private JsonNode session(String id) {
        return staff.get("/v1/sessions/" + id).body();
    }

    private JsonNode history(String id) {
        return staff.get("/v1/sessions/" + id + "/history").body().path("events");
    }

    /** The number of the last event of the queue. */
    private long seq(String queue) {
        return staff.get("/v1/queues/" + queue + "/status").body().path("seq").asLong();
    }
}
