package io.virtualqueue.server.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.virtualqueue.server.HttpApi;
import io.virtualqueue.server.HttpApi.Answer;
import io.virtualqueue.server.RunningServer;
import io.virtualqueue.server.TestTenant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueueListIT {
    private static final TestTenant TENANT = TestTenant.on(RunningServer.shared());
    private static final HttpApi KEY = TENANT.key();

    @BeforeAll
    static void makeQueues() {
        Answer made = KEY.post(
                "/v1/queues/batch",
                Map.of(
                        "queues",
                        List.of(
                                Map.of("name", "Bravo 100%", "kind", "service_desk"),
                                Map.of("name", "alpha", "kind", "service_desk"),
                                Map.of("name", "Charlie", "kind", "service_desk", "status", "closed"))));
        assertThat(made.status()).isEqualTo(201);
        KEY.patch("/v1/queues/" + made.body().path("queues").path(0).path("id").asText(), Map.of("description", "d"));
    }

    private static List<String> names(Answer list) {
        assertThat(list.status()).isEqualTo(200);
        return list.body()
                .path("queues")
                .valueStream()
                .map(queue -> queue.path("name").asText())
                .toList();
    }

    @Test
    void aListIsPaged() {
        Answer second = KEY.get("/v1/queues?limit=2&page=2");

        assertThat(names(second)).containsExactly("Charlie");
        assertThat(second.body().path("pagination").toString())
                .isEqualTo("{\"page\":2,\"limit\":2,\"total\":3,\"totalPages\":2}");
        assertThat(names(KEY.get("/v1/queues?page=1000000&limit=100"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "sort=createdAt, Bravo 100%|alpha|Charlie",
        "sort=createdAt&order=desc, Charlie|alpha|Bravo 100%",
        "sort=updatedAt, alpha|Charlie|Bravo 100%",
        "sort=updatedAt&order=desc, Bravo 100%|Charlie|alpha",
        "sort=status&order=desc, Charlie|alpha|Bravo 100%",
        "status=closed, Charlie",
        "search=BRAVO, Bravo 100%",
        "search=%25, Bravo 100%",
        "search=_, ''",
        "status=paused, ''"
    })
    void aListIsSortedAndNarrowed(String query, String expected) {
        assertThat(String.join("|", names(KEY.get("/v1/queues?" + query)))).isEqualTo(expected);
    }

    @Test
    void namesAreSorted() {
        assertThat(names(KEY.get("/v1/queues?sort=name")))
                .containsExactlyElementsOf(
                        names(KEY.get("/v1/queues?sort=name&order=desc")).reversed());
    }
}
