package io.virtualqueue.server.counter;

import static org.assertj.core.api.Assertions.assertThat;

import io.virtualqueue.engine.Event;
import io.virtualqueue.engine.Level;
import io.virtualqueue.engine.QueueSettings;
import io.virtualqueue.engine.QueueState;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class NextInLineTest {
    private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");
    private static final String COUNTER = "counter 1";
    private static final int HIGHER = Level.DEFAULTS.getFirst().number();

    private final UUID blood = UUID.randomUUID();
    private final UUID xray = UUID.randomUUID();

    private static QueueState desk() {
        return QueueState.empty().evolve(new Event.Created(QueueSettings.serviceDesk("desk")), NOW);
    }

    private static QueueState joined(QueueState queue, UUID session, int level, long orderKey) {
        return queue.evolve(new Event.Joined(session, UUID.randomUUID(), level, orderKey), NOW);
    }

    private static UUID next(List<NextInLine.Service> services, Set<UUID> taken) {
        return NextInLine.among(services, COUNTER, taken::contains)
                .map(Choice.Person::sessionId)
                .orElse(new UUID(0, 0));
    }

    @Test
    void theOldestOfAllServicesGoesFirst() {
        UUID early = UUID.randomUUID();
        UUID late = UUID.randomUUID();
        var services = List.of(
                new NextInLine.Service(blood, joined(desk(), late, Level.NORMAL, 20)),
                new NextInLine.Service(xray, joined(desk(), early, Level.NORMAL, 10)));

        assertThat(NextInLine.among(services, COUNTER, _ -> false)).contains(new Choice.Person(xray, early));
        assertThat(next(services, Set.of(early))).isEqualTo(late);
        assertThat(NextInLine.among(services, COUNTER, _ -> true)).isEmpty();
    }

    @Test
    void aHigherLevelGoesBeforeAnOlderPlace() {
        UUID urgent = UUID.randomUUID();
        var services = List.of(
                new NextInLine.Service(blood, joined(desk(), UUID.randomUUID(), Level.NORMAL, 10)),
                new NextInLine.Service(xray, joined(desk(), urgent, HIGHER, 20)));

        assertThat(next(services, Set.of())).isEqualTo(urgent);
    }

    @Test
    void amongEqualsTheServiceThatTheCounterNamesFirstGoesFirst() {
        UUID first = UUID.randomUUID();
        var services = List.of(
                new NextInLine.Service(blood, joined(desk(), first, Level.NORMAL, 10)),
                new NextInLine.Service(xray, joined(desk(), UUID.randomUUID(), Level.NORMAL, 10)));

        assertThat(next(services, Set.of())).isEqualTo(first);
    }

    @Test
    void whoIsKeptForAnotherCounterIsPassedOver() {
        UUID kept = UUID.randomUUID();
        UUID other = UUID.randomUUID();
        QueueState queue = joined(joined(desk(), kept, Level.NORMAL, 10), other, Level.NORMAL, 20)
                .evolve(new Event.Called(kept, COUNTER), NOW)
                .evolve(new Event.Returned(kept, 10, "counter 2"), NOW);
        var services = List.of(new NextInLine.Service(blood, queue));

        assertThat(next(services, Set.of())).isEqualTo(other);
        assertThat(NextInLine.among(services, "counter 2", _ -> false).map(Choice.Person::sessionId))
                .contains(kept);
    }

    @Test
    void manyWhoAreTakenArePassedOver() {
        QueueState queue = desk();
        for (int i = 0; i < 100; i++) {
            queue = joined(queue, new UUID(1, i), Level.NORMAL, i);
        }
        var services = List.of(new NextInLine.Service(blood, queue));

        assertThat(NextInLine.among(services, COUNTER, id -> id.getLeastSignificantBits() < 77)
                        .map(Choice.Person::sessionId))
                .contains(new UUID(1, 77));
    }

    @Test
    void nobodyWaitsAnywhere() {
        assertThat(NextInLine.among(
                        List.of(new NextInLine.Service(blood, desk()), new NextInLine.Service(xray, desk())),
                        COUNTER,
                        _ -> false))
                .isEmpty();
    }
}
