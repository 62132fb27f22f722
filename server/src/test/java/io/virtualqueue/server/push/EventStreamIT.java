package io.virtualqueue.server.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.virtualqueue.server.HttpApi.Answer;
import io.virtualqueue.server.RunningServer;
import io.virtualqueue.server.TestTenant;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EventStreamIT {
    private static final RunningServer SERVER = RunningServer.shared();
    private static final TestTenant TENANT = TestTenant.on(SERVER);
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final String queue = TENANT.waitingRoom(Map.of());

    @Test
    void whoComesBackGetsEachEventSinceTheLastInOrder() throws Exception {
        for (int i = 0; i < 5; i++) {
            TENANT.join(queue, "user " + i);
        }
        try (Stream<String> lines = open("/v1/queues/" + queue + "/events", TENANT.apiKey(), "2")) {
            var ids = lines.filter(line -> line.startsWith("id: "));
            // What comes while it is open follows what was missed.
            Thread.startVirtualThread(() -> IntStream.range(5, 10).forEach(i -> TENANT.join(queue, "user " + i)));
            List<String> seen = ids.limit(9).toList();
            assertThat(seen)
                    .containsExactly("id: 3", "id: 4", "id: 5", "id: 6", "id: 7", "id: 8", "id: 9", "id: 10", "id: 11");
        }
    }

    /** As when the database has been put back to an earlier state. */
    @Test
    void whoHasSeenMoreThanThereIsGetsWhatComesNext() throws Exception {
        try (Stream<String> lines = open("/v1/queues/" + queue + "/events", TENANT.apiKey(), "1000")) {
            TENANT.join(queue, "ann");
            assertThat(lines.filter(line -> line.startsWith("id: ")).findFirst())
                    .contains("id: 2");
        }
    }

    @Test
    void aSessionsStreamBeginsWithWhereItStands() throws Exception {
        Answer joined = TENANT.join(queue, "ann");
        String session = joined.body().path("sessionId").asText();
        try (Stream<String> lines = open(
                "/v1/sessions/" + session + "/events",
                joined.body().path("sessionToken").asText(),
                null)) {
            String first =
                    lines.filter(line -> line.startsWith("data: ")).findFirst().orElseThrow();
            assertThat(first).contains("\"position\":1", session);
        }
    }

    @Test
    void anothersSessionIsRefusedWithTheReason() throws Exception {
        Answer ann = TENANT.join(queue, "ann");
        String bob = TENANT.joined(queue, "bob");
        HttpResponse<String> answer = CLIENT.send(
                request(
                        "/v1/sessions/" + bob + "/events",
                        ann.body().path("sessionToken").asText(),
                        null),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("A session token is good for its own session only.");
    }

    private static Stream<String> open(String path, String token, @Nullable String after)
            throws IOException, InterruptedException {
        HttpResponse<Stream<String>> answer = CLIENT.send(request(path, token, after), BodyHandlers.ofLines());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/event-stream");
        return answer.body();
    }

    private static HttpRequest request(String path, String token, @Nullable String after) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(SERVER.origin() + path + "?access_token=" + token));
        if (after != null) {
            request.header("Last-Event-ID", after);
        }
        return request.build();
    }
}
