package io.virtualqueue.server.queue;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueueIT {
    private static final TestTenant TENANT = TestTenant.on(RunningServer.shared());
    private static final TestTenant OTHER = TestTenant.on(RunningServer.shared());
    private static final HttpApi STAFF = TENANT.person("staff");
    private static final HttpApi KEY = TENANT.key();
    private static final Map<String, Object> ROOM =
            Map.of("name", "Sale", "maxConcurrentUsers", 50, "releaseRatePerMinute", 10);

    private static String path(Answer queue) {
        return "/v1/queues/" + queue.body().path("id").asText();
    }

    private static List<String> fieldNames(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Test
    void aNewQueueIsAnsweredWhole() {
        Answer made = KEY.post("/v1/queues", ROOM);

        assertThat(made.status()).isEqualTo(201);
        JsonNode queue = made.body();
        assertThat(String.join(" ", fieldNames(queue)))
                .isEqualTo("id tenantId applicationId name description kind status isActive"
                        + " maxConcurrentUsers releaseRatePerMinute passTtlSeconds servingTimeoutSeconds"
                        + " abandonAfterSeconds passUse order priorities defaultPriority timeZone openingHours"
                        + " openingExceptions maxWaiting getReadyAt ticketPrefix noShowGraceSeconds returnWithinSeconds"
                        + " returnPlace appointments fields serviceTargetSeconds isOpenNow opensAt closesAt"
                        + " waitingUsers servingUsers"
                        + " estimatedWaitSeconds estimatedWaitSecondsP90 estimatedWaitTime createdAt"
                        + " updatedAt seq");
        assertThat(queue.path("tenantId").asText()).isEqualTo(TENANT.id());
        assertThat(queue.path("description").isNull()).isTrue();
        assertThat(queue.path("kind").asText()).isEqualTo("waiting_room");
        assertThat(queue.path("isActive").asBoolean()).isTrue();
        assertThat(queue.path("priorities").path(0).toString())
                .isEqualTo("{\"name\":\"emergency\",\"level\":50,\"weight\":1,\"headStartSeconds\":0}");
        assertThat(queue.path("createdAt").asText()).endsWith("Z");
        assertThat(made.header("VQ-Seq")).isEqualTo("1");
        assertThat(made.header("Location"))
                .endsWith("/queues/" + queue.path("id").asText());
        assertThat(KEY.get(path(made)).body().path("name").asText()).isEqualTo("Sale");
    }

    @Test
    void aPersonsQueueBelongsToNoApplication() {
        Answer made = TENANT.person("manager").post("/v1/queues", ROOM);

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.body().has("applicationId")).isFalse();
        assertThat(KEY.get(path(made)).body().has("applicationId")).isFalse();
    }

    @Test
    void superAdminsSayWhichTenantTheyMean() {
        HttpApi admin = RunningServer.shared().superAdmin();
        Map<String, Object> desk = Map.of("name", "desk", "kind", "service_desk");

        assertThat(admin.post("/v1/queues", desk).badFields()).containsExactly("tenantId");
        assertThat(admin.post("/v1/queues?tenantId=" + TENANT.id(), desk).status())
                .isEqualTo(201);
        assertThat(admin.post("/v1/tenants/" + TENANT.id() + "/queues", desk).status())
                .isEqualTo(201);
        Answer named =
                admin.post("/v1/queues", Map.of("tenantId", TENANT.id(), "name", "desk", "kind", "service_desk"));
        assertThat(named.status()).isEqualTo(201);
        assertThat(admin.get(path(named) + "?tenantId=" + TENANT.id()).status()).isEqualTo(200);
    }

    @Test
    void aTenantThatDoesNotExistHasNoQueues() {
        HttpApi admin = RunningServer.shared().superAdmin();
        String nowhere = "/v1/tenants/" + UUID.randomUUID() + "/queues";

        assertThat(admin.get(nowhere).status()).isEqualTo(404);
        assertThat(admin.post(nowhere, ROOM).status()).isEqualTo(404);
    }

    @Test
    void aTenantInTheBodyMustBeTheCallersOwn() {
        Answer answer = KEY.post("/v1/queues", Map.of("tenantId", OTHER.id(), "name", "desk", "kind", "service_desk"));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.badFields()).containsExactly("tenantId");
    }

    @Test
    void anothersQueueIsNotThere() {
        String queue = "/v1/queues/" + TENANT.desk();
        String full = "/v1/tenants/" + TENANT.id() + queue.substring(3);

        for (String path : List.of(queue, full)) {
            assertThat(OTHER.key().get(path).status()).isEqualTo(404);
            assertThat(OTHER.key().get(path + "/status").status()).isEqualTo(404);
            assertThat(OTHER.key().patch(path, Map.of("name", "mine")).status()).isEqualTo(404);
            assertThat(OTHER.key().post(path + "/pause").status()).isEqualTo(404);
            assertThat(OTHER.key().post(path + "/resume").status()).isEqualTo(404);
            assertThat(OTHER.key().delete(path).status()).isEqualTo(404);
        }
        assertThat(KEY.get(queue).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "0", "00000000-0000-0000-0000-000000000000", "1-1-1-1-1"})
    void anIdThatNobodyHasIsNotFoundHoweverItLooks(String id) {
        String queue = "/v1/queues/" + id;

        assertThat(KEY.get(queue).status()).isEqualTo(404);
        assertThat(KEY.get(queue + "/status").status()).isEqualTo(404);
        assertThat(KEY.patch(queue, Map.of("name", "x")).status()).isEqualTo(404);
        assertThat(KEY.post(queue + "/pause").status()).isEqualTo(404);
        assertThat(KEY.delete(queue).status()).isEqualTo(404);
    }

    @Test
    void staffSeeAndDoNotChange() {
        String queue = "/v1/queues/" + TENANT.desk();

        assertThat(STAFF.get(queue).status()).isEqualTo(200);
        assertThat(STAFF.get(queue + "/status").status()).isEqualTo(200);
        assertThat(STAFF.get("/v1/queues").status()).isEqualTo(200);
        assertThat(STAFF.post("/v1/queues", ROOM).code()).isEqualTo("forbidden");
        assertThat(STAFF.post("/v1/queues/batch", Map.of("queues", List.of(ROOM)))
                        .status())
                .isEqualTo(403);
        assertThat(STAFF.patch(queue, Map.of("name", "x")).status()).isEqualTo(403);
        assertThat(STAFF.post(queue + "/pause").status()).isEqualTo(403);
        assertThat(STAFF.post(queue + "/resume").status()).isEqualTo(403);
        assertThat(STAFF.delete(queue).status()).isEqualTo(403);
    }

    @Test
    void nobodyIsRefusedWithoutACredential() {
        String queue = "/v1/queues/" + TENANT.desk();

        assertThat(TENANT.anonymous().get("/v1/queues").status()).isEqualTo(401);
        assertThat(TENANT.anonymous().post("/v1/queues", ROOM).status()).isEqualTo(401);
        assertThat(TENANT.anonymous().post("/v1/queues", "{").status()).isEqualTo(401);
        assertThat(TENANT.anonymous().get(queue + "/status").status()).isEqualTo(401);
        assertThat(TENANT.anonymous().delete(queue).status()).isEqualTo(401);
    }

    @Test
    void aDeletedQueueIsGone() {
        String queue = "/v1/queues/" + TENANT.desk();

        Answer deleted = KEY.delete(queue);

        assertThat(deleted.status()).isEqualTo(204);
        assertThat(deleted.header("VQ-Seq")).isEqualTo("2");
        assertThat(KEY.get(queue).status()).isEqualTo(404);
        assertThat(KEY.get(queue + "/status").status()).isEqualTo(404);
        assertThat(KEY.patch(queue, Map.of("name", "x")).status()).isEqualTo(404);
        assertThat(KEY.post(queue + "/resume").status()).isEqualTo(404);
        assertThat(KEY.delete(queue).status()).isEqualTo(404);
    }

    @Test
    void aReaderWhoAsksForANumberThatIsNotThereYetIsToldToComeBack() {
        String queue = "/v1/queues/" + TENANT.desk();

        assertThat(KEY.with("VQ-Min-Seq", "1").get(queue).status()).isEqualTo(200);
        Answer behind = KEY.with("VQ-Min-Seq", "99").get(queue + "/status");
        assertThat(behind.status()).isEqualTo(503);
        assertThat(behind.code()).isEqualTo("behind");
        assertThat(behind.header("Retry-After")).isEqualTo("1");
        assertThat(KEY.with("VQ-Min-Seq", "-1").get(queue).badFields()).containsExactly("VQ-Min-Seq");
    }

    @Test
    void theStatusSaysHowFullTheQueueIs() {
        Answer made = KEY.post("/v1/queues", ROOM);

        Answer status = KEY.with("Accept-Language", "ar").get(path(made) + "/status");

        assertThat(String.join(" ", fieldNames(status.body())))
                .isEqualTo("queueId status isActive isOpenNow opensAt closesAt waitingUsers servingUsers"
                        + " estimatedWaitSeconds estimatedWaitSecondsP90 estimatedWaitTime seq");
        assertThat(status.body().path("status").asText()).isEqualTo("active");
        assertThat(status.body().path("estimatedWaitSeconds").isNumber()).isTrue();
        assertThat(status.body().path("estimatedWaitTime").asText()).matches(".*\\p{IsArabic}.*");
    }

    @Test
    void whoeverWaitsSeesHowFullTheirOwnQueueIs() {
        String own = TENANT.waitingRoom(Map.of());
        String other = TENANT.waitingRoom(Map.of());
        HttpApi visitor = TENANT.anonymous()
                .withBearer(TENANT.join(own, "ann").body().path("sessionToken").asText());

        Answer status = visitor.get("/v1/queues/" + own + "/status");

        assertThat(status.status()).isEqualTo(200);
        assertThat(status.body().path("waitingUsers").asInt()).isEqualTo(1);
        assertThat(visitor.get("/v1/queues/" + other + "/status").status()).isEqualTo(404);
        assertThat(visitor.get("/v1/queues/" + own).status()).isEqualTo(403);
        assertThat(visitor.delete("/v1/queues/" + own).status()).isEqualTo(403);
    }
}
