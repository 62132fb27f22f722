package io.virtualqueue.server.counter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.virtualqueue.server.HttpApi.Answer;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Locations, what they offer, and their hours. */
class LocationIT {
    private static final Clinic CLINIC = new Clinic();
    private static final String ZONE = "Europe/Berlin";

    private final String service = CLINIC.tenant().desk();

    private static Answer made(Map<String, Object> body) {
        return CLINIC.manager().post("/v1/locations", body);
    }

    private static String path(Answer made) {
        return "/v1/locations/" + made.body().path("id").asText();
    }

    private static JsonNode queue(String id) {
        return CLINIC.manager().get("/v1/queues/" + id).body();
    }

    @Test
    void aLocationIsMadeSeenChangedAndDeleted() {
        Answer made = made(Map.of("name", "North", "address", "1 Hill Road", "timeZone", ZONE));
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.header("Location")).endsWith(path(made).substring("/v1".length()));
        assertThat(made.body().path("timeZone").asText()).isEqualTo(ZONE);
        assertThat(CLINIC.tenant().person("staff").get(path(made)).body()).isEqualTo(made.body());

        Answer changed = CLINIC.manager().patch(path(made), Map.of("name", "South"));
        assertThat(changed.body().path("name").asText()).isEqualTo("South");
        assertThat(changed.body().path("address").asText()).isEqualTo("1 Hill Road");
        assertThat(CLINIC.manager().get("/v1/locations?search=south").body().path("locations"))
                .hasSize(1);

