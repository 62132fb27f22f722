package io.virtualqueue.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.virtualqueue.server.HttpApi;
import io.virtualqueue.server.HttpApi.Answer;
import io.virtualqueue.server.RunningServer;
import io.virtualqueue.server.TestTenant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Whether a request is plain makes no difference to its answer: a query that means nothing sends it the longer way. */
class HotPathsIT {
    private static final RunningServer SERVER = RunningServer.shared();
    private static final TestTenant TENANT = TestTenant.on(SERVER);
    private static final TestTenant OTHER = TestTenant.on(SERVER);
    private static final String LONGER_WAY = "?nothing=1";
    private static final String AGAIN = "{\"userId\": \"ann\"}";
    private static final Set<String> VOLATILE =
            Set.of("sessionId", "userId", "joinedAt", "seq", "sessionToken", "position", "aheadOfYou");

    private final HttpApi key = TENANT.key();
    private final String queue = TENANT.waitingRoom(Map.of());
    private final Answer ann = TENANT.join(queue, "ann");
    private final String session = ann.body().path("sessionId").asText();
    private final String byId = "/v1/sessions/" + session + "/position";
    private final String inQueue = "/v1/queues/" + queue + "/sessions/" + session + "/position";
    private final String joins = "/v1/queues/" + queue + "/sessions";
    private final HttpApi holder =
            TENANT.anonymous().withBearer(ann.body().path("sessionToken").asText());

    private record Look(String name, HttpApi caller, String path) {}

    @TestFactory
    Stream<DynamicTest> aPositionIsTheSameEitherWay() {
        return Stream.concat(looksByManyCallers(), looksAtManyPlaces())
                .map(look -> DynamicTest.dynamicTest(
                        look.name(),
                        () -> assertSame(
                                look.caller().get(look.path()), look.caller().get(look.path() + LONGER_WAY))));
    }

    private Stream<Look> looksByManyCallers() {
        HttpApi admin = SERVER.superAdmin();
        return Stream.of(
                new Look("with the session token", holder, byId),
                new Look("with the session token, naming the queue", holder, inQueue),
                new Look("with the key", key, byId),
                new Look("with the key, naming the queue", key, inQueue),
                new Look("by a person", TENANT.person("staff"), inQueue),
                new Look("by a customer", TENANT.person("customer"), inQueue),
                new Look("by a super admin", admin, ofTenant(byId)),
                new Look("by a super admin who names no tenant", admin, byId),
                new Look("by another tenant", OTHER.key(), byId),
                new Look("anonymously", TENANT.anonymous(), byId),
                new Look("with a wrong token", TENANT.anonymous().withBearer("vqs_wrong"), byId),
                new Look("in German", key.with("Accept-Language", "de"), inQueue),
                new Look("as text", key.with("Accept", "text/plain"), byId),
                new Look("as JSON", key.with("Accept", "application/json"), byId),
                new Look("as anything", key.with("Accept", "*/*"), byId));
    }

    private Stream<Look> looksAtManyPlaces() {
        String unknown = "/v1/sessions/" + UUID.randomUUID() + "/position";
        return Stream.of(
                new Look("naming the tenant", key, ofTenant(byId)),
                new Look("naming tenant and queue", key, ofTenant(inQueue)),
                new Look(
                        "having seen the join",
                        key.with("VQ-Min-Seq", ann.body().path("seq").asText()),
                        byId),
                new Look("having seen nonsense", key.with("VQ-Min-Seq", "x"), byId),
                new Look("of nobody", key, unknown),
                new Look("of someone else", holder, unknown),
                new Look("in another tenant", key, "/v1/tenants/" + OTHER.id() + byId.substring(3)),
                new Look(
                        "in another queue",
                        key,
                        inQueue.replace(queue, UUID.randomUUID().toString())),
                new Look("of a malformed id", key, "/v1/sessions/x/position"),
                new Look("in a malformed queue", key, "/v1/queues/x/sessions/" + session + "/position"),
                new Look("below a path that is none", key, "/v1/sessions/" + session + "/x/position"));
    }

    private record Join(String name, HttpApi caller, String path, String body) {}

    @TestFactory
    Stream<DynamicTest> aJoinIsTheSameEitherWay() {
        return Stream.of(joinsByManyCallers(), joinsWithManyBodies(), joinsOfVisitors())
                .flatMap(joins -> joins)
                .map(join -> DynamicTest.dynamicTest(
                        join.name(),
                        () -> assertSame(
                                join.caller().send("POST", join.path(), join.body()),
                                join.caller().send("POST", join.path() + LONGER_WAY, join.body()))));
    }

