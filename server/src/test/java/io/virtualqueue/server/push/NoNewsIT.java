package io.virtualqueue.server.push;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.virtualqueue.server.HttpApi.Answer;
import io.virtualqueue.server.RunningServer;
import io.virtualqueue.server.TestTenant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is no news is not told, to whoever listens, from the first message on. */
class NoNewsIT {
    private static final TestTenant TENANT = TestTenant.on(RunningServer.shared());
    private static final int PEOPLE = 120;
    private static final int STEPS = 80;

    private final String desk = TENANT.desk();
    private final List<String> called = new ArrayList<>();
    private final Map<String, TextSocket> holders = new HashMap<>();

    @Test
    void staffWhoBeginToListenAreNotToldWhatWasSoBefore() throws Exception {
        String ann = TENANT.joined(desk, "ann");
        TENANT.join(desk, "bob");
        TENANT.key().post("/v1/queues/" + desk + "/call-next");
        try (TextSocket staff = listen(TENANT.apiKey())) {
            List<JsonNode> first = staff.upTo(json -> type(json).equals("JoinedQueueGroup"));
            assertThat(first).extracting(NoNewsIT::type).containsExactly("QueueUpdated", "JoinedQueueGroup");

            List<JsonNode> told = new ArrayList<>();
            TENANT.key().post("/v1/sessions/" + ann + "/serve");
            told.addAll(staff.upTo(json -> type(json).equals("PositionChanged")));
            TENANT.key().post("/v1/sessions/" + ann + "/complete");
            told.addAll(staff.upTo(json -> type(json).equals("UserLeft")));
            TENANT.join(desk, "cleo");
            told.addAll(staff.upTo(json -> type(json).equals("UserJoined")));

            assertThat(told)
                    .filteredOn(json -> type(json).equals("PositionChanged"))
                    .extracting(json -> data(json).path("sessionId").asText())
                    .containsExactly(ann);
        }
    }

    @Test
    void overAMorningNobodyHearsTheSameTwiceAndEveryoneKnowsWhereTheyStand() throws Exception {
        Random random = new Random(5);
        try (TextSocket staff = listen(TENANT.apiKey())) {
            staff.next("JoinedQueueGroup");
            for (int i = 0; i < PEOPLE; i++) {
                Answer joined = TENANT.join(desk, "person " + i);
                TextSocket holder = listen(joined.body().path("sessionToken").asText());
                holders.put(joined.body().path("sessionId").asText(), holder);
            }
            for (int step = 0; step < STEPS; step++) {
                step(random);
            }
            long last = TENANT.key()
                    .post("/v1/queues/" + desk + "/pause")
                    .body()
                    .path("seq")
                    .asLong();

            List<JsonNode> all = staff.upTo(json ->
                    type(json).equals("EventReceived") && data(json).path("seq").asLong() == last);
            assertThat(all)
                    .filteredOn(json -> type(json).equals("EventReceived"))
                    .extracting(json -> data(json).path("seq").asLong())
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(2, last).boxed().toList());
            for (var holder : holders.entrySet()) {
                assertKnowsItsPlaceAndHeardNothingTwice(holder.getKey(), holder.getValue());
            }
        } finally {
            holders.values().forEach(TextSocket::close);
        }
    }

    private void step(Random random) {
        switch (random.nextInt(4)) {
            case 0, 1 -> {
                Answer next = TENANT.key().post("/v1/queues/" + desk + "/call-next");
                called.add(next.body().path("sessionId").asText());
            }
            case 2 -> {
                if (!called.isEmpty()) {
                    String end = random.nextBoolean() ? "/complete" : "/no-show";
                    TENANT.key().post("/v1/sessions/" + called.remove(random.nextInt(called.size())) + end);
                }
            }
            default -> {
                List<String> people = List.copyOf(holders.keySet());
                String leaving = people.get(random.nextInt(people.size()));
                TENANT.key().delete("/v1/sessions/" + leaving);
                called.remove(leaving);
            }
        }
    }

    private static void assertKnowsItsPlaceAndHeardNothingTwice(String session, TextSocket holder) throws Exception {
        JsonNode truth =
                TENANT.key().get("/v1/sessions/" + session + "/position").body();
        String end =
                truth.path("status").asText() + " " + truth.path("position").asInt();
        List<String> places = new ArrayList<>();
        List<JsonNode> told = holder.upTo(json -> type(json).equals("PositionChanged")
                && (data(json).path("status").asText() + " "
                                + data(json).path("position").asInt())
                        .equals(end));
        JsonNode queue = null;
        for (JsonNode json : told) {
            if (type(json).equals("PositionChanged")) {
                places.add(data(json).path("status").asText() + " "
                        + data(json).path("position").asInt());
            } else if (type(json).equals("QueueUpdated")) {
                assertThat(sameAs(data(json), queue)).as("%s", json).isFalse();
                queue = data(json);
            }
        }
        for (int i = 1; i < places.size(); i++) {
            assertThat(places.get(i)).as("%s", places).isNotEqualTo(places.get(i - 1));
        }
    }

    private static boolean sameAs(JsonNode facts, @Nullable JsonNode before) {
        return before != null
                && facts.path("waitingUsers").equals(before.path("waitingUsers"))
                && facts.path("servingUsers").equals(before.path("servingUsers"))
                && facts.path("status").equals(before.path("status"));
    }

    private TextSocket listen(String credential) {
        return TextSocket.open(RunningServer.shared().origin(), "/ws?access_token=" + credential)
                .send("{\"type\":\"subscribe\",\"queueId\":\"" + desk + "\"}");
    }

    private static String type(JsonNode json) {
        return json.path("type").asText();
    }

    private static JsonNode data(JsonNode json) {
        return json.path("data");
    }
}