        assertThat(CLINIC.manager().delete(path(made)).status()).isEqualTo(204);
        assertThat(CLINIC.manager().get(path(made)).status()).isEqualTo(404);
    }

    @Test
    void everyBadFieldIsNamed() {
        assertThat(made(Map.of("name", "", "timeZone", "Mars/Base", "services", List.of("x")))
                        .badFields())
                .contains("name", "timeZone", "services[0]");
        assertThat(made(Map.of("name", "x", "services", List.of(UUID.randomUUID())))
                        .badFields())
                .containsExactly("services");
        String room = CLINIC.tenant().waitingRoom(Map.of());
        assertThat(made(Map.of("name", "x", "services", List.of(room))).badFields())
                .containsExactly("services");
    }

    @Test
    void aServiceIsOfferedAtOneLocation() {
        Answer first = made(Map.of("name", "First", "services", List.of(service)));
        assertThat(first.body().path("services")).hasSize(1);
        Answer second = made(Map.of("name", "Second", "services", List.of(service)));
        assertThat(second.status()).isEqualTo(422);
        assertThat(second.badFields()).containsExactly("services");

        CLINIC.manager().patch(path(first), Map.of("services", List.of()));
        assertThat(made(Map.of("name", "Second", "services", List.of(service))).status())
                .isEqualTo(201);
    }

    @Test
    void whatACounterServesCannotBeTakenAway() {
        Answer location = made(Map.of("name", "Busy", "services", List.of(service)));
        Answer counter = CLINIC.manager()
                .post(path(location) + "/counters", Map.of("name", "Room", "services", List.of(service)));
        assertThat(counter.status()).isEqualTo(201);

        Answer refused = CLINIC.manager().patch(path(location), Map.of("services", List.of()));
        assertThat(refused.code()).isEqualTo("service_in_use");
        assertThat(CLINIC.manager().delete(path(location)).code()).isEqualTo("location_in_use");
        assertThat(CLINIC.manager().get(path(location)).body().path("services")).hasSize(1);

        String counterPath = Clinic.path(counter.body().path("id").asText());
        assertThat(CLINIC.manager().delete(counterPath).status()).isEqualTo(204);
        assertThat(CLINIC.manager().delete(path(location)).status()).isEqualTo(204);
    }

    @Test
    void hoursHoldForAllServicesOfTheLocation() {
        String other = CLINIC.tenant().desk();
        Answer location = made(Map.of("name", "Hours", "timeZone", ZONE, "services", List.of(service, other)));
        String today = LocalDate.now(ZoneId.of(ZONE)).toString();

        Answer set = CLINIC.put(
                path(location) + "/hours",
                Map.of(
                        "openingHours",
                        Map.of("monday", List.of(Map.of("from", "08:00", "to", "12:00"))),
                        "openingExceptions",
                        List.of(Map.of(
                                "date",
                                "2030-12-24",
                                "slots",
                                List.of(Map.of("from", "08:00", "to", "10:00")),
                                "reason",
                                "Short day")),
                        "holidays",
                        List.of(Map.of("date", today, "name", "Feast"), Map.of("date", "2030-12-25"))));

        assertThat(set.status()).isEqualTo(200);
        assertThat(set.body().at("/openingHours/monday/0/from").asText()).isEqualTo("08:00");
        assertThat(set.body().path("openingExceptions")).hasSize(3);
        assertThat(CLINIC.manager().get(path(location)).body()).isEqualTo(set.body());
        for (String each : List.of(service, other)) {
            assertThat(queue(each).path("openingHours")).isEqualTo(set.body().path("openingHours"));
            assertThat(queue(each).path("openingExceptions"))
                    .isEqualTo(set.body().path("openingExceptions"));
            assertThat(queue(each).path("timeZone").asText()).isEqualTo(ZONE);
            Answer closed = CLINIC.tenant().key().post("/v1/queues/" + each + "/sessions", Map.of("userId", "early"));
            assertThat(closed.status()).isEqualTo(409);
            assertThat(closed.code()).isEqualTo("closed_now");
        }

        Answer always = CLINIC.put(path(location) + "/hours", Map.of());
        assertThat(always.body().path("openingHours").isNull()).isTrue();
        assertThat(CLINIC.joined(service)).isNotEmpty();
    }

    @Test
    void aNewServiceTakesOverTheHoursAndAllTakeOverAnotherZone() {
        Answer location = made(Map.of("name", "Late"));
        Answer set = CLINIC.put(
                path(location) + "/hours",
                Map.of("openingHours", Map.of("friday", List.of(Map.of("from", "20:00", "to", "00:00")))));

        CLINIC.manager().patch(path(location), Map.of("services", List.of(service)));
        assertThat(queue(service).path("openingHours")).isEqualTo(set.body().path("openingHours"));
        String another = CLINIC.tenant().desk();
        Clinic.expect(
                201,
                CLINIC.manager().post(path(location) + "/counters", Map.of("name", "x", "services", List.of(another))));
        assertThat(CLINIC.manager().get(path(location)).body().path("services")).hasSize(2);

        CLINIC.manager().patch(path(location), Map.of("timeZone", "Asia/Tokyo"));
        assertThat(queue(service).path("timeZone").asText()).isEqualTo("Asia/Tokyo");
    }

    @Test
    void badHoursChangeNothing() {
        Answer location = made(Map.of("name", "Same", "services", List.of(service)));
        Answer bad = CLINIC.put(
                path(location) + "/hours",
                Map.of(
                        "timeZone",
                        "nowhere",
                        "openingHours",
                        Map.of("monday", List.of(Map.of("from", "12:00", "to", "08:00"))),
                        "holidays",
                        List.of(
                                Map.of("date", "2030-02-30"),
                                Map.of("date", "2030-01-01"),
                                Map.of("date", "2030-01-01"))));

        assertThat(bad.status()).isEqualTo(422);
        assertThat(bad.badFields())
                .contains("timeZone", "openingHours.monday[0].to", "holidays[0].date", "holidays[2].date");
        assertThat(CLINIC.manager().get(path(location)).body()).isEqualTo(location.body());
    }

    @Test
    void theSameIdempotencyKeyMakesOneLocation() {
        var once = CLINIC.manager().with("Idempotency-Key", UUID.randomUUID().toString());
        Answer first = once.post("/v1/locations", Map.of("name", "Once"));
        Answer again = once.post("/v1/locations", Map.of("name", "Once"));
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
    }
}
