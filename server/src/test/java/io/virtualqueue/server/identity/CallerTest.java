package io.virtualqueue.server.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.virtualqueue.server.http.ProblemException;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class CallerTest {
    private static final UUID TENANT = UUID.randomUUID();
    private static final UUID OTHER = UUID.randomUUID();
    private static final UUID QUEUE = UUID.randomUUID();
    private static final UUID SESSION = UUID.randomUUID();

    private final Caller superAdmin = person(Caller.PLATFORM, Role.SUPER_ADMIN);
    private final Caller admin = person(TENANT, Role.ADMIN);
    private final Caller staff = person(TENANT, Role.STAFF);
    private final Caller customer = person(TENANT, Role.CUSTOMER);
    private final Caller application = new Caller.Application(TENANT, UUID.randomUUID(), UUID.randomUUID());
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
        assertThat(status(anonymous::requireStaff)).isEqualTo(401);
        assertThat(status(() -> anonymous.requireStaffOrHolder(QUEUE, SESSION))).isEqualTo(401);
    }

    @Test
    void higherRolesIncludeLowerOnes() {
        assertThatCode(superAdmin::requireSuperAdmin).doesNotThrowAnyException();
        assertThatCode(admin::requireAdmin).doesNotThrowAnyException();
        assertThatCode(admin::requireManager).doesNotThrowAnyException();
        assertThatCode(staff::requireStaff).doesNotThrowAnyException();
        assertThatCode(application::requireManager).doesNotThrowAnyException();
        assertThat(status(admin::requireSuperAdmin)).isEqualTo(403);
        assertThat(status(staff::requireManager)).isEqualTo(403);
        assertThat(status(customer::requireStaff)).isEqualTo(403);
        assertThat(status(application::requireAdmin)).isEqualTo(403);
        assertThat(status(visitor::requireStaff)).isEqualTo(403);
        assertThat(status(site::requireStaff)).isEqualTo(403);
    }

    @Test
    void aHolderSeesItsOwnSessionOnly() {
        for (Caller holder : new Caller[] {visitor, site}) {
            assertThatCode(() -> holder.requireStaffOrHolder(QUEUE, SESSION)).doesNotThrowAnyException();
            assertThat(status(() -> holder.requireStaffOrHolder(QUEUE, OTHER))).isEqualTo(404);
            assertThat(status(() -> holder.requireStaffOrHolder(OTHER, SESSION)))
                    .isEqualTo(404);
        }
        assertThatCode(() -> staff.requireStaffOrHolder(QUEUE, SESSION)).doesNotThrowAnyException();
        assertThat(status(() -> customer.requireStaffOrHolder(QUEUE, SESSION))).isEqualTo(403);
    }

    @Test
    void aPersonKeepsItsNameThroughAllItsTokens() {
        var accountId = UUID.randomUUID();

        assertThat(new Caller.Person(accountId, TENANT, Role.STAFF, UUID.randomUUID()).credential())
                .isEqualTo(new Caller.Person(accountId, TENANT, Role.STAFF, UUID.randomUUID()).credential());
        assertThat(visitor.credential()).isEqualTo(site.credential()).isNotEqualTo(application.credential());
    }

    private static Caller person(UUID tenantId, Role role) {
        return new Caller.Person(UUID.randomUUID(), tenantId, role, UUID.randomUUID());
    }

    private static int status(ThrowingCallable call) {
        return catchThrowableOfType(ProblemException.class, call).problem().status();
    }
}
