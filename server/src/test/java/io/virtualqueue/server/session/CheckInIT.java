package io.virtualqueue.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.virtualqueue.server.HttpApi;
import io.virtualqueue.server.HttpApi.Answer;
import io.virtualqueue.server.RunningServer;
import io.virtualqueue.server.TestTenant;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Checking in at a desk: what is told, what is answered, and who is not taken in. */
class CheckInIT {
    private static final TestTenant TENANT = TestTenant.on(RunningServer.shared());
    private static final HttpApi STAFF = TENANT.person("staff");

    private final HttpApi key = TENANT.key();

    private static String desk(Map<String, Object> more) {
        Map<String, Object> body = new HashMap<>(Map.of("name", "desk", "kind", "service_desk"));
        body.putAll(more);
        Answer made = TENANT.key().post("/v1/queues", body);
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return made.body().path("id").asText();
    }

    private static String sessions(String queue) {
        return "/v1/queues/" + queue + "/sessions";
    }

    private static String session(Answer joined) {
        return "/v1/sessions/" + joined.body().path("sessionId").asText();
    }

    @Test
    void ticketsAreNumberedInTheOrderOfComing() {
        String queue = desk(Map.of("ticketPrefix", "B"));
        List<String> tickets = IntStream.range(0, 3)
                .mapToObj(each -> TENANT.join(queue, "person-" + each)
                        .body()
                        .path("ticket")
                        .asText())
                .toList();
        assertThat(tickets).containsExactly("B001", "B002", "B003");
        Answer again = key.post(sessions(queue), Map.of("userId", "person-1"));
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body().path("ticket").asText()).isEqualTo("B002");
        assertThat(key.get(session(again) + "/position").body().path("ticket").asText())
                .isEqualTo("B002");
        Answer found = key.get(sessions(queue) + "?search=b002");
        assertThat(found.body().at("/pagination/total").asInt()).isEqualTo(1);
        assertThat(found.body().at("/sessions/0/ticket").asText()).isEqualTo("B002");
    }

    @Test
    void whatIsToldIsAnsweredAndKept() {
        String queue = desk(
                Map.of("fields", List.of(Map.of("name", "plate", "type", "text", "required", true)), "getReadyAt", 2));
        Answer joined = STAFF.post(
                sessions(queue),
                Map.of(
                        "userId",
                        "ada",
                        "partySize",
                        4,
                        "notifyAtPosition",
                        5,
                        "fields",
                        Map.of("plate", "B-AL 1815"),
                        "notes",
                        "allergic\nto latex"));
        assertThat(joined.status()).as(joined.text()).isEqualTo(201);
        for (JsonNode told : List.of(joined.body(), STAFF.get(session(joined)).body())) {
            assertThat(told.path("partySize").asInt()).isEqualTo(4);
            assertThat(told.path("notifyAtPosition").asInt()).isEqualTo(5);
            assertThat(told.path("channel").asText()).isEqualTo("staff");
            assertThat(told.at("/fields/plate").asText()).isEqualTo("B-AL 1815");
            assertThat(told.path("notes").asText()).isEqualTo("allergic\nto latex");
            assertThat(told.has("appointmentAt")).isFalse();
        }
    }

    @Test
    void thePersonSeesTheAnswersAndNotTheNotes() {
        String queue = desk(Map.of("fields", List.of(Map.of("name", "plate", "type", "text"))));
        Answer joined =
                STAFF.post(sessions(queue), Map.of("userId", "ada", "fields", Map.of("plate", "X"), "notes", "secret"));
        HttpApi ada =
                TENANT.anonymous().withBearer(joined.body().path("sessionToken").asText());
        Answer seen = ada.get(session(joined));
        assertThat(seen.body().at("/fields/plate").asText()).isEqualTo("X");
        assertThat(seen.text()).doesNotContain("secret");
        assertThat(ada.post("/v1/public/queues/" + queue + "/sessions", Map.of())
                        .text())
                .contains("plate")
                .doesNotContain("secret");
        assertThat(ada.send("PUT", session(joined) + "/ready-at", "{\"position\": 1}")
                        .text())
                .doesNotContain("secret");
        assertThat(ada.patch(session(joined), Map.of("notes", "mine")).status()).isEqualTo(403);
    }

    @Test
    void staffChangeNotesAndAnswers() {
        String queue = desk(Map.of(
                "fields",
                List.of(
                        Map.of("name", "plate", "type", "text", "required", true),
                        Map.of("name", "seats", "type", "number"))));
        Answer joined =
                key.post(sessions(queue), Map.of("userId", "ada", "userName", "Ada", "fields", Map.of("plate", "X")));
        Answer noted = STAFF.patch(session(joined), Map.of("notes", "back at ten"));
        assertThat(noted.status()).as(noted.text()).isEqualTo(200);
        assertThat(noted.body().path("notes").asText()).isEqualTo("back at ten");
        assertThat(noted.body().path("userName").asText()).isEqualTo("Ada");
        Answer corrected = key.patch(
                "/v1/queues/" + queue + session(joined).substring(3),
                Map.of("fields", Map.of("plate", "Y", "seats", 2)));
        assertThat(corrected.body().at("/fields/plate").asText()).isEqualTo("Y");
        assertThat(corrected.body().at("/fields/seats").asInt()).isEqualTo(2);
        assertThat(corrected.body().path("notes").asText()).isEqualTo("back at ten");
        Answer bad = STAFF.patch(session(joined), Map.of("fields", Map.of("seats", "two"), "notes", 7));
        assertThat(bad.badFields()).containsExactlyInAnyOrder("fields.plate", "fields.seats", "notes");
        Map<String, Object> none = new HashMap<>();
        none.put("notes", null);
        assertThat(STAFF.patch(session(joined), none).body().has("notes")).isFalse();
        assertThat(STAFF.get(sessions(queue) + "?search=Ada")
                        .body()
                        .at("/sessions/0/fields/plate")
                        .asText())
                .isEqualTo("Y");
    }

    @Test
    void notesCanBeTheFirstThingThatIsKnownOfSomeone() {
        Answer joined = TENANT.join(desk(Map.of()), "nobody");
        assertThat(STAFF.patch(session(joined), Map.of("notes", "hard of hearing"))
                        .body()
                        .path("notes")
                        .asText())
                .isEqualTo("hard of hearing");
        assertThat(STAFF.patch(session(joined), Map.of("notes", " ")).body().has("notes"))
                .isFalse();
        assertThat(STAFF.get(session(joined)).body().has("notes")).isFalse();
    }

    @Test
    void notesAreExportedAndErasedWithThePerson() {
        HttpApi admin = TENANT.person("admin");
        String user = UUID.randomUUID().toString();
        Answer joined = key.post(sessions(desk(Map.of())), Map.of("userId", user, "notes", "hard of hearing"));
        JsonNode exported =
                admin.post("/v1/privacy/export", Map.of("userId", user)).body().at("/sessions/0");
        assertThat(exported.path("notes").asText()).isEqualTo("hard of hearing");
        assertThat(exported.at("/visit/ticket/text").asText()).isEqualTo("A001");
        admin.post("/v1/privacy/erase", Map.of("userId", user));
        assertThat(STAFF.get(session(joined)).text()).doesNotContain("hearing");
        Answer late = STAFF.patch(session(joined), Map.of("notes", "again"));
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.code()).isEqualTo("changed_since");
    }

    @Test
    void everyBadFieldIsNamedWhetherTheQueueOrTheServerAsksForIt() {
        String queue = desk(Map.of("fields", List.of(Map.of("name", "plate", "type", "text", "required", true))));
        Answer bad = key.post(
                sessions(queue),
                Map.of(
                        "partySize",
                        101,
                        "appointmentAt",
                        "tomorrow",
                        "notifyAtPosition",
                        -1,
                        "channel",
                        "fax",
                        "fields",
                        Map.of("colour", "red"),
                        "notes",
                        7));
        assertThat(bad.badFields())
                .containsExactlyInAnyOrder(
                        "userId",
                        "partySize",
                        "appointmentAt",
                        "notifyAtPosition",
                        "channel",
                        "fields.colour",
                        "fields.plate",
                        "notes");
    }

    @Test
    void anAppointmentGoesByItsTimeAndOneTooEarlyComesBackLater() {
        String queue = desk(
                Map.of("appointments", Map.of("earlySeconds", 3_600, "lateSeconds", 900, "headStartSeconds", 7_200)));
        TENANT.join(queue, "walk-in");
        Instant soon = Instant.now().plus(Duration.ofMinutes(30)).truncatedTo(ChronoUnit.SECONDS);
        Answer booked = key.post(sessions(queue), Map.of("userId", "booked", "appointmentAt", soon.toString()));
        assertThat(booked.body().path("position").asInt()).isEqualTo(1);
        assertThat(booked.body().path("appointmentAt").asText()).isEqualTo(soon.toString());
        Instant evening = Instant.now().plus(Duration.ofHours(5)).truncatedTo(ChronoUnit.SECONDS);
        Answer early = key.post(sessions(queue), Map.of("userId", "early", "appointmentAt", evening.toString()));
        assertThat(early.status()).isEqualTo(409);
        assertThat(early.code()).isEqualTo("too_early");
        assertThat(early.body().path("retryAt").asText())
                .isEqualTo(evening.minus(Duration.ofHours(1)).toString());
        Instant morning = Instant.now().minus(Duration.ofHours(5));
        Answer late = key.post(sessions(queue), Map.of("userId", "late", "appointmentAt", morning.toString()));
        assertThat(late.body().path("position").asInt()).isEqualTo(3);
    }

    @Test
    void aVisitorIsNotBelievedToHaveAnAppointmentNorToBeStaff() {
        String queue = desk(Map.of());
        Answer refused = TENANT.anonymous()
                .post(
                        "/v1/public/queues/" + queue + "/sessions",
                        Map.of("appointmentAt", Instant.now().toString(), "channel", "staff"));
        assertThat(refused.badFields()).containsExactlyInAnyOrder("appointmentAt", "channel");
        Answer kiosk = TENANT.anonymous()
                .post(
                        "/v1/public/queues/" + queue + "/sessions",
                        Map.of("channel", "kiosk", "partySize", 2, "notes", "mine"));
        assertThat(kiosk.status()).isEqualTo(201);
        assertThat(kiosk.body().path("channel").asText()).isEqualTo("kiosk");
        assertThat(STAFF.get(session(kiosk)).body().has("notes")).isFalse();
    }

    @Test
    void aClosedDeskSaysWhenItOpens() {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        String queue = desk(Map.of(
                "openingExceptions",
                List.of(
                        Map.of("date", today.toString(), "slots", List.of(), "reason", "Holiday"),
                        Map.of("date", today.plusDays(1).toString(), "slots", List.of()))));
        Answer refused = key.post(sessions(queue), Map.of("userId", "ada"));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("closed_now");
        assertThat(refused.body().path("retryAt").asText())
                .isEqualTo(today.plusDays(2)
                        .atStartOfDay(ZoneOffset.UTC)
                        .toInstant()
                        .toString());
        for (String path : List.of("/v1/queues/" + queue, "/v1/queues/" + queue + "/status")) {
            JsonNode queueNow = key.get(path).body();
            assertThat(queueNow.path("isOpenNow").asBoolean()).isFalse();
            assertThat(queueNow.path("opensAt").asText())
                    .isEqualTo(refused.body().path("retryAt").asText());
        }
        key.patch("/v1/queues/" + queue, Map.of("openingExceptions", List.of()));
        assertThat(key.post(sessions(queue), Map.of("userId", "ada")).status()).isEqualTo(201);
    }

    @Test
    void aFullLineTakesNobodyButWhoIsInIt() {
        String queue = desk(Map.of("maxWaiting", 1));
        TENANT.join(queue, "ada");
        Answer refused = key.post(sessions(queue), Map.of("userId", "bob"));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("line_full");
        assertThat(key.post(sessions(queue), Map.of("userId", "ada")).status()).isEqualTo(200);
    }

    @Test
    void whoChecksInManyTimesAtOnceHasOnePlaceAndOneTicket() {
        String queue = desk(Map.of());
        List<Answer> answers = IntStream.range(0, 24)
                .parallel()
                .mapToObj(each -> key.post(sessions(queue), Map.of("userId", "ada", "partySize", 1 + each)))
                .toList();
        assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(1);
        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.status()).isIn(200, 201);
            assertThat(answer.body().path("sessionId"))
                    .isEqualTo(answers.getFirst().body().path("sessionId"));
            assertThat(answer.body().path("ticket").asText()).isEqualTo("A001");
        });
        assertThat(key.get(sessions(queue)).body().at("/pagination/total").asInt())
                .isEqualTo(1);
        assertThat(TENANT.join(queue, "bob").body().path("ticket").asText()).isEqualTo("A002");
    }
}
