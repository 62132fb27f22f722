package io.virtualqueue.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.virtualqueue.server.HttpApi;
import io.virtualqueue.server.HttpApi.Answer;
import io.virtualqueue.server.RunningServer;
import io.virtualqueue.server.TestTenant;
import io.virtualqueue.server.identity.Sandbox;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Walks all routes with every credential of one tenant and the ids of another: nothing of the other may be seen, told or
 * changed.
 */
class IsolationIT {
    private static final RunningServer SERVER = RunningServer.shared();
    private static final AccessWorld INTRUDER = AccessWorld.on(SERVER);
    private static final AccessWorld VICTIM = AccessWorld.on(SERVER);
    /** In everything of the victim that is text, so that it is noticed wherever it turns up. */
    private static final String MARK = "victims-" + UUID.randomUUID();

    /** Positions have a new pass each time, queues tell of waits, the audit grows by itself, keys tell of their last use. */
    private static final List<String> CHANGING =
            List.of("/position", "/status", "/queues", "/{queueId}", "/audit", "/keys", "/satisfaction");

    private static final Set<Integer> CLOSED = Set.of(403, 404);
    private static final List<Holder> INTRUDERS = Arrays.stream(Holder.values())
            .filter(holder -> holder != Holder.SUPER_ADMIN)
            .toList();
    /** What nearly every write would take if it were allowed; fields that a route does not know are passed over. */
    private static final Map<String, Object> BODY = Map.ofEntries(
            Map.entry("name", "Taken over"),
            Map.entry("domain", "taken-over.example.com"),
            Map.entry("email", UUID.randomUUID() + "@intruder.example.com"),
            Map.entry("password", "correct horse battery"),
            Map.entry("role", "staff"),
            Map.entry("userId", "intruder"),
            Map.entry("maxConcurrentUsers", 5),
            Map.entry("url", "https://intruder.example.com/"),
            Map.entry("status", "closed"),
            Map.entry("events", List.of("*")),
            Map.entry("from", "2020-01-01T00:00:00Z"),
            Map.entry("queues", List.of(Map.of("name", "Smuggled", "maxConcurrentUsers", 5))));

    static {
        HttpApi admin = VICTIM.caller(Holder.SUPER_ADMIN);
        admin.patch("/v1/tenants/" + VICTIM.id("tenantId"), Map.of("name", MARK));
        admin.patch(queuePath(VICTIM.id("queueId")), Map.of("name", MARK, "description", MARK));
        VICTIM.tenant()
                .key()
                .post(
                        "/v1/queues/" + VICTIM.id("queueId") + "/sessions",
                        Map.of("userId", MARK, "userName", MARK, "userEmail", MARK + "@example.com"));
    }

    private record Attempt(Holder holder, String path, Answer answer) {
        @Override
        public String toString() {
            return holder + " " + path + " -> " + answer.status() + " " + answer.text();
        }
    }

    private static List<Route> guarded() {
        return Route.of(SERVER).stream()
                .filter(route -> !route.parameters().isEmpty())
                .filter(route -> !isForAnyone(route))
                .toList();
    }

    /** Joining in public is for everyone who knows the queue. Older paths name no tenant, and mean the own one. */
    private static boolean isForAnyone(Route route) {
        return route.path().startsWith("/v1/") && !route.path().contains("{tenantId}");
    }

    @TestFactory
    Stream<DynamicTest> anothersIdsAreUnknownWhereverTheyStand() {
        return guarded().stream()
                .map(route -> DynamicTest.dynamicTest(route.name(), () -> {
                    List<Attempt> attempts = attempts(route);
                    assertThat(attempts).isNotEmpty().allSatisfy(IsolationIT::isRefused);
                }));
    }

    private static void isRefused(Attempt attempt) {
        if (attempt.holder() == Holder.NONE) {
            assertThat(attempt.answer().status()).as(attempt.toString()).isEqualTo(401);
        } else {
            assertThat(CLOSED).as(attempt.toString()).contains(attempt.answer().status());
        }
        tellsNothing(attempt);
    }

    private static void tellsNothing(Attempt attempt) {
        assertThat(attempt.answer().text()).as(attempt.toString()).doesNotContain(MARK);
    }

    private static List<Attempt> attempts(Route route) {
        List<Attempt> attempts = new ArrayList<>();
        for (Holder holder : INTRUDERS) {
            for (String path : forgedPaths(route)) {
                attempts.add(new Attempt(holder, path, route.send(INTRUDER.caller(holder), path, body())));
            }
        }
        return attempts;
    }

    /** The other's tenant; its sandbox; the own tenant with the other's things; the tenant of the credential with them. */
    private static List<String> forgedPaths(Route route) {
        List<String> paths = new ArrayList<>();
        paths.add(route.filled(VICTIM::id));
        paths.add(route.filled(parameter -> parameter.equals("tenantId") ? sandboxOfVictim() : VICTIM.id(parameter)));
        if (route.parameters().size() > 1) {
            paths.add(route.filled(
                    parameter -> parameter.equals("tenantId") ? INTRUDER.id(parameter) : VICTIM.id(parameter)));
            paths.add(route.filled(VICTIM::id).replace("/v1/tenants/" + VICTIM.id("tenantId") + "/", "/v1/"));
            paths.addAll(mixed(route));
        }
        return paths;
    }

