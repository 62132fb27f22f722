package io.virtualqueue.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.virtualqueue.server.HttpApi;
import io.virtualqueue.server.HttpApi.Answer;
import io.virtualqueue.server.RunningServer;
import io.virtualqueue.server.TestTenant;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Why somebody stands where they stand, and when they are told to get ready. */
class ExplainIT {
    private static final TestTenant TENANT = TestTenant.on(RunningServer.shared());

    private final HttpApi key = TENANT.key();

    private String desk(String order) {
        return key.post(
                        "/v1/queues",
                        Map.of(
                                "name",
                                "desk",
                                "kind",
                                "service_desk",
                                "order",
                                order,
                                "priorities",
                                List.of(
                                        Map.of("name", "urgent", "level", 2, "weight", 3, "headStartSeconds", 600),
                                        Map.of("name", "normal", "level", 1))))
                .body()
                .path("id")
                .asText();
    }

    private Answer join(String queue, String user, String priority) {
        return key.post("/v1/queues/" + queue + "/sessions", Map.of("userId", user, "priority", priority));
    }

    private JsonNode explained(Answer joined) {
        HttpApi own =
                TENANT.anonymous().withBearer(joined.body().path("sessionToken").asText());
        Answer told = own.get("/v1/sessions/" + joined.body().path("sessionId").asText() + "/position?explain=true");
        assertThat(told.status()).as(told.text()).isEqualTo(200);
        assertThat(told.body().at("/explanation/priorities").findValues("ahead").stream()
                        .mapToInt(JsonNode::asInt)
                        .sum())
                .isEqualTo(told.body().path("aheadOfYou").asInt());
        return told.body().path("explanation");
    }

    @Test
    void higherPrioritiesGoFirst() {
        String queue = desk("strict");
        join(queue, "first", "normal");
        Answer second = join(queue, "second", "normal");
        join(queue, "urgent", "urgent");
        JsonNode why = explained(second);
        assertThat(why.path("order").asText()).isEqualTo("strict");
        assertThat(why.path("place").asText()).isEqualTo("arrival");
        assertThat(why.path("priorities").toString())
                .isEqualTo("[{\"priority\":\"urgent\",\"waiting\":1,\"ahead\":1},"
                        + "{\"priority\":\"normal\",\"waiting\":2,\"ahead\":1}]");
        assertThat(why.path("text").asText())
                .isEqualTo("2 go before you: 1 of priority urgent, 1 of your own priority normal."
                        + " Higher priorities go first, within one those who came first.");
    }

    @Test
    void sharesAreShown() {
        String queue = desk("shares");
        Answer normal = join(queue, "normal", "normal");
        for (int each = 0; each < 9; each++) {
            join(queue, "urgent-" + each, "urgent");
        }
        JsonNode why = explained(normal);
        assertThat(why.at("/priorities/0/sharePercent").asInt()).isEqualTo(75);
        assertThat(why.at("/priorities/1/sharePercent").asInt()).isEqualTo(25);
        assertThat(why.at("/priorities/0/ahead").asInt()).isLessThan(9);
        assertThat(why.path("text").asText()).contains("about 25 are of normal");
    }

    @Test
    void inAQueueThatGoesByAgeItIsShownUntilWhenOthersOvertake() {
        String queue = desk("ageing");
        Answer normal = join(queue, "normal", "normal");
        join(queue, "urgent", "urgent");
        JsonNode why = explained(normal);
        assertThat(why.at("/priorities/0/ahead").asInt()).isEqualTo(1);
        assertThat(Instant.parse(why.at("/priorities/0/overtakesUntil").asText()))
                .isEqualTo(
                        Instant.parse(normal.body().path("joinedAt").asText()).plusSeconds(600));
        assertThat(why.at("/priorities/1/overtakesUntil").asText())
                .isEqualTo(normal.body().path("joinedAt").asText());
    }

    @Test
    void anAppointmentIsTheReasonOfItsPlace() {
        String queue = desk("strict");
        Answer booked = key.post(
                "/v1/queues/" + queue + "/sessions",
                Map.of(
                        "userId",
                        "booked",
                        "appointmentAt",
                        Instant.now().plusSeconds(600).toString()));
        assertThat(explained(booked).path("place").asText()).isEqualTo("appointment");
    }

    @Test
    void nobodyIsExplainedWhoDoesNotWaitOrWhoDoesNotAsk() {
        String queue = desk("strict");
        Answer joined = join(queue, "ada", "normal");
        String position = "/v1/queues/" + queue + "/sessions/"
                + joined.body().path("sessionId").asText() + "/position";
        assertThat(key.get(position).body().has("explanation")).isFalse();
        assertThat(key.get(position + "?explain=false").body().has("explanation"))
                .isFalse();
        assertThat(key.get(position + "?explain=true")
                        .body()
                        .at("/explanation/text")
                        .asText())
                .startsWith("Nobody goes before you.");
        key.post("/v1/queues/" + queue + "/call-next", Map.of());
        Answer called = key.get(position + "?explain=true");
        assertThat(called.status()).isEqualTo(200);
        assertThat(called.body().has("explanation")).isFalse();
    }

    @Test
    void thePersonChoosesWhenToBeTold() {
        String queue = desk("strict");
        Answer joined = join(queue, "ada", "normal");
        String session = "/v1/sessions/" + joined.body().path("sessionId").asText();
        HttpApi own =
                TENANT.anonymous().withBearer(joined.body().path("sessionToken").asText());
        Answer chosen = own.send("PUT", session + "/ready-at", "{\"position\": 7}");
        assertThat(chosen.status()).as(chosen.text()).isEqualTo(200);
        assertThat(chosen.body().path("notifyAtPosition").asInt()).isEqualTo(7);
        assertThat(own.send("PUT", session + "/ready-at", "{\"position\": 0}")
                        .body()
                        .path("notifyAtPosition")
                        .asInt())
                .as("where the queue says")
                .isEqualTo(3);
        assertThat(own.send("PUT", session + "/ready-at", "{\"position\": 101}").badFields())
                .containsExactly("position");
        Answer other = join(queue, "bob", "normal");
        String others = "/v1/sessions/" + other.body().path("sessionId").asText();
        assertThat(own.send("PUT", others + "/ready-at", "{\"position\": 1}").status())
                .isEqualTo(404);
        own.delete(session);
        assertThat(own.send("PUT", session + "/ready-at", "{\"position\": 1}").code())
                .isEqualTo("illegal_transition");
    }
}
