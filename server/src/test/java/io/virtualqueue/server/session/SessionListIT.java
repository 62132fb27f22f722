package io.virtualqueue.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.virtualqueue.server.HttpApi;
import io.virtualqueue.server.HttpApi.Answer;
import io.virtualqueue.server.RunningServer;
import io.virtualqueue.server.TestTenant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The sessions of a queue, in pages: ann (who has left), bob, cem and the vip dora. */
class SessionListIT {
    private static final TestTenant TENANT = TestTenant.on(RunningServer.shared());

    private final HttpApi key = TENANT.key();
    private final String queue = TENANT.waitingRoom(Map.of());
    private final String list = "/v1/queues/" + queue + "/sessions";

    @BeforeEach
    void join() {
        String ann = TENANT.joined(queue, "ann");
        key.post(list, Map.of("userId", "bob", "userName", "Bob", "userEmail", "bob@example.com", "userPhone", "123"));
        TENANT.join(queue, "cem");
        key.post(list, Map.of("userId", "dora", "priority", "vip"));
        key.delete(list + "/" + ann);
    }

    @Test
    void allAreListedInTheOrderOfJoining() {
        Answer answer = key.get(list);
        assertThat(users(answer)).containsExactly("ann", "bob", "cem", "dora");
        assertThat(answer.body().path("pagination").toString())
                .isEqualTo("{\"page\":1,\"limit\":20,\"total\":4,\"totalPages\":1}");
        assertThat(answer.body().at("/sessions/0/status").asText()).isEqualTo("left");
        assertThat(answer.body().at("/sessions/0/position").asInt()).isZero();
        assertThat(answer.body().at("/sessions/3/position").asInt()).isEqualTo(1);
        assertThat(answer.body().at("/sessions/1/userName").asText()).isEqualTo("Bob");
    }

    @Test
    void theyCanBeSortedByTheirPlaceInLine() {
        assertThat(users(key.get(list + "?status=waiting&sort=position"))).containsExactly("dora", "bob", "cem");
        assertThat(users(key.get(list + "?status=waiting&sort=position&order=desc")))
                .containsExactly("cem", "bob", "dora");
        assertThat(users(key.get(list + "?sort=status&order=desc"))).startsWith("ann");
    }

    @Test
    void theyComeInPages() {
        Answer second = key.get(list + "?page=2&limit=3&order=desc");
        assertThat(users(second)).containsExactly("ann");
        assertThat(second.body().at("/pagination/totalPages").asInt()).isEqualTo(2);
        assertThat(users(key.get(list + "?page=9"))).isEmpty();
    }

    @Test
    void searchFindsExactlyWhatWasTold() {
        for (String found : List.of("bob", "Bob", "bob@example.com", "123")) {
            assertThat(users(key.get(list + "?search=" + found))).as(found).containsExactly("bob");
        }
        assertThat(users(key.get(list + "?search=bo"))).isEmpty();
    }

    @Test
    void everyBadParameterIsNamed() {
        Answer refused = key.get(list + "?page=0&limit=101&status=asleep&sort=shoeSize&order=up");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.badFields()).containsExactlyInAnyOrder("page", "limit", "status", "sort", "order");
    }

    @Test
    void onlyStaffAndApplicationsOfTheTenantMayList() {
        assertThat(TENANT.person("staff").get(list).status()).isEqualTo(200);
        assertThat(TENANT.person("customer").get(list).status()).isEqualTo(403);
        assertThat(TENANT.anonymous().get(list).status()).isEqualTo(401);
        assertThat(TestTenant.on(RunningServer.shared()).key().get(list).status())
                .isEqualTo(404);
        assertThat(key.get("/v1/queues/" + UUID.randomUUID() + "/sessions").status())
                .isEqualTo(404);
    }

    private static List<String> users(Answer answer) {
        assertThat(answer.status()).isEqualTo(200);
        List<String> users = new ArrayList<>();
        answer.body()
                .path("sessions")
                .forEach(session -> users.add(session.path("userId").asText()));
        return users;
    }
}
