package io.virtualqueue.server.counter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.virtualqueue.server.http.ProblemException;
import io.virtualqueue.server.identity.Caller;
import io.virtualqueue.server.identity.Role;
import io.virtualqueue.server.identity.Scope;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Who may serve what at a counter. */
class CounterTest {
    private static final UUID TENANT = UUID.randomUUID();
    private static final UUID BLOOD = UUID.randomUUID();
    private static final UUID XRAY = UUID.randomUUID();
    private static final UUID ANN = UUID.randomUUID();
    private static final UUID BOB = UUID.randomUUID();

    private static Counter counter(Counter.Assignment... staff) {
        return new Counter(
                TENANT,
                UUID.randomUUID(),
                UUID.randomUUID(),
                "Room 3",
                "3",
                new Shift(CounterStatus.OPEN, Instant.EPOCH, null, null),
                List.of(XRAY, BLOOD),
                List.of(staff),
                Instant.EPOCH,
                Instant.EPOCH);
    }

    private static Caller person(UUID id, Role role) {
        return new Caller.Person(id, TENANT, role, UUID.randomUUID());
    }

    @Test
    void whereNobodyIsAssignedAllStaffServeEverything() {
        assertThat(counter().servicesFor(person(ANN, Role.STAFF))).containsExactly(XRAY, BLOOD);
    }

    @Test
    void whoIsAssignedServesWhatIsNamedInTheOrderOfTheCounter() {
        Counter counter = counter(
                new Counter.Assignment(ANN, null), new Counter.Assignment(BOB, List.of(BLOOD, UUID.randomUUID())));

        assertThat(counter.servicesFor(person(ANN, Role.STAFF))).containsExactly(XRAY, BLOOD);
        assertThat(counter.servicesFor(person(BOB, Role.STAFF))).containsExactly(BLOOD);
    }

    @Test
    void otherStaffDoNotServeThere() {
        assertThatThrownBy(() -> counter(new Counter.Assignment(ANN, null)).servicesFor(person(BOB, Role.STAFF)))
                .isInstanceOfSatisfying(ProblemException.class, refused -> {
                    assertThat(refused.problem().status()).isEqualTo(403);
                    assertThat(refused.problem().code()).isEqualTo("not_assigned");
                });
    }

    @Test
    void managersAndApplicationsAreNotBound() {
        Counter counter = counter(new Counter.Assignment(ANN, List.of(BLOOD)));

        assertThat(counter.servicesFor(person(BOB, Role.MANAGER))).containsExactly(XRAY, BLOOD);
        assertThat(counter.servicesFor(new Caller.Application(TENANT, UUID.randomUUID(), UUID.randomUUID(), Scope.ALL)))
                .containsExactly(XRAY, BLOOD);
    }
}
