package io.virtualqueue.server.checkin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.virtualqueue.server.HttpApi;
import io.virtualqueue.server.HttpApi.Answer;
import io.virtualqueue.server.RunningServer;
import io.virtualqueue.server.TestTenant;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Joining by the link of a kiosk or of a code on a poster. */
class LinkIT {
    private static final TestTenant TENANT = TestTenant.on(RunningServer.shared());
    private static final HttpApi MANAGER = TENANT.person("manager");

    private final HttpApi anyone = TENANT.anonymous();

    private static Answer link(Map<String, Object> more, String... queues) {
        Map<String, Object> body = new HashMap<>(Map.of("name", "Hall", "channel", "qr", "queueIds", List.of(queues)));
        body.putAll(more);
        Answer made = MANAGER.post("/v1/links", body);
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return made;
    }

    private static String open(Answer link) {
        return "/v1/public/links/" + link.body().path("token").asText();
    }

    @Test
    void whoeverHasTheLinkSeesWhatItOffersAndJoinsFromAnyPage() {
        String queue = TENANT.desk();
        Answer link = link(Map.of(), queue);
        HttpApi page = anyone.with("Origin", "https://poster.example.org");
        Answer offered = page.get(open(link));
        assertThat(offered.status()).isEqualTo(200);
        assertThat(offered.header("Access-Control-Allow-Origin")).isEqualTo("https://poster.example.org");
        JsonNode desk = offered.body().at("/queues/0");
        assertThat(desk.path("queueId").asText()).isEqualTo(queue);
        assertThat(desk.path("isOpenNow").asBoolean()).isTrue();
        assertThat(desk.path("fields").isArray()).isTrue();
        Answer joined = page.post(open(link) + "/sessions", Map.of("userName", "Ada", "partySize", 2));
        assertThat(joined.status()).as(joined.text()).isEqualTo(201);
        assertThat(joined.body().path("channel").asText()).isEqualTo("qr");
        assertThat(joined.body().path("partySize").asInt()).isEqualTo(2);
        assertThat(joined.body().path("ticket").asText()).isEqualTo("A001");
        HttpApi ada = anyone.withBearer(joined.body().path("sessionToken").asText());
        assertThat(ada.post(open(link) + "/sessions", Map.of()).body().path("sessionId"))
                .as("the own place again")
                .isEqualTo(joined.body().path("sessionId"));
        assertThat(page.post("/v1/public/queues/" + queue + "/sessions", Map.of())
                        .code())
                .as("without the link")
                .isEqualTo("origin_not_allowed");
    }

    @Test
    void browsersMayAskFirst() {
        Answer link = link(Map.of(), TENANT.desk());
        Answer allowed = anyone.with("Origin", "https://poster.example.org")
                .with("Access-Control-Request-Method", "POST")
                .send("OPTIONS", open(link) + "/sessions", null);
        assertThat(allowed.status()).isEqualTo(204);
        assertThat(allowed.header("Access-Control-Allow-Origin")).isEqualTo("https://poster.example.org");
    }

