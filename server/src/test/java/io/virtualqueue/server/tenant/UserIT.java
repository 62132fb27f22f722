package io.virtualqueue.server.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import io.virtualqueue.server.HttpApi;
import io.virtualqueue.server.HttpApi.Answer;
import io.virtualqueue.server.RunningServer;
import io.virtualqueue.server.SharedServers;
import io.virtualqueue.server.TestTenant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What admins do to people, on two servers: what is taken on one is gone on the other. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UserIT {
    private static final String PASSWORD = "sieben gelbe Enten";
    private static final String PLATFORM = "/v1/tenants/00000000-0000-0000-0000-000000000000/users";

    private final RunningServer first = SharedServers.pair().one();
    private final RunningServer second = SharedServers.pair().other();
    private final HttpApi superAdmin = first.superAdmin();

    private record Person(String email, String path, HttpApi onSecond) {}

    private record Bank(String users, Person admin) {}

    @Test
    void whoIsDisabledIsOutOnEveryServerUntilEnabledAgain() {
        Bank bank = bank();
        Person staff = person(bank.users(), "staff");
        assertThat(staff.onSecond().get("/v1/auth/me").status()).isEqualTo(200);

        Answer disabled = superAdmin.patch(staff.path(), Map.of("disabled", true));

        assertThat(disabled.body().path("status").asText()).isEqualTo("disabled");
        awaitRefused(staff.onSecond());
        assertThat(logIn(staff.email()).status()).isEqualTo(401);
        assertThat(superAdmin
                        .patch(staff.path(), Map.of("disabled", false))
                        .body()
                        .path("status")
                        .asText())
                .isEqualTo("active");
        assertThat(staff.onSecond().get("/v1/auth/me").status())
                .as("what was taken stays taken")
                .isEqualTo(401);
        assertThat(logIn(staff.email()).status()).isEqualTo(200);
    }

    @Test
    void anotherRoleTakesTheTokensOfTheOldOne() {
        Bank bank = bank();
        Person manager = person(bank.users(), "manager");
        assertThat(manager.onSecond().get("/v1/auth/me").status()).isEqualTo(200);

        Answer changed = superAdmin.patch(manager.path(), Map.of("role", "staff", "name", "Anna"));

        assertThat(changed.body().path("role").asText()).isEqualTo("staff");
        assertThat(changed.body().path("name").asText()).isEqualTo("Anna");
        awaitRefused(manager.onSecond());
        assertThat(logIn(manager.email()).status()).isEqualTo(200);
    }

    @Test
    void theLastAdminStays() {
        Bank bank = bank();
        String path = bank.admin().path();

        assertThat(superAdmin.patch(path, Map.of("role", "staff")).code()).isEqualTo("last_admin");
        assertThat(superAdmin.patch(path, Map.of("disabled", true)).code()).isEqualTo("last_admin");
        assertThat(superAdmin.delete(path).code()).isEqualTo("last_admin");
        assertThat(superAdmin.patch(path, Map.of("name", "Anna")).status()).isEqualTo(200);

        person(bank.users(), "admin");
        assertThat(superAdmin.patch(path, Map.of("role", "staff")).status()).isEqualTo(200);
    }

    @Test
    void thePlatformHasPeopleOfItsOwn() {
        String email = UUID.randomUUID() + "@example.com";
        Answer made = superAdmin.post(PLATFORM, Map.of("email", email, "password", PASSWORD, "role", "super_admin"));

        assertThat(made.status()).isEqualTo(201);
        assertThat(first.api().login(email, PASSWORD).get("/v1/tenants").status())
                .isEqualTo(200);
        assertThat(superAdmin
                        .post(PLATFORM, Map.of("email", "x" + email, "password", PASSWORD, "role", "admin"))
                        .badFields())
                .containsExactly("role");
        assertThat(bank().admin().onSecond().get(PLATFORM).status()).isEqualTo(404);
        assertThat(superAdmin
                        .delete(PLATFORM + "/" + made.body().path("id").asText())
                        .status())
                .isEqualTo(204);
    }

    @Test
    void badChangesAreNamed() {
        Bank bank = bank();

        assertThat(superAdmin
                        .patch(
                                bank.admin().path(),
                                Map.of("role", "super_admin", "disabled", "yes", "name", "x".repeat(101)))
                        .badFields())
                .containsExactlyInAnyOrder("role", "disabled", "name");
        assertThat(superAdmin
                        .patch(bank.users() + "/" + UUID.randomUUID(), Map.of("name", "Anna"))
                        .status())
                .isEqualTo(404);
        assertThat(superAdmin
                        .post(bank.users(), Map.of("email", "a@b.example", "password", "password12", "role", "staff"))
                        .badFields())
                .containsExactly("password");
    }

    private Bank bank() {
        String id = superAdmin
                .post("/v1/tenants", Map.of("name", "Bank", "domain", UUID.randomUUID() + ".example.com"))
                .body()
                .path("id")
                .asText();
        String users = "/v1/tenants/" + id + "/users";
        return new Bank(users, person(users, "admin"));
    }

    private Person person(String users, String role) {
        String email = UUID.randomUUID() + "@example.com";
        Answer made = superAdmin.post(users, Map.of("email", email, "password", PASSWORD, "role", role));
        assertThat(made.status()).isEqualTo(201);
        return new Person(
                email,
                users + "/" + made.body().path("id").asText(),
                second.api().login(email, PASSWORD));
    }

    private Answer logIn(String email) {
        return first.api().post("/v1/auth/login", Map.of("email", email, "password", PASSWORD));
    }

    private static void awaitRefused(HttpApi person) {
        TestTenant.await(() -> person.get("/v1/auth/me"), answer -> answer.status() == 401);
    }
}