    private static String sandboxOfVictim() {
        return Sandbox.of(UUID.fromString(VICTIM.id("tenantId"))).toString();
    }

    /** One's own tenant and things but for one of them, in turn. */
    private static List<String> mixed(Route route) {
        return route.parameters().stream()
                .filter(parameter -> !parameter.equals("tenantId"))
                .map(forged -> route.filled(
                        parameter -> parameter.equals(forged) ? VICTIM.id(parameter) : INTRUDER.id(parameter)))
                .toList();
    }

    @Test
    void namingAnotherTenantInQueryOrBodyOpensNothing() {
        Map<String, Object> named = new HashMap<>(BODY);
        named.put("tenantId", VICTIM.id("tenantId"));
        List<Attempt> attempts = new ArrayList<>();
        for (Route route : guarded()) {
            if (takesTheTenantElsewhere(route)) {
                for (Holder holder : List.of(Holder.ADMIN, Holder.API_KEY)) {
                    String path = own(route) + "?tenantId=" + VICTIM.id("tenantId");
                    attempts.add(
                            new Attempt(holder, path, route.send(INTRUDER.caller(holder), path, JsonText.of(named))));
                }
            }
        }

        assertThat(attempts).isNotEmpty().allSatisfy(attempt -> {
            assertThat(attempt.answer().status()).as(attempt.toString()).isBetween(400, 499);
            tellsNothing(attempt);
        });
    }

    /** Lists and creations of queues and people say so; what else is refused for its ids is in the walk above. */
    private static boolean takesTheTenantElsewhere(Route route) {
        return route.parameters().equals(List.of("tenantId"))
                && (route.path().endsWith("/queues") || route.path().endsWith("/users"));
    }

    private static String own(Route route) {
        return route.filled(INTRUDER::id).replace("/v1/tenants/" + INTRUDER.id("tenantId") + "/", "/v1/");
    }

    @Test
    void whatOneMaySeeHoldsNothingOfAnother() {
        UnaryOperator<String> own = INTRUDER::id;
        List<Attempt> attempts = new ArrayList<>();
        for (Route route : Route.of(SERVER)) {
            if (route.method().equals("GET")) {
                for (Holder holder : INTRUDERS) {
                    String path = route.filled(own);
                    attempts.add(
                            new Attempt(holder, path, INTRUDER.caller(holder).get(path)));
                }
            }
        }

        assertThat(attempts).anyMatch(attempt -> attempt.answer().status() == 200);
        assertThat(attempts).allSatisfy(attempt -> {
            tellsNothing(attempt);
            assertThat(attempt.answer().text())
                    .as(attempt.toString())
                    .doesNotContain(VICTIM.id("tenantId"), VICTIM.id("queueId"), VICTIM.id("sessionId"));
        });
    }

    @Test
    void theMarkWouldBeNoticed() {
        assertThat(VICTIM.caller(Holder.ADMIN)
                        .get("/v1/tenants/" + VICTIM.id("tenantId"))
                        .text())
                .contains(MARK);
        assertThat(VICTIM.caller(Holder.STAFF)
                        .get(queuePath(VICTIM.id("queueId")) + "/sessions")
                        .text())
                .contains(MARK);
    }

    @Test
    void nothingOfTheOtherChanges() {
        // What stands for a parameter is made when it is first asked for.
        guarded().forEach(route -> route.filled(VICTIM::id));
        List<String> before = everything();

        guarded().stream().filter(route -> !route.method().equals("GET")).forEach(IsolationIT::attempts);

        assertThat(everything()).isEqualTo(before);
    }

    /** All that an admin of the victim sees, but for what changes by itself. */
    private static List<String> everything() {
        HttpApi admin = VICTIM.caller(Holder.ADMIN);
        return guarded().stream()
                .filter(route -> route.method().equals("GET"))
                .filter(route -> CHANGING.stream().noneMatch(route.path()::endsWith))
                .map(route -> route.filled(VICTIM::id) + "?limit=100")
                .map(path -> path + " " + admin.get(path).text())
                .toList();
    }

    @Test
    void theQueueKeepsItsSettings() {
        HttpApi admin = VICTIM.caller(Holder.ADMIN);
        String updated = admin.get(queuePath(VICTIM.id("queueId")))
                .body()
                .path("updatedAt")
                .asText();

        guarded().stream().filter(route -> !route.method().equals("GET")).forEach(IsolationIT::attempts);

        HttpApi.Answer after = admin.get(queuePath(VICTIM.id("queueId")));
        assertThat(after.body().path("updatedAt").asText()).isEqualTo(updated);
        assertThat(after.body().path("name").asText()).isEqualTo(MARK);
    }

    @Test
    void aSessionTokenOpensNothingElseOfItsOwnTenant() {
        TestTenant tenant = INTRUDER.tenant();
        HttpApi visitor = INTRUDER.caller(Holder.SESSION_TOKEN);
        String queue = tenant.openRoom();

        assertThat(visitor.get("/v1/queues/" + queue + "/status").status()).isEqualTo(404);
        assertThat(visitor.get("/v1/sessions/" + tenant.joined(queue, "somebody"))
                        .status())
                .isEqualTo(404);
    }

    private static String queuePath(String queue) {
        return "/v1/tenants/" + VICTIM.id("tenantId") + "/queues/" + queue;
    }

    private static String body() {
        return JsonText.of(BODY);
    }
}
