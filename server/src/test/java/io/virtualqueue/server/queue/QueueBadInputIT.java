package io.virtualqueue.server.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.virtualqueue.server.HttpApi;
import io.virtualqueue.server.HttpApi.Answer;
import io.virtualqueue.server.RunningServer;
import io.virtualqueue.server.TestTenant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueueBadInputIT {
    private static final TestTenant TENANT = TestTenant.on(RunningServer.shared());
    private static final HttpApi KEY = TENANT.key();
    private static final Map<String, Object> DESK = Map.of("name", "desk", "kind", "service_desk");

    @ParameterizedTest
    @ValueSource(strings = {"{", "", " ", "{\"name\": }", "nonsense", "{\"name\": \"a\", \"name\": \"b\"}", "{} {}"})
    void whatIsNotJsonIsMalformedOrMissesEverything(String body) {
        Answer answer = KEY.send("POST", "/v1/queues", body);

        assertThat(answer.status()).isEqualTo(body.isEmpty() ? 422 : 400);
        assertThat(answer.code()).isEqualTo(body.isEmpty() ? "invalid_fields" : "malformed_json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "null", "7", "\"text\""})
    void aBodyThatIsNoObjectIsUnprocessable(String body) {
        assertThat(KEY.send("POST", "/v1/queues", body).status()).isEqualTo(422);
    }

    @Test
    void anotherMediaTypeIsNotTaken() {
        Answer answer = KEY.with("Content-Type", "text/plain").send("POST", "/v1/queues", "{}");

        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    }

    @Test
    void everyBadFieldIsNamed() {
        Answer answer = KEY.post("/v1/queues", """
                {"name": "a\\u0000b", "description": 7, "status": "open", "maxConcurrentUsers": "5",
                 "releaseRatePerMinute": 1e400, "passTtlSeconds": 1.5, "servingTimeoutSeconds": 0,
                 "abandonAfterSeconds": 99999999999999999999999999, "passUse": null, "defaultPriority": "none",
                 "priorities": [{"name": "a", "level": 1}, {"name": "a"}]}""");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.code()).isEqualTo("invalid_fields");
        assertThat(answer.badFields())
                .containsExactlyInAnyOrder(
                        "name",
                        "description",
                        "status",
                        "maxConcurrentUsers",
                        "releaseRatePerMinute",
                        "passTtlSeconds",
                        "servingTimeoutSeconds",
                        "abandonAfterSeconds",
                        "defaultPriority",
                        "priorities[1].name",
                        "priorities[1].level");
    }

    @Test
    void aHugeBodyIsRefusedBeforeItIsRead() {
        Answer answer = KEY.post("/v1/queues", Map.of("name", "x".repeat(1_100_000)));

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    }

    @Test
    void namesAndDescriptionsHaveALongestLength() {
        assertThat(KEY.post("/v1/queues", Map.of("name", "x".repeat(101), "description", "y".repeat(2_001)))
                        .badFields())
                .containsExactlyInAnyOrder("name", "description", "maxConcurrentUsers");
        assertThat(KEY.post(
                                "/v1/queues",
                                Map.of(
                                        "name",
                                        "x".repeat(100),
                                        "description",
                                        "y".repeat(2_000),
                                        "kind",
                                        "service_desk"))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void aBatchNamesTheBadFieldsOfEachOfItsQueues() {
        Answer answer = KEY.post(
                "/v1/queues/batch",
                Map.of("queues", List.of(DESK, Map.of("kind", "service_desk"), Map.of("name", "room"))));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.badFields()).containsExactly("queues[1].name", "queues[2].maxConcurrentUsers");
    }

    @Test
    void aBatchHasOneToAHundredQueues() {
        assertThat(KEY.post("/v1/queues/batch", "{}").badFields()).containsExactly("queues");
        assertThat(KEY.post("/v1/queues/batch", Map.of("queues", List.of())).badFields())
                .containsExactly("queues");
        assertThat(KEY.post("/v1/queues/batch", Map.of("queues", Collections.nCopies(101, DESK)))
                        .badFields())
                .containsExactly("queues");
        assertThat(KEY.post("/v1/queues/batch", Map.of("queues", Collections.nCopies(100, DESK)))
                        .body()
                        .path("queues"))
                .hasSize(100);
    }

    @ParameterizedTest
    @CsvSource({
        "page=0, page",
        "page=-1, page",
        "page=1.5, page",
        "page=99999999999999999999, page",
        "limit=0, limit",
        "limit=101, limit",
        "limit=x, limit",
        "sort=waitingUsers, sort",
        "order=up, order",
        "status=open, status",
        "search=%00, search",
        "tenantId=7, tenantId"
    })
    void aBadQueryIsNamed(String query, String field) {
        Answer answer = KEY.get("/v1/queues?" + query);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.badFields()).containsExactly(field);
    }

    @Test
    void anIdempotencyKeyIsVisibleText() {
        assertThat(KEY.with("Idempotency-Key", "x".repeat(256))
                        .post("/v1/queues", DESK)
                        .badFields())
                .containsExactly("Idempotency-Key");
    }

    @Test
    void aMethodThatAPathDoesNotHaveIsNotAllowed() {
        Answer answer = KEY.send("PUT", "/v1/queues/" + TENANT.desk(), "{}");

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.header("Allow")).contains("PATCH");
    }
}
