package io.virtualqueue.server.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.virtualqueue.server.http.ProblemException;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class CallerTest {
    private static final UUID TENANT = UUID.randomUUID();
    /** As real tenants have it: version 7. */
    private static final UUID LIVE = UUID.fromString("019a2b3c-4d5e-7f60-8123-456789abcdef");

    private static final UUID OTHER = UUID.randomUUID();
    private static final UUID QUEUE = UUID.randomUUID();
    private static final UUID SESSION = UUID.randomUUID();

    private final Caller superAdmin = person(Caller.PLATFORM, Role.SUPER_ADMIN);
    private final Caller admin = person(TENANT, Role.ADMIN);
    private final Caller staff = person(TENANT, Role.STAFF);
    private final Caller customer = person(TENANT, Role.CUSTOMER);
    private final Caller application = application(TENANT, Scope.ALL);
    private final Caller visitor = new Caller.SessionHolder(TENANT, QUEUE, SESSION);
    private final Caller site = new Caller.PassHolder(TENANT, QUEUE, SESSION);
    private final Caller anonymous = new Caller.Anonymous();

    @Test
    void theTenantIsTheCredentialsOwn() {
        for (Caller caller : new Caller[] {admin, staff, customer, application, visitor, site}) {
            assertThat(caller.tenant("~")).isEqualTo(TENANT);
            assertThat(caller.tenant(TENANT.toString())).isEqualTo(TENANT);
            assertThat(caller.tenant("~", TENANT)).isEqualTo(TENANT);
            assertThat(status(() -> caller.tenant(OTHER.toString()))).isEqualTo(404);
            assertThat(status(() -> caller.tenant("nonsense"))).isEqualTo(404);
            assertThat(status(() -> caller.tenant("~", OTHER))).isEqualTo(422);
        }
    }

    @Test
    void aSuperAdminNamesAnyTenant() {
        assertThat(superAdmin.tenant(OTHER.toString())).isEqualTo(OTHER);
        assertThat(superAdmin.tenant("~", OTHER)).isEqualTo(OTHER);
        assertThat(status(() -> superAdmin.tenant("~"))).isEqualTo(422);
        assertThat(status(() -> superAdmin.tenant(TENANT.toString(), OTHER))).isEqualTo(422);
    }

    @Test
    void theAnonymousAreAskedForACredential() {
        assertThat(status(() -> anonymous.tenant("~"))).isEqualTo(401);
        assertThat(status(() -> anonymous.require(Permission.SEE_QUEUES))).isEqualTo(401);
        assertThat(status(() -> anonymous.requireOrHold(Permission.SEE_SESSIONS, QUEUE, SESSION)))
                .isEqualTo(401);
    }

    @Test
    void higherRolesMayWhatLowerOnesMay() {
        for (Permission permission : Permission.values()) {
            assertThat(superAdmin.may(permission)).isTrue();
            assertThat(admin.may(permission)).isEqualTo(permission != Permission.RUN_PLATFORM);
            assertThat(customer.may(permission)).isFalse();
            assertThat(visitor.may(permission)).isFalse();
            assertThat(site.may(permission)).isFalse();
            assertThat(anonymous.may(permission)).isFalse();
        }
        assertThat(staff.may(Permission.HANDLE_SESSIONS)).isTrue();
        assertThat(status(() -> staff.require(Permission.MANAGE_QUEUES))).isEqualTo(403);
        assertThat(status(() -> customer.require(Permission.SEE_QUEUES))).isEqualTo(403);
        assertThat(status(() -> visitor.require(Permission.SEE_QUEUES))).isEqualTo(403);
    }

    @Test
    void aKeyMayWhatItsScopesSayAndNoMore() {
        Caller reader = application(TENANT, Set.of(Scope.QUEUES_READ));
        assertThat(reader.may(Permission.SEE_QUEUES)).isTrue();
        assertThat(status(() -> reader.require(Permission.MANAGE_QUEUES))).isEqualTo(403);
        assertThat(application.may(Permission.MANAGE_QUEUES)).isTrue();
        assertThat(application.may(Permission.CHANGE_TENANT)).isFalse();
        assertThat(application.may(Permission.MANAGE_PEOPLE)).isFalse();
    }

    @Test
    void aTestKeyIsAlwaysInTheSandbox() {
        UUID sandbox = Sandbox.of(LIVE);
        Caller key = application(sandbox, Scope.ALL);
        assertThat(key.tenant("~")).isEqualTo(sandbox);
        assertThat(key.tenant(LIVE.toString())).isEqualTo(sandbox);
        assertThat(key.tenant(sandbox.toString(), LIVE)).isEqualTo(sandbox);
        assertThat(status(() -> key.tenant(OTHER.toString()))).isEqualTo(404);
    }

    @Test
    void onlyPeopleOfTheTenantSeeItsSandboxFromOutside() {
        UUID sandbox = Sandbox.of(LIVE);
        assertThat(person(LIVE, Role.STAFF).tenant(sandbox.toString())).isEqualTo(sandbox);
        assertThat(status(() -> application(LIVE, Scope.ALL).tenant(sandbox.toString())))
                .isEqualTo(404);
        assertThat(status(() -> person(OTHER, Role.ADMIN).tenant(sandbox.toString())))
                .isEqualTo(404);
        assertThat(Sandbox.liveOf(sandbox)).isEqualTo(LIVE);
        assertThat(Sandbox.of(sandbox)).isEqualTo(sandbox);
    }

    @Test
    void aHolderSeesItsOwnSessionOnly() {
        for (Caller holder : new Caller[] {visitor, site}) {
            assertThatCode(() -> holder.requireOrHold(Permission.SEE_SESSIONS, QUEUE, SESSION))
                    .doesNotThrowAnyException();
            assertThat(status(() -> holder.requireOrHold(Permission.SEE_SESSIONS, QUEUE, OTHER)))
                    .isEqualTo(404);
            assertThat(status(() -> holder.requireOrHold(Permission.SEE_SESSIONS, OTHER, SESSION)))
                    .isEqualTo(404);
        }
        assertThatCode(() -> staff.requireOrHold(Permission.SEE_SESSIONS, QUEUE, SESSION))
                .doesNotThrowAnyException();
        assertThat(status(() -> customer.requireOrHold(Permission.SEE_SESSIONS, QUEUE, SESSION)))
                .isEqualTo(403);
    }

    @Test
    void aPersonKeepsItsNameThroughAllItsTokens() {
        var accountId = UUID.randomUUID();

        assertThat(new Caller.Person(accountId, TENANT, Role.STAFF, UUID.randomUUID()).credential())
                .isEqualTo(new Caller.Person(accountId, TENANT, Role.STAFF, UUID.randomUUID()).credential());
        assertThat(visitor.credential()).isEqualTo(site.credential()).isNotEqualTo(application.credential());
    }

    private static Caller application(UUID tenantId, Set<Scope> scopes) {
        return new Caller.Application(tenantId, UUID.randomUUID(), UUID.randomUUID(), scopes);
    }

    private static Caller person(UUID tenantId, Role role) {
        return new Caller.Person(UUID.randomUUID(), tenantId, role, UUID.randomUUID());
    }

    private static int status(ThrowingCallable call) {
        return catchThrowableOfType(ProblemException.class, call).problem().status();
    }
}