    @Test
    void aLinkOfSeveralQueuesAsksForWhich() {
        String one = TENANT.desk();
        String other = TENANT.desk();
        Answer link = link(Map.of(), one, other);
        assertThat(anyone.get(open(link)).body().path("queues")).hasSize(2);
        assertThat(anyone.post(open(link) + "/sessions", Map.of()).badFields()).containsExactly("queueId");
        assertThat(anyone.post(open(link) + "/sessions", Map.of("queueId", TENANT.desk()))
                        .badFields())
                .containsExactly("queueId");
        Answer joined = anyone.post(open(link) + "/sessions", Map.of("queueId", other));
        assertThat(joined.body().path("queueId").asText()).isEqualTo(other);
        TENANT.key().delete("/v1/queues/" + other);
        assertThat(anyone.get(open(link)).body().path("queues")).hasSize(1);
        assertThat(anyone.post(open(link) + "/sessions", Map.of("queueId", other))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void appointmentsAreBelievedWhereTheLinkSaysSo() {
        String queue = TENANT.desk();
        Map<String, Object> booked =
                Map.of("appointmentAt", Instant.now().plusSeconds(60).toString());
        assertThat(anyone.post(open(link(Map.of(), queue)) + "/sessions", booked)
                        .badFields())
                .containsExactly("appointmentAt");
        Answer kiosk = link(Map.of("channel", "kiosk", "takesAppointments", true), queue);
        Answer joined = anyone.post(open(kiosk) + "/sessions", booked);
        assertThat(joined.status()).isEqualTo(201);
        assertThat(joined.body().path("channel").asText()).isEqualTo("kiosk");
    }

    @Test
    void aRevokedOrMadeUpLinkOpensNothing() {
        Answer link = link(Map.of(), TENANT.desk());
        String id = "/v1/links/" + link.body().path("id").asText();
        assertThat(MANAGER.get(id).body()).isEqualTo(link.body());
        assertThat(TestTenant.on(RunningServer.shared()).key().get(id).status()).isEqualTo(404);
        assertThat(MANAGER.delete(id).status()).isEqualTo(204);
        assertThat(MANAGER.delete(id).status()).isEqualTo(404);
        for (String path : List.of(open(link), "/v1/public/links/vql_nonsense")) {
            assertThat(anyone.get(path).status()).isEqualTo(404);
            assertThat(anyone.post(path + "/sessions", Map.of()).status()).isEqualTo(404);
        }
    }

    @Test
    void aLinkTakesNoMoreInAMinuteThanItSays() {
        Answer link = link(Map.of("joinsPerMinute", 2), TENANT.desk());
        assertThat(anyone.post(open(link) + "/sessions", Map.of()).status()).isEqualTo(201);
        assertThat(anyone.post(open(link) + "/sessions", Map.of()).status()).isEqualTo(201);
        Answer refused = anyone.post(open(link) + "/sessions", Map.of());
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.code()).isEqualTo("rate_limited");
        assertThat(refused.header("Retry-After")).isNotNull();
    }

    @Test
    void linksAreListedAndMadeOnceAndLeaveATrace() {
        TestTenant tenant = TestTenant.on(RunningServer.shared());
        String queue = tenant.desk();
        HttpApi admin = tenant.person("admin");
        Map<String, Object> wish = Map.of("name", "Kiosk", "channel", "kiosk", "queueIds", List.of(queue));
        HttpApi once = admin.with("Idempotency-Key", UUID.randomUUID().toString());
        Answer made = once.post("/v1/links", wish);
        Answer again = once.post("/v1/links", wish);
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(again.body()).isEqualTo(made.body());
        admin.post("/v1/links", Map.of("name", "Poster", "channel", "qr", "queueIds", List.of(queue)));
        JsonNode all = admin.get("/v1/links?sort=name&order=desc").body();
        assertThat(all.at("/pagination/total").asInt()).isEqualTo(2);
        assertThat(all.at("/links/0/name").asText()).isEqualTo("Poster");
        assertThat(admin.get("/v1/links?search=kios").body().path("links")).hasSize(1);
        admin.delete("/v1/links/" + made.body().path("id").asText());
        Answer trail = admin.get("/v1/audit");
        assertThat(trail.text()).contains("link.created", "link.deleted").doesNotContain("vql_");
    }

    @Test
    void badLinksAreNamed() {
        assertThat(MANAGER.post("/v1/links", Map.of("joinsPerMinute", 0, "takesAppointments", "yes"))
                        .badFields())
                .containsExactlyInAnyOrder("name", "channel", "queueIds", "joinsPerMinute", "takesAppointments");
        assertThat(MANAGER.post("/v1/links", Map.of("name", "x", "channel", "staff", "queueIds", List.of()))
                        .badFields())
                .containsExactlyInAnyOrder("channel", "queueIds");
        String theirs = TestTenant.on(RunningServer.shared()).desk();
        assertThat(MANAGER.post("/v1/links", Map.of("name", "x", "channel", "qr", "queueIds", List.of(theirs)))
                        .badFields())
                .containsExactly("queueIds");
    }
}
