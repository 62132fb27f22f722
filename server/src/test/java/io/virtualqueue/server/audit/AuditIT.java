package io.virtualqueue.server.audit;

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
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class AuditIT {
    private static final RunningServer SERVER = RunningServer.shared();

    private final TestTenant tenant = TestTenant.on(SERVER);
    private final HttpApi admin = tenant.person("admin");

    @Test
    void everyChangeOfAQueueIsThereWithWhatItChangedTheNewestFirst() {
        HttpApi manager = tenant.person("manager");
        String queue = manager.post("/v1/queues", Map.of("name", "Tickets", "maxConcurrentUsers", 10))
                .body()
                .path("id")
                .asText();
        manager.patch("/v1/queues/" + queue, Map.of("name", "Concert", "maxConcurrentUsers", 20));
        manager.post("/v1/queues/" + queue + "/pause");
        manager.post("/v1/queues/" + queue + "/resume");
        manager.delete("/v1/queues/" + queue);

        List<JsonNode> entries = entries("subjectId=" + queue);

        assertThat(entries)
                .extracting(entry -> entry.path("action").asText())
                .containsExactly("queue.deleted", "queue.resumed", "queue.paused", "queue.updated", "queue.created");
        JsonNode updated = entries.get(3);
        assertThat(updated.path("before")).hasToString("{\"name\":\"Tickets\",\"maxConcurrentUsers\":10}");
        assertThat(updated.path("after")).hasToString("{\"name\":\"Concert\",\"maxConcurrentUsers\":20}");
        assertThat(updated.path("source").asText()).isEqualTo("administration");
        assertThat(updated.path("subject").path("kind").asText()).isEqualTo("queue");
        assertThat(updated.path("actor").path("kind").asText()).isEqualTo("person");
        assertThat(updated.path("actor").path("address").asText()).isEqualTo("127.0.0.1");
        assertThat(entries("actorId=" + updated.path("actor").path("id").asText()))
                .extracting(entry -> entry.path("subject").path("id").asText())
                .contains(queue);
        assertThat(entries.get(4).path("after").path("name").asText()).isEqualTo("Tickets");
        assertThat(entries.get(0).path("before").path("name").asText()).isEqualTo("Concert");
    }

    @Test
    void anApplicationIsNamedAndWhatIsRefusedLeavesNothing() {
        String queue = tenant.openRoom();
        tenant.key().patch("/v1/queues/" + queue, Map.of("maxConcurrentUsers", -1));
        tenant.person("staff").patch("/v1/queues/" + queue, Map.of("name", "mine"));

        List<JsonNode> entries = entries("subjectId=" + queue + "&source=administration");

        assertThat(entries)
                .singleElement()
                .satisfies(entry ->
                        assertThat(entry.path("actor").path("kind").asText()).isEqualTo("application"));
    }

    @Test
    void queuesOfABatchAreThereOneByOneAndOnlyOnce() {
        HttpApi once = tenant.key().with("Idempotency-Key", UUID.randomUUID().toString());
        Map<String, Object> batch = Map.of(
                "queues",
                List.of(Map.of("name", "one", "kind", "service_desk"), Map.of("name", "two", "kind", "service_desk")));
        once.post("/v1/queues/batch", batch);
        once.post("/v1/queues/batch", batch);

        assertThat(entries("action=queue.created"))
                .extracting(entry -> entry.path("after").path("name").asText())
                .containsExactlyInAnyOrder("one", "two");
    }

    @Test
    void whatBecameOfSessionsComesFromTheJournal() {
        String queue = tenant.openRoom();
        String session = tenant.joined(queue, "visitor");
        tenant.awaitStatus(session, "released");
        tenant.key().post("/v1/sessions/" + session + "/heartbeat");
        tenant.key().post("/v1/sessions/" + session + "/complete");
        tenant.joined(queue, "another");

        List<JsonNode> entries = entries("subjectId=" + session);

        assertThat(entries)
                .extracting(entry -> entry.path("action").asText())
                .containsExactly("session.completed", "session.served", "session.released", "session.joined");
        assertThat(entries.get(2).path("actor").path("kind").asText()).isEqualTo("system");
        assertThat(entries.get(3).has("actor")).isFalse();
        assertThat(entries).allSatisfy(entry -> {
            assertThat(entry.path("source").asText()).isEqualTo("sessions");
            assertThat(entry.path("queueId").asText()).isEqualTo(queue);
            assertThat(entry.path("subject").path("id").asText()).isEqualTo(session);
        });
        assertThat(entries("subjectId=" + queue + "&action=session.joined")).hasSize(2);
        assertThat(entries("subjectId=" + queue))
                .extracting(entry -> entry.path("source").asText())
                .contains("sessions", "administration");
        assertThat(entries("actorId=" + UUID.randomUUID())).isEmpty();
    }

    @Test
    void nothingPersonalIsInIt() {
        String queue = tenant.openRoom();
        tenant.key()
                .post(
                        "/v1/queues/" + queue + "/sessions",
                        Map.of(
                                "userId", "marked-id",
                                "userName", "marked-name",
                                "userEmail", "marked@example.com",
                                "userPhone", "+49301234567",
                                "metadata", Map.of("note", "marked-note")));

        String audit = admin.get("/v1/audit?limit=100").text();

        assertThat(audit).contains("session.joined").doesNotContain("marked").doesNotContain("49301234567");
    }

    @Test
    void timesNarrowBothSources() {
        String queue = tenant.desk();
        for (int i = 0; i < 20; i++) {
            tenant.joined(queue, "user-" + i);
        }
        List<JsonNode> joined = entries("action=session.joined");
        assertThat(joined).hasSize(20);
        String seventh = joined.get(6).path("at").asText();
        String ninth = joined.get(8).path("at").asText();

        assertThat(entries("action=session.joined&from=" + seventh)).isEqualTo(joined.subList(0, 7));
        assertThat(entries("action=session.joined&to=" + ninth)).isEqualTo(joined.subList(8, 20));
        assertThat(entries("source=sessions&from=" + ninth + "&to=" + seventh)).isEqualTo(joined.subList(6, 9));
        assertThat(entries("to=2000-01-01T00:00:00Z")).isEmpty();
        assertThat(entries("source=administration&from=" + seventh)).isEmpty();
        assertThat(entries("source=administration&to=" + seventh)).isNotEmpty();
    }

    @Test
    void pagesFollowEachOther() {
        String queue = tenant.waitingRoom(Map.of("releaseRatePerMinute", 0));
        for (int i = 0; i < 7; i++) {
            tenant.joined(queue, "user-" + i);
        }
        List<JsonNode> all = entries("subjectId=" + queue);
        assertThat(all).hasSize(8);

        List<JsonNode> turned = new ArrayList<>();
        for (int page = 1; page <= 3; page++) {
            Answer answer = admin.get("/v1/audit?subjectId=" + queue + "&limit=3&page=" + page);
            assertThat(answer.body().path("pagination").path("total").asInt()).isEqualTo(8);
            assertThat(answer.body().path("pagination").path("totalPages").asInt())
                    .isEqualTo(3);
            answer.body().path("entries").forEach(turned::add);
        }
        assertThat(turned).isEqualTo(all);
        assertThat(turned).extracting(entry -> entry.path("id").asText()).doesNotHaveDuplicates();
    }

    @Test
    void everyBadParameterIsNamed() {
        Answer answer = admin.get("/v1/audit?from=yesterday&to=%2B999999999-01-01T00:00:00Z&action=x&actorId=1"
                + "&subjectId=2&source=elsewhere");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.badFields()).containsExactly("from", "to", "action", "actorId", "subjectId", "source");
        assertThat(admin.get("/v1/audit?page=1000&limit=100").badFields()).containsExactly("page");
        assertThat(admin.get("/v1/audit?search=x").badFields()).containsExactly("search");
        assertThat(admin.get("/v1/audit?status=x").badFields()).containsExactly("status");
        assertThat(admin.get("/v1/audit?page=100&limit=100").status()).isEqualTo(200);
    }

    @Test
    void superAdminsReadEveryTrailAndTheirOwn() {
        HttpApi superAdmin = SERVER.superAdmin();

        assertThat(superAdmin.get("/v1/tenants/" + tenant.id() + "/audit").status())
                .isEqualTo(200);
        assertThat(superAdmin.get("/v1/tenants/" + UUID.randomUUID() + "/audit").status())
                .isEqualTo(404);
        Answer platform = superAdmin.get("/v1/platform/audit");
        assertThat(platform.status()).isEqualTo(200);
        assertThat(platform.body().path("entries")).isNotNull();
    }

    @Test
    void theTrailOfADeletedTenantStays() {
        HttpApi superAdmin = SERVER.superAdmin();
        String queue = tenant.desk();
        superAdmin.delete("/v1/tenants/" + tenant.id());

        Answer deleted = TestTenant.await(
                () -> superAdmin.get("/v1/tenants/" + tenant.id() + "/audit?action=queue.deleted"),
                answer -> answer.body().path("entries").size() == 1);

        JsonNode entry = deleted.body().path("entries").get(0);
        assertThat(entry.path("actor").path("kind").asText()).isEqualTo("system");
        assertThat(entry.path("subject").path("id").asText()).isEqualTo(queue);
    }

    private List<JsonNode> entries(String query) {
        Answer answer = admin.get("/v1/tenants/" + tenant.id() + "/audit?limit=100&" + query);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return StreamSupport.stream(answer.body().path("entries").spliterator(), false)
                .toList();
    }
}
