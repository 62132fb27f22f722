package io.virtualqueue.server.counter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.virtualqueue.server.HttpApi;
import io.virtualqueue.server.HttpApi.Answer;
import io.virtualqueue.server.TestTenant;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Counters, what they serve, who works there, and when they are open. */
class CounterIT {
    private static final Clinic CLINIC = new Clinic();

    private final String blood = CLINIC.tenant().desk();
    private final String xray = CLINIC.tenant().desk();
    private final Clinic.Worker ann = CLINIC.worker();

    private static JsonNode counter(String id) {
        return Clinic.expect(200, CLINIC.manager().get(Clinic.path(id))).body();
    }

    @Test
    void aCounterIsMadeClosedSeenChangedAndDeleted() {
        String id = CLINIC.closedCounter(xray, blood);
        JsonNode made = counter(id);
        assertThat(made.path("status").asText()).isEqualTo("closed");
        assertThat(made.path("label").asText()).isEqualTo("3");
        assertThat(made.path("locationId").asText()).isEqualTo(CLINIC.location());
        assertThat(made.path("services")).extracting(JsonNode::asText).containsExactly(xray, blood);
        assertThat(made.path("sessions")).isEmpty();

        Answer changed = CLINIC.manager().patch(Clinic.path(id), "{\"name\":\"Window\",\"label\":null}");
        assertThat(changed.body().path("name").asText()).isEqualTo("Window");
        assertThat(changed.body().has("label")).isFalse();
        assertThat(changed.body().path("services")).hasSize(2);
        assertThat(CLINIC.manager()
                        .get(CLINIC.locationPath() + "/counters?search=window")
                        .body()
                        .path("counters"))
                .hasSize(1);

        assertThat(CLINIC.manager().delete(Clinic.path(id)).status()).isEqualTo(204);
        assertThat(CLINIC.manager().get(Clinic.path(id)).status()).isEqualTo(404);
    }

    @Test
    void theServicesAreSetInTheirOrder() {
        String id = CLINIC.closedCounter(xray, blood);

        Answer set = CLINIC.put(Clinic.path(id) + "/services", Map.of("services", List.of(blood)));
        assertThat(set.body().path("services")).extracting(JsonNode::asText).containsExactly(blood);
        assertThat(CLINIC.put(Clinic.path(id) + "/services", Map.of()).badFields())
                .containsExactly("services");
        assertThat(CLINIC.put(Clinic.path(id) + "/services", Map.of("services", List.of(blood, blood)))
                        .badFields())
                .containsExactly("services");
        assertThat(CLINIC.put(Clinic.path(id) + "/services", Map.of("services", List.of(UUID.randomUUID())))
                        .badFields())
                .containsExactly("services");
        assertThat(counter(id).path("services")).hasSize(1);
    }

    @Test
    void aServiceOfAnotherLocationIsNotServedHere() {
        Clinic.expect(201, CLINIC.manager().post("/v1/locations", Map.of("name", "Else", "services", List.of(blood))));

        assertThat(CLINIC.put(Clinic.path(CLINIC.closedCounter(xray)) + "/services", Map.of("services", List.of(blood)))
                        .status())
                .isEqualTo(422);
    }

    @Test
    void staffArePeopleOfTheTenantWhoServeWhatTheCounterServes() {
        String id = CLINIC.closedCounter(xray);
        String path = Clinic.path(id) + "/staff";

        Answer set = CLINIC.put(path, Map.of("staff", List.of(Map.of("userId", ann.id()))));
        assertThat(set.status()).isEqualTo(200);
        assertThat(set.body().at("/staff/0/userId").asText()).isEqualTo(ann.id());
        assertThat(set.body().at("/staff/0").has("services")).isFalse();
        assertThat(counter(id).path("staff")).isEqualTo(set.body().path("staff"));

        assertThat(CLINIC.put(path, Map.of("staff", List.of(Map.of("userId", UUID.randomUUID()))))
                        .badFields())
                .containsExactly("staff");
        assertThat(CLINIC.put(path, Map.of("staff", List.of(Map.of("userId", ann.id(), "services", List.of(blood)))))
                        .badFields())
                .containsExactly("staff");
        assertThat(CLINIC.put(path, Map.of("staff", List.of(Map.of("userId", ann.id()), Map.of("userId", ann.id()))))
                        .badFields())
                .containsExactly("staff[1].userId");
        assertThat(CLINIC.put(path, Map.of()).badFields()).containsExactly("staff");
        assertThat(counter(id).path("staff")).hasSize(1);
    }

