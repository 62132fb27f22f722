package io.virtualqueue.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.virtualqueue.server.HttpApi;
import io.virtualqueue.server.HttpApi.Answer;
import io.virtualqueue.server.RunningServer;
import io.virtualqueue.server.TestTenant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Joining with a browser, which has no key. */
class PublicJoinIT {
    private static final String SHOP = "https://shop.example.com";
    private static final TestTenant TENANT = TestTenant.on(RunningServer.shared(), List.of(SHOP));

    private final HttpApi visitor = TENANT.anonymous();

    @Test
    void anyoneMayJoinAndGetsAUserIdFromTheServer() {
        String queue = TENANT.waitingRoom(Map.of());
        Answer joined = visitor.post(sessions(queue), Map.of("userName", "Ann", "userId", "bob", "priority", 7));
        assertThat(joined.status()).isEqualTo(201);
        assertThat(joined.body().path("userId")).isEqualTo(joined.body().path("sessionId"));
        assertThat(joined.body().path("priority").asText()).isEqualTo("normal");
        assertThat(joined.body().path("position").asInt()).isEqualTo(1);
    }

    @Test
    void aPublicJoinIgnoresThePriority() {
        String queue = TENANT.waitingRoom(Map.of());
        visitor.post(sessions(queue), Map.of());
        Answer pushy = visitor.post(sessions(queue), Map.of("priority", "emergency"));
        assertThat(pushy.body().path("position").asInt()).isEqualTo(2);
    }

    @Test
    void nobodyTakesAnothersPlaceByKnowingTheUserId() {
        String queue = TENANT.waitingRoom(Map.of());
        String ann = TENANT.joined(queue, "ann");
        Answer thief = visitor.post(sessions(queue), Map.of("userId", "ann"));
        assertThat(thief.status()).isEqualTo(201);
        assertThat(thief.body().path("sessionId").asText()).isNotEqualTo(ann);
    }

    @Test
    void theOwnSessionTokenFindsTheOwnPlaceUntilItEnds() {
        String queue = TENANT.waitingRoom(Map.of());
        Answer first = visitor.post(sessions(queue), Map.of("userName", "Ann"));
        HttpApi ann = visitor.withBearer(first.body().path("sessionToken").asText());
        Answer again = ann.post(sessions(queue), Map.of());
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(first.body());
        ann.delete("/v1/sessions/" + first.body().path("sessionId").asText());
        Answer anew = ann.post(sessions(queue), Map.of());
        assertThat(anew.status()).isEqualTo(201);
        assertThat(anew.body().path("sessionId")).isNotEqualTo(first.body().path("sessionId"));
    }

    @Test
    void theTokenOfAnotherQueueFindsNothing() {
        Answer there = visitor.post(sessions(TENANT.waitingRoom(Map.of())), Map.of());
        HttpApi ann = visitor.withBearer(there.body().path("sessionToken").asText());
        assertThat(ann.post(sessions(TENANT.waitingRoom(Map.of())), Map.of()).status())
                .isEqualTo(201);
    }

    @Test
    void aBadCredentialIsNotOverlooked() {
        String queue = TENANT.waitingRoom(Map.of());
        assertThat(visitor.withBearer("vqs_forged")
                        .post(sessions(queue), Map.of())
                        .status())
                .isEqualTo(401);
    }

    @Test
    void anIdempotencyKeyIsASecretHere() {
        String queue = TENANT.waitingRoom(Map.of());
        Answer guessable = visitor.with("Idempotency-Key", "fifteen letters".replace(' ', '-'))
                .post(sessions(queue), Map.of());
        assertThat(guessable.status()).isEqualTo(422);
        assertThat(guessable.badFields()).containsExactly("Idempotency-Key");
        HttpApi once = visitor.with("Idempotency-Key", UUID.randomUUID().toString());
        Answer first = once.post(sessions(queue), Map.of());
        Answer again = once.post(sessions(queue), Map.of());
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(again.body()).isEqualTo(first.body());
    }

    @Test
    void badFieldsAreNamed() {
        String queue = TENANT.waitingRoom(Map.of());
        assertThat(visitor.post(sessions(queue), Map.of("userName", "", "userEmail", "x", "metadata", "y"))
                        .badFields())
                .containsExactlyInAnyOrder("userName", "userEmail", "metadata");
        assertThat(visitor.send("POST", sessions(queue), "{").status()).isEqualTo(400);
    }

    @Test
    void aQueueThatIsNotThereIsUnknown() {
        String deleted = TENANT.waitingRoom(Map.of());
        visitor.post(sessions(deleted), Map.of());
        TENANT.key().delete("/v1/queues/" + deleted);
        for (String queue : List.of(deleted, UUID.randomUUID().toString(), "nonsense")) {
            assertThat(visitor.post(sessions(queue), Map.of()).status())
                    .as(queue)
                    .isEqualTo(404);
        }
    }

    @Test
    void nobodyJoinsOnceTheTenantIsDeleted() {
        TestTenant closing = TestTenant.on(RunningServer.shared());
        String queue = closing.waitingRoom(Map.of());
        RunningServer.shared().superAdmin().delete("/v1/tenants/" + closing.id());
        assertThat(visitor.post(sessions(queue), Map.of()).status()).isEqualTo(404);
    }

    @Test
    void pagesOfTheTenantsOriginsMayJoinAndOthersMayNot() {
        String queue = TENANT.waitingRoom(Map.of());
        HttpApi shop = visitor.with("Origin", SHOP);
        Answer joined = TestTenant.await(() -> shop.post(sessions(queue), Map.of()), answer -> answer.status() == 201);
        assertThat(joined.header("Access-Control-Allow-Origin")).isEqualTo(SHOP);
        Answer elsewhere = visitor.with("Origin", "https://evil.example.com").post(sessions(queue), Map.of());
        assertThat(elsewhere.status()).isEqualTo(403);
        assertThat(elsewhere.code()).isEqualTo("origin_not_allowed");
        assertThat(elsewhere.header("Access-Control-Allow-Origin")).isNull();
    }

    @Test
    void theOriginOfAnotherTenantIsNotAllowed() {
        String theirs = TestTenant.on(RunningServer.shared()).waitingRoom(Map.of());
        assertThat(visitor.with("Origin", SHOP).post(sessions(theirs), Map.of()).status())
                .isEqualTo(403);
    }

    @Test
    void pagesOfThisServerMayJoin() {
        String queue = TENANT.waitingRoom(Map.of());
        assertThat(visitor.with("Origin", RunningServer.shared().origin())
                        .post(sessions(queue), Map.of())
                        .status())
                .isEqualTo(201);
    }

    @Test
    void browsersAreToldWhatTheyMaySend() {
        String queue = TENANT.waitingRoom(Map.of());
        HttpApi shop = visitor.with("Origin", SHOP).with("Access-Control-Request-Method", "POST");
        Answer allowed =
                TestTenant.await(() -> shop.send("OPTIONS", sessions(queue), null), answer -> answer.status() == 204);
        assertThat(allowed.header("Access-Control-Allow-Origin")).isEqualTo(SHOP);
        assertThat(allowed.header("Access-Control-Allow-Headers")).contains("Idempotency-Key", "Authorization");
        assertThat(visitor.with("Origin", "https://evil.example.com")
                        .with("Access-Control-Request-Method", "POST")
                        .send("OPTIONS", sessions(queue), null)
                        .status())
                .isEqualTo(403);
    }

    private static String sessions(String queue) {
        return "/v1/public/queues/" + queue + "/sessions";
    }
}
