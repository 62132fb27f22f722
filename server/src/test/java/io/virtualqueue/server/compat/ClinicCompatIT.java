package io.virtualqueue.server.compat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.virtualqueue.server.HttpApi;
import io.virtualqueue.server.HttpApi.Answer;
import io.virtualqueue.server.RunningServer;
import io.virtualqueue.server.TestTenant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The clinic's paths, call by call, as its clients send and read them. */
class ClinicCompatIT {
    private static final RunningServer SERVER = RunningServer.shared();
    private static final AtomicInteger NUMBER = new AtomicInteger(100);

    private final TestTenant tenant = TestTenant.on(SERVER);
    private final String desk = tenant.desk();
    private final HttpApi kiosk = tenant.key();

    @Test
    void aPatientChecksInAndAsksHowFarItIs() {
        checkIn("Ann");
        Answer second = checkIn("Bob");

        assertThat(second.status()).isEqualTo(201);
        assertThat(second.body().path("success").asBoolean()).isTrue();
        JsonNode data = second.body().path("data");
        assertThat(data.path("position").asInt()).isEqualTo(2);
        assertThat(data.path("estimatedWait").isIntegralNumber()).isTrue();
        String id = data.path("patientId").asText();
        HttpApi bob = SERVER.api().withBearer(data.path("token").asText());
        for (String path : List.of("/api/position/", "/api/status/")) {
            Answer position = bob.get(path + id);
            assertThat(position.status()).isEqualTo(200);
            JsonNode place = position.body().path("data");
            assertThat(place.path("patientId").asText()).isEqualTo(id);
            assertThat(place.path("position").asInt()).isEqualTo(2);
            assertThat(place.path("status").asText()).isEqualTo("waiting");
            assertThat(place.path("estimatedWaitMinutes").isIntegralNumber()).isTrue();
            assertThat(place.path("checkInTime").asText()).endsWith("Z");
            assertThat(place.has("calledAt") || place.has("completedAt")).isFalse();
        }
    }

    @Test
    void whatIsWrongWithACheckInIsNamed() {
        Answer wrong = kiosk.post("/api/checkin", Map.of("name", "", "phone", "12", "appointmentTime", "noon"));

        assertError(wrong, 400, "VALIDATION_ERROR");
        assertThat(wrong.body().at("/error/details").findValuesAsText("field"))
                .containsExactlyInAnyOrder("name", "phone", "appointmentTime");
        assertThat(wrong.body().at("/error/message").asText()).contains("phone must be");
        assertError(kiosk.send("POST", "/api/checkin", "{"), 400, "VALIDATION_ERROR");
    }

