package io.virtualqueue.server.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.virtualqueue.server.HttpApi.Answer;
import io.virtualqueue.server.RunningServer;
import io.virtualqueue.server.TestTenant;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whoever keeps a connection open is not taken for gone. */
class AttendanceIT {
    private static final RunningServer SERVER = RunningServer.shared();
    private static final TestTenant TENANT = TestTenant.on(SERVER);

    private final String queue = TENANT.waitingRoom(Map.of("releaseRatePerMinute", 0, "abandonAfterSeconds", 1));

    @Test
    void anOpenConnectionIsASignOfLifeAndAClosedOneIsNone() throws Exception {
        Answer listens = TENANT.join(queue, "listens");
        try (Stream<String> _ = stream(listens)) {
            for (int i = 0; i < 3; i++) {
                Answer silent = TENANT.join(queue, "silent-" + i);
                await().atMost(Duration.ofSeconds(30))
                        .untilAsserted(() -> assertThat(status(silent)).isEqualTo("left"));
            }
            assertThat(status(listens)).isEqualTo("waiting");
        }
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(status(listens)).isEqualTo("left"));
    }

    /** As staff see it: a visitor who asks is there. */
    private String status(Answer joined) {
        return TENANT.key()
                .get("/v1/queues/" + queue + "/sessions/"
                        + joined.body().path("sessionId").asText())
                .body()
                .path("status")
                .asText();
    }

    private static Stream<String> stream(Answer joined) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(SERVER.origin() + "/v1/sessions/"
                        + joined.body().path("sessionId").asText() + "/events"))
                .header(
                        "Authorization",
                        "Bearer " + joined.body().path("sessionToken").asText())
                .build();
        HttpResponse<Stream<String>> response =
                HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofLines());
        assertThat(response.statusCode()).isEqualTo(200);
        return response.body();
    }
}