    @Test
    void staffSeeTheCountersAtWhichTheyMayServe() {
        String anyone = CLINIC.closedCounter(xray);
        String own = CLINIC.closedCounter(xray);
        String others = CLINIC.closedCounter(xray);
        CLINIC.put(Clinic.path(own) + "/staff", Map.of("staff", List.of(Map.of("userId", ann.id()))));
        CLINIC.put(
                Clinic.path(others) + "/staff",
                Map.of("staff", List.of(Map.of("userId", CLINIC.worker().id()))));

        assertThat(ids(ann.calls().get("/v1/me/counters?limit=100")))
                .contains(anyone, own)
                .doesNotContain(others);
        assertThat(ids(CLINIC.manager().get("/v1/me/counters?limit=100"))).contains(anyone, own, others);
        assertThat(ids(ann.calls().get("/v1/counters?limit=100"))).contains(anyone, own, others);
    }

    private static List<String> ids(Answer list) {
        return StreamSupport.stream(list.body().path("counters").spliterator(), false)
                .map(counter -> counter.path("id").asText())
                .toList();
    }

    @Test
    void staffOpenPauseAndClose() {
        String id = CLINIC.closedCounter(xray);
        HttpApi staff = ann.calls();

        assertThat(staff.post(Clinic.path(id) + "/pause").code()).isEqualTo("counter_closed");
        assertThat(staff.post(Clinic.path(id) + "/open").body().path("status").asText())
                .isEqualTo("open");
        Answer paused = staff.post(Clinic.path(id) + "/pause", Map.of("reason", "Printer"));
        assertThat(paused.body().path("status").asText()).isEqualTo("paused");
        assertThat(paused.body().path("reason").asText()).isEqualTo("Printer");
        assertThat(staff.post(Clinic.path(id) + "/pause").body()).isEqualTo(paused.body());
        Answer open = staff.post(Clinic.path(id) + "/open");
        assertThat(open.body().has("reason")).isFalse();
        assertThat(staff.post(Clinic.path(id) + "/close").body().path("status").asText())
                .isEqualTo("closed");
    }

    @Test
    void onlyThoseWhoWorkThereOpenIt() {
        String id = CLINIC.closedCounter(xray);
        CLINIC.put(Clinic.path(id) + "/staff", Map.of("staff", List.of(Map.of("userId", ann.id()))));

        assertThat(CLINIC.worker().calls().post(Clinic.path(id) + "/open").code())
                .isEqualTo("not_assigned");
        assertThat(counter(id).path("status").asText()).isEqualTo("closed");
        assertThat(ann.calls().post(Clinic.path(id) + "/open").status()).isEqualTo(200);
    }

    @Test
    void aBreakEndsByItself() {
        String id = CLINIC.counter(xray);
        String waiting = CLINIC.joined(xray);
        Instant end = Instant.now().plusSeconds(5).truncatedTo(ChronoUnit.MILLIS);

        Answer began = ann.calls().post(Clinic.path(id) + "/break", Map.of("until", end.toString(), "reason", "Tea"));

        assertThat(began.body().path("status").asText()).isEqualTo("break");
        assertThat(Instant.parse(began.body().path("breakUntil").asText())).isEqualTo(end);
        Answer called = TestTenant.await(() -> ann.callNext(id), answer -> answer.status() != 409);
        assertThat(Clinic.sessionOf(called)).isEqualTo(waiting);
        assertThat(counter(id).path("status").asText()).isEqualTo("open");
        assertThat(Instant.parse(counter(id).path("since").asText())).isEqualTo(end);
        HttpApi admin = CLINIC.tenant().person("admin");
        TestTenant.await(
                () -> admin.get("/v1/audit?action=counter.opened&subjectId=" + id),
                answer -> answer.text().contains("\"system\""));
    }

    @Test
    void badBreaksAreRefused() {
        String path = Clinic.path(CLINIC.counter(xray)) + "/break";
        assertThat(ann.calls().post(path, Map.of("minutes", 0)).badFields()).containsExactly("minutes");
        assertThat(ann.calls()
                        .post(path, Map.of("until", "2020-01-01T00:00:00Z"))
                        .badFields())
                .containsExactly("until");
        assertThat(ann.calls()
                        .post(path, Map.of("until", "later", "minutes", 5))
                        .badFields())
                .containsOnly("until");
    }

    @Test
    void theSameIdempotencyKeyOpensOnce() {
        String id = CLINIC.closedCounter(xray);
        HttpApi once = ann.calls().with("Idempotency-Key", UUID.randomUUID().toString());
        Clinic.expect(200, once.post(Clinic.path(id) + "/open"));
        Clinic.expect(200, ann.calls().post(Clinic.path(id) + "/close"));

        Answer again = once.post(Clinic.path(id) + "/open");

        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(counter(id).path("status").asText()).isEqualTo("closed");
    }

    @Test
    void whatManagersAndStaffDoIsInTheTrail() {
        String id = CLINIC.counter(xray);
        String trail =
                CLINIC.tenant().person("admin").get("/v1/audit?subjectId=" + id).text();
        assertThat(trail).contains("counter.created", "counter.opened");
    }
}