    @Test
    void aPhoneThatWaitsGetsNoSecondPlaceHoweverItIsWritten() {
        Answer first = kiosk.post("/api/checkin", Map.of("name", "Ann", "phone", "+1 (555) 010-0199"));
        Answer again = kiosk.post("/api/checkin", Map.of("name", "Anna", "phone", "15550100199"));

        assertThat(first.status()).isEqualTo(201);
        assertError(again, 400, "VALIDATION_ERROR");
        assertThat(again.text())
                .doesNotContain(first.body().at("/data/patientId").asText());
        staffStep("call-next", Map.of());
        staffStep(
                "complete",
                Map.of("patientId", first.body().at("/data/patientId").asText()));
        assertThat(kiosk.post("/api/checkin", Map.of("name", "Ann", "phone", "15550100199"))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void twoCheckInsOfOnePhoneAtTheSameMomentGiveOnePlace() throws Exception {
        List<Integer> statuses = new ArrayList<>();
        try (ExecutorService phones = Executors.newFixedThreadPool(8)) {
            List<Future<Answer>> answers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                answers.add(phones.submit(
                        () -> kiosk.post("/api/checkin", Map.of("name", "Ann", "phone", "+1 555 010 7777"))));
            }
            for (Future<Answer> answer : answers) {
                statuses.add(answer.get().status());
            }
        }

        assertThat(statuses).containsOnly(201, 400).containsOnlyOnce(201);
        assertThat(kiosk.get("/api/queue").body().path("count").asInt()).isEqualTo(1);
    }

    @Test
    void aPatientsIdIsNoCredentialAndAnothersTokenIsNone() {
        JsonNode ann = checkIn("Ann").body().path("data");
        JsonNode bob = checkIn("Bob").body().path("data");
        String path = "/api/position/" + ann.path("patientId").asText();

        assertError(SERVER.api().get(path), 401, "UNAUTHORIZED");
        assertError(SERVER.api().withBearer(bob.path("token").asText()).get(path), 404, "PATIENT_NOT_FOUND");
        assertError(kiosk.get("/api/position/" + UUID.randomUUID()), 404, "PATIENT_NOT_FOUND");
        assertError(kiosk.get("/api/status/nonsense"), 404, "PATIENT_NOT_FOUND");
        assertError(SERVER.api().withBearer("nonsense").get(path), 401, "UNAUTHORIZED");
        assertThat(kiosk.get(path).status()).isEqualTo(200);
    }

    @Test
    void staffSeeTheQueueAndItsNumbers() {
        checkIn("Ann");
        checkIn("Bob");
        checkIn("Cleo");
        HttpApi staff = tenant.person("staff");
        String called = staff.post("/api/staff/call-next").body().at("/data/id").asText();
        staff.post("/api/staff/complete", Map.of("patientId", called));
        staff.post("/api/staff/call-next");

        for (String path : List.of("/api/queue", "/api/staff/queue")) {
            Answer queue = staff.get(path);
            assertThat(queue.status()).isEqualTo(200);
            assertThat(queue.body().path("count").asInt()).isEqualTo(2);
            JsonNode bob = queue.body().at("/data/0");
            assertThat(bob.path("id").asText()).isEqualTo(bob.path("patientId").asText());
            assertThat(bob.at("/patient/name").asText()).isEqualTo("Bob");
            assertThat(bob.at("/patient/phone").asText()).isNotEmpty();
            assertThat(bob.at("/patient/createdAt").asText()).endsWith("Z");
            assertThat(bob.path("status").asText()).isEqualTo("called");
            assertThat(bob.path("calledAt").asText()).endsWith("Z");
            assertThat(bob.path("completedAt").isNull()).isTrue();
            JsonNode cleo = queue.body().at("/data/1");
            assertThat(cleo.path("status").asText()).isEqualTo("waiting");
            assertThat(cleo.path("position").asInt()).isEqualTo(1);
            assertThat(cleo.path("calledAt").isNull()).isTrue();
        }
        for (String path : List.of("/api/queue/stats", "/api/staff/stats")) {
            JsonNode stats = staff.get(path).body().path("data");
            assertThat(stats.path("totalWaiting").asInt()).isEqualTo(1);
            assertThat(stats.path("totalCalled").asInt()).isEqualTo(1);
            assertThat(stats.path("totalCompleted").asInt()).isEqualTo(1);
            assertThat(stats.path("averageWaitTime").isIntegralNumber()).isTrue();
            assertThat(stats.path("longestWaitTime").isIntegralNumber()).isTrue();
        }
        assertError(SERVER.api().get("/api/queue"), 401, "UNAUTHORIZED");
        assertError(tenant.person("customer").get("/api/queue"), 403, "FORBIDDEN");
    }

    @Test
    void staffCallCompleteAndNoteWhoDidNotCome() {
        assertError(staffStep("call-next", Map.of()), 404, "NO_PATIENTS_WAITING");
        String ann = checkIn("Ann").body().at("/data/patientId").asText();
        String bob = checkIn("Bob").body().at("/data/patientId").asText();

        JsonNode called =
                staffStep("call-next", Map.of("counterId", "2")).body().path("data");
        assertThat(called.path("id").asText()).isEqualTo(ann);
        assertThat(called.path("name").asText()).isEqualTo("Ann");
        assertThat(called.path("phone").asText()).startsWith("+1 555 010");
        assertThat(called.path("position").isIntegralNumber()).isTrue();

        Answer done = staffStep("complete", Map.of("patientId", ann));
        assertThat(done.status()).isEqualTo(200);
        assertThat(done.body().at("/data/status").asText()).isEqualTo("completed");
        assertThat(kiosk.get("/api/status/" + ann)
                        .body()
                        .at("/data/completedAt")
                        .asText())
                .endsWith("Z");

        staffStep("call-next", Map.of());
        assertThat(staffStep("no-show", Map.of("patientId", bob))
                        .body()
                        .at("/data/status")
                        .asText())
                .isEqualTo("no_show");
        for (String step : List.of("complete", "no-show")) {
            assertError(staffStep(step, Map.of()), 400, "VALIDATION_ERROR");
            assertError(staffStep(step, Map.of("patientId", UUID.randomUUID())), 404, "PATIENT_NOT_FOUND");
            assertError(staffStep(step, Map.of("patientId", ann)), 409, "ILLEGAL_TRANSITION");
        }
    }

    @Test
    void staffLogInByAddressOrByTheNameThatTheClinicGaveThem() {
        String email = UUID.randomUUID() + "@clinic.example";
        String password = "correct horse battery";
        SERVER.superAdmin()
                .post(
                        "/v1/tenants/" + tenant.id() + "/users",
                        Map.of("email", email, "password", password, "role", "staff"));
        Answer in = SERVER.api().post("/api/staff/login", Map.of("username", email, "password", password));

        assertThat(in.status()).as(in.text()).isEqualTo(200);
        HttpApi staff = SERVER.api().withBearer(in.body().at("/data/token").asText());
        JsonNode me = staff.get("/api/staff/me").body().path("data");
        assertThat(me.path("username").asText()).isEqualTo(email);
        assertThat(me.path("role").asText()).isEqualTo("staff");
        assertThat(staff.post("/api/staff/logout").body().path("success").asBoolean())
                .isTrue();
        assertError(staff.get("/api/staff/me"), 401, "UNAUTHORIZED");
        assertError(
                SERVER.api().post("/api/staff/login", Map.of("username", email, "password", "wrong horse battery")),
                401,
                "UNAUTHORIZED");
        assertError(SERVER.api().post("/api/staff/login", Map.of("username", email)), 400, "VALIDATION_ERROR");
    }

    @Test
    void whichDeskIsTheClinicsIsSaidWhereThereAreSeveral() {
        String laboratory = tenant.desk();
        assertError(checkIn("Ann"), 409, "NO_CLINIC");

        HttpApi manager = tenant.person("manager");
        String settings = "/v1/tenants/" + tenant.id() + "/clinic";
        assertThat(manager.send("PUT", settings, "{\"queueId\": \"" + laboratory + "\"}")
                        .status())
                .isEqualTo(200);
        assertThat(manager.get(settings).body().path("queueId").asText()).isEqualTo(laboratory);
        String ann = checkIn("Ann").body().at("/data/patientId").asText();
        assertThat(kiosk.get("/v1/sessions/" + ann).body().path("queueId").asText())
                .isEqualTo(laboratory)
                .isNotEqualTo(desk);

        String room = tenant.waitingRoom(Map.of());
        assertThat(manager.send("PUT", settings, "{\"queueId\": \"" + room + "\"}")
                        .badFields())
                .containsExactly("queueId");
        assertThat(manager.send("PUT", settings, "{\"usernames\": {\"desk\": 5}}")
                        .badFields())
                .containsExactly("usernames");
        assertThat(tenant.person("admin")
                        .get("/v1/tenants/" + tenant.id() + "/audit")
                        .text())
                .contains("clinic.updated");
    }

    @Test
    void anAppointmentIsBelievedToStaffAndElseKeptForThem() {
        Map<String, Object> patient =
                Map.of("name", "Ann", "phone", "+1 555 010 9999", "appointmentTime", "2026-11-24T10:30:00+02:00");
        HttpApi visitor =
                SERVER.api().withBearer(checkIn("Bob").body().at("/data/token").asText());
        String ann = visitor.post("/api/checkin", patient)
                .body()
                .at("/data/patientId")
                .asText();

        assertThat(kiosk.get("/v1/sessions/" + ann)
                        .body()
                        .at("/metadata/appointmentTime")
                        .asText())
                .isEqualTo("2026-11-24T08:30:00Z");
    }

    @Test
    void anUnknownPathAndAWrongMethodAreToldInTheClinicsForm() {
        assertError(kiosk.get("/api/nonsense"), 404, "NOT_FOUND");
        assertError(kiosk.delete("/api/checkin"), 405, "METHOD_NOT_ALLOWED");
        assertError(
                kiosk.with("Content-Type", "text/plain").send("POST", "/api/checkin", "Ann"),
                415,
                "UNSUPPORTED_MEDIA_TYPE");
    }

    private Answer checkIn(String name) {
        return kiosk.post("/api/checkin", Map.of("name", name, "phone", "+1 555 010 0" + NUMBER.getAndIncrement()));
    }

    private Answer staffStep(String step, Map<String, Object> body) {
        return kiosk.post("/api/staff/" + step, body);
    }

    private static void assertError(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.body().path("success").isBoolean()).isTrue();
        assertThat(answer.body().path("success").asBoolean()).isFalse();
        assertThat(answer.body().at("/error/code").asText()).isEqualTo(code);
        assertThat(answer.body().at("/error/message").asText()).isNotBlank();
    }
}