    private Stream<Join> joinsByManyCallers() {
        return Stream.of(
                new Join("found again", key, joins, AGAIN),
                new Join("found again, naming the tenant", key, ofTenant(joins), AGAIN),
                new Join("of another tenant", OTHER.key(), joins, AGAIN),
                new Join("by the holder of a place", holder, joins, AGAIN),
                new Join("anonymous", TENANT.anonymous(), joins, AGAIN),
                new Join(
                        "into no queue",
                        key,
                        joins.replace(queue, UUID.randomUUID().toString()),
                        AGAIN),
                new Join("into a malformed queue", key, "/v1/queues/x/sessions", AGAIN),
                new Join("as text", key.with("Content-Type", "text/plain"), joins, AGAIN),
                new Join("in Latin", key.with("Content-Type", "application/json;charset=latin1"), joins, AGAIN));
    }

    private Stream<Join> joinsWithManyBodies() {
        String tooMuch = "{\"userId\": \"" + "x".repeat(300) + "\", \"userEmail\": 7}";
        String elsewhere = "{\"userId\": \"bob\", \"tenantId\": \"" + OTHER.id() + "\"}";
        return Stream.of(
                new Join("with bad fields", key, joins, tooMuch),
                new Join("with an unknown priority", key, joins, "{\"userId\": \"bob\", \"priority\": \"x\"}"),
                new Join("with a tenant that does not match", key, joins, elsewhere),
                new Join("without a body", key, joins, ""),
                new Join("with half a body", key, joins, "{\"userId\":"),
                new Join("with a list", key, joins, "[]"));
    }

    private Stream<Join> joinsOfVisitors() {
        HttpApi visitor = TENANT.anonymous();
        String path = "/v1/public" + joins.substring(3);
        return Stream.of(
                new Join("of a visitor", visitor, path, "{}"),
                new Join("of a visitor without a body", visitor, path, ""),
                new Join("of a visitor who has a place", holder, path, "{}"),
                new Join("of a visitor with half a body", visitor, path, "{"),
                new Join(
                        "of a visitor from elsewhere", visitor.with("Origin", "https://elsewhere.example"), path, "{}"),
                new Join("of a visitor with a short key", visitor.with("Idempotency-Key", "short"), path, "{}"),
                new Join(
                        "of a visitor into no queue",
                        visitor,
                        path.replace(queue, UUID.randomUUID().toString()),
                        "{}"));
    }

    private static String ofTenant(String path) {
        return "/v1/tenants/" + TENANT.id() + path.substring(3);
    }

    @Test
    void anIdempotencyKeyFindsItsAnswerEitherWay() {
        HttpApi once = key.with("Idempotency-Key", UUID.randomUUID().toString());
        String path = "/v1/queues/" + queue + "/sessions";
        Answer first = once.post(path, Map.of("userId", "bob"));
        Answer plain = once.post(path, Map.of("userId", "bob"));
        Answer longer = once.post(path + LONGER_WAY, Map.of("userId", "bob"));
        assertThat(first.status()).isEqualTo(201);
        assertThat(List.of(plain.status(), longer.status())).containsOnly(201);
        assertThat(List.of(plain.body(), longer.body())).containsOnly(first.body());
        assertThat(plain.headers().allValues("idempotent-replayed")).containsExactly("true");
        assertThat(longer.headers().allValues("idempotent-replayed")).containsExactly("true");
        assertThat(once.post(path, Map.of("userId", "cem")).code()).isEqualTo("idempotency_key_reused");
    }

    @Test
    void theMetricsNameTheRouteNotTheSession() {
        assertThat(holder.get("/v1/sessions/" + session + "/position").status()).isEqualTo(200);
        String metrics = TestTenant.await(
                        () -> SERVER.api().get("/metrics"),
                        answer -> answer.text().contains("sessions/{sessionId}/position"))
                .text();
        assertThat(metrics).doesNotContain(session);
    }

    private static void assertSame(Answer plain, Answer longer) {
        assertThat(plain.status()).as(plain + " and " + longer).isEqualTo(longer.status());
        assertThat(fields(plain)).isEqualTo(fields(longer));
        assertThat(headers(plain)).isEqualTo(headers(longer));
    }

    private static Map<String, String> fields(Answer answer) {
        Map<String, String> fields = new TreeMap<>();
        answer.body()
                .properties()
                .forEach(field -> fields.put(
                        field.getKey(),
                        answer.status() == 201 && VOLATILE.contains(field.getKey())
                                ? ""
                                : field.getValue().toString()));
        return fields;
    }

    private static Map<String, List<String>> headers(Answer answer) {
        Map<String, List<String>> headers = new TreeMap<>(answer.headers().map());
        headers.remove("content-length");
        headers.computeIfPresent("vq-seq", (_, seq) -> seq.stream().map(_ -> "").toList());
        return headers;
    }
}
