package io.virtualqueue.server.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import io.virtualqueue.server.HttpApi;
import io.virtualqueue.server.HttpApi.Answer;
import io.virtualqueue.server.RunningServer;
import io.virtualqueue.server.TestTenant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** People say by a link how it was, and staff see what that comes to. */
class FeedbackIT {
    private static final TestTenant TENANT = TestTenant.on(RunningServer.shared());

    private final HttpApi key = TENANT.key();
    private final HttpApi anyone = TENANT.anonymous();
    private final String desk = TENANT.desk();

    @Test
    void whoeverCompletesASessionAndItsHolderGetTheSameLink() {
        Answer joined = TENANT.join(desk, "ann");
        String session = "/v1/sessions/" + joined.body().path("sessionId").asText();
        HttpApi ann = anyone.withBearer(joined.body().path("sessionToken").asText());
        key.post("/v1/queues/" + desk + "/call-next", Map.of("counterId", "7"));

        Answer tooEarly = ann.get(session + "/feedback-link");
        assertThat(tooEarly.status()).isEqualTo(409);
        assertThat(tooEarly.code()).isEqualTo("not_completed");

        Answer completed = key.post(session + "/complete");
        assertThat(completed.body().at("/feedback/token").asText()).startsWith("vqf_");
        Answer link = ann.get(session + "/feedback-link");
        assertThat(link.body()).isEqualTo(completed.body().path("feedback"));
        assertThat(ann.get(session.replace("/v1/", "/v1/queues/" + desk + "/") + "/feedback-link")
                        .body())
                .isEqualTo(link.body());
        assertThat(key.get(session).body().has("feedback")).isFalse();

        Answer form = anyone.get(link.body().path("url").asText());
        assertThat(form.status()).isEqualTo(200);
        assertThat(form.body().path("queueName").asText()).isEqualTo("desk");
        assertThat(form.body().path("expiresAt")).isEqualTo(link.body().path("expiresAt"));
        assertThat(form.body().path("isOpen").asBoolean()).isTrue();
    }

    @Test
    void theSameKeyGivesTheSameLink() {
        String session = TENANT.joined(desk, "ann");
        key.post("/v1/queues/" + desk + "/call-next");
        HttpApi once = key.with("Idempotency-Key", UUID.randomUUID().toString());

        Answer first = once.post("/v1/sessions/" + session + "/complete");
        Answer again = once.post("/v1/sessions/" + session + "/complete");

        assertThat(first.body().at("/feedback/token").asText()).startsWith("vqf_");
        assertThat(again.body().path("feedback")).isEqualTo(first.body().path("feedback"));
    }

    @Test
    void staffSeeWhatPeopleSaidAndWhatItComesTo() {
        say(served("7"), 201, Map.of("rating", 5, "comment", "Very kind.\nThank you!"));
        say(served("7"), 201, Map.of("rating", 2));
        say(served("8"), 201, Map.of("rating", 4, "comment", "  "));
        HttpApi staff = TENANT.person("staff");

        Answer listed = staff.get("/v1/queues/" + desk + "/feedback?sort=rating&order=desc");
        assertThat(listed.body().at("/pagination/total").asInt()).isEqualTo(3);
        assertThat(listed.body().at("/feedback/0/comment").asText()).isEqualTo("Very kind.\nThank you!");
        assertThat(listed.body().at("/feedback/0/counterId").asText()).isEqualTo("7");
        assertThat(listed.body().at("/feedback/1/rating").asInt()).isEqualTo(4);
        assertThat(listed.body().path("feedback").path(1).has("comment")).isFalse();

        Answer sum = staff.get("/v1/queues/" + desk + "/satisfaction");
        assertThat(sum.body().path("count").asInt()).isEqualTo(3);
        assertThat(sum.body().path("average").asDouble()).isEqualTo(3.67);
        assertThat(sum.body().path("satisfiedShare").asDouble()).isEqualTo(0.6667);
        assertThat(sum.body().at("/ratings/5").asInt()).isEqualTo(1);
        assertThat(sum.body().at("/ratings/1").asInt()).isZero();
        assertThat(sum.body().at("/counters/0/counterId").asText()).isEqualTo("7");
        assertThat(sum.body().at("/counters/0/average").asDouble()).isEqualTo(3.5);
        assertThat(sum.body().at("/counters/1/satisfiedShare").asDouble()).isEqualTo(1);
    }

    @Test
    void ofAnotherPeriodThereIsNothing() {
        say(served("7"), 201, Map.of("rating", 5));

        Answer before = key.get("/v1/queues/" + desk + "/satisfaction?to=2026-01-01T00:00:00Z");

        assertThat(before.body().path("count").asInt()).isZero();
        assertThat(before.body().path("average").isNull()).isTrue();
        assertThat(before.body().path("counters").isEmpty()).isTrue();
        assertThat(key.get("/v1/queues/" + desk + "/satisfaction?from=yesterday&to=2026")
                        .badFields())
                .containsExactlyInAnyOrder("from", "to");
    }

    @Test
    void aSecondTimeTakesThePlaceOfTheFirst() {
        String path = served("7");
        say(path, 201, Map.of("rating", 5, "comment", "Very kind."));
        Answer again = say(path, 200, Map.of("rating", 1));

        assertThat(again.body().path("rating").asInt()).isEqualTo(1);
        assertThat(again.body().has("comment")).isFalse();
        assertThat(key.get("/v1/queues/" + desk + "/feedback")
                        .body()
                        .at("/feedback/0/rating")
                        .asInt())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "6", "4.5", "\"5\"", "null", "true"})
    void aRatingIsOneOfFive(String rating) {
        assertThat(anyone.send("POST", served("7"), "{\"rating\": " + rating + "}")
                        .badFields())
                .containsExactly("rating");
    }

    @Test
    void aCommentIsOfAThousandCharacters() {
        String path = served("7");
        Map<String, Object> said = new HashMap<>(Map.of("rating", 4, "comment", "é".repeat(Feedback.MAX_COMMENT + 1)));
        assertThat(anyone.post(path, said).badFields()).containsExactly("comment");
        said.put("comment", "a\u0007b");
        assertThat(anyone.post(path, said).badFields()).containsExactly("comment");
        said.put("comment", "é".repeat(Feedback.MAX_COMMENT));
        say(path, 201, said);
    }

    @Test
    void aLinkThatWasNeverGivenLeadsNowhere() {
        String path = served("7");
        String forged = path.substring(0, path.length() - 1) + (path.endsWith("A") ? "B" : "A");

        assertThat(anyone.get(forged).status()).isEqualTo(404);
        assertThat(anyone.post(forged, Map.of("rating", 1)).status()).isEqualTo(404);
        assertThat(anyone.get("/v1/public/feedback/nonsense").status()).isEqualTo(404);
    }

    @Test
    void anotherTenantSeesNothing() {
        HttpApi stranger = TestTenant.on(RunningServer.shared()).key();

        assertThat(stranger.get("/v1/queues/" + desk + "/feedback").status()).isEqualTo(404);
        assertThat(stranger.get("/v1/queues/" + desk + "/satisfaction").status())
                .isEqualTo(404);
    }

    /** The path of the link of somebody who has just been served there. */
    private String served(String counterId) {
        String session = TENANT.joined(desk, UUID.randomUUID().toString());
        key.post("/v1/queues/" + desk + "/call-next", Map.of("counterId", counterId));
        return key.post("/v1/sessions/" + session + "/complete")
                .body()
                .at("/feedback/url")
                .asText();
    }

    private Answer say(String path, int status, Map<String, Object> said) {
        Answer answer = anyone.post(path, said);
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        return answer;
    }
}
