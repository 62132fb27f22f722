package io.virtualqueue.server.counter;

import static org.assertj.core.api.Assertions.assertThat;

import io.virtualqueue.engine.QueueSettings;
import io.virtualqueue.engine.VisitRules;
import io.virtualqueue.server.db.TestDatabase;
import io.virtualqueue.server.identity.Accounts;
import io.virtualqueue.server.identity.Caller;
import io.virtualqueue.server.identity.Passwords;
import io.virtualqueue.server.identity.Role;
import io.virtualqueue.server.journal.Journal;
import io.virtualqueue.server.journal.NewQueue;
import io.virtualqueue.server.journal.QueueKey;
import io.virtualqueue.server.queue.ServiceHours;
import io.virtualqueue.server.trail.Actor;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Queues know how many counters serve them. */
class OpenCountersTest {
    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.fresh();

    private static final Shift.Wish CLOSE = new Shift.Wish(CounterStatus.CLOSED, null, null);

    private final Clock clock = Clock.systemUTC();
    private final UUID tenant = UUID.randomUUID();
    private final Caller manager = new Caller.Person(UUID.randomUUID(), tenant, Role.MANAGER, UUID.randomUUID());
    private final Journal journal = new Journal(DATABASE.database().worker(), clock);
    private final OpenCounters open = new OpenCounters(DATABASE.database().worker(), journal);
    private final Shifts shifts = new Shifts(DATABASE.database().tenants(), open, clock);
    private final Locations locations = new Locations(DATABASE.database().tenants(), new ServiceHours(journal), clock);
    private final Counters counters = new Counters(
            DATABASE.database().tenants(),
            locations,
            open,
            new Accounts(DATABASE.database().tenants(), new Passwords(), clock),
            clock);
    private final CounterUpkeep upkeep = new CounterUpkeep(DATABASE.database().worker(), shifts, open, clock);
    private final QueueKey blood = new QueueKey(tenant, UUID.randomUUID());
    private final QueueKey xray = new QueueKey(tenant, UUID.randomUUID());
    private UUID location = tenant;

    @BeforeEach
    void aLocation() throws SQLException {
        execute("INSERT INTO tenant (id, name, domain, created_at, updated_at)"
                + " SELECT id, 'tenant', id::text, now(), now() FROM (VALUES (?::uuid)) AS fresh (id)");
        for (QueueKey queue : List.of(blood, xray)) {
            QueueSettings desk = QueueSettings.serviceDesk("desk").withVisits(VisitRules.DESK);
            journal.create(List.of(new NewQueue(queue, null, desk)), null);
        }
        location = locations
                .create(tenant, new LocationFields.Wish("Clinic", false, null, null, null), null, Actor.SYSTEM)
                .location()
                .id();
    }

    @AfterEach
    void close() {
        journal.close();
    }

    private UUID counter(QueueKey... services) {
        var wish = new CounterFields.Wish(
                "Room",
                false,
                null,
                List.of(services).stream().map(QueueKey::queueId).toList());
        return counters.create(tenant, location, wish, null, Actor.SYSTEM)
                .counter()
                .id();
    }

    private void move(UUID counter, Shift.Wish wish) {
        shifts.move(tenant, counter, wish, null, manager, Actor.SYSTEM);
    }

    private int told(QueueKey queue) {
        return Objects.requireNonNull(journal.held(queue)).desk().openCounters();
    }

    @Test
    void openingAndClosingIsToldToEachService() {
        UUID both = counter(blood, xray);
        UUID one = counter(blood);
        assertThat(told(blood)).isZero();

        move(both, Shift.Wish.OPEN);
        move(one, Shift.Wish.OPEN);
        assertThat(told(blood)).isEqualTo(2);
        assertThat(told(xray)).isEqualTo(1);

        move(both, new Shift.Wish(CounterStatus.PAUSED, null, null));
        assertThat(told(blood)).isEqualTo(1);
        assertThat(told(xray)).isZero();
        move(one, CLOSE);
        assertThat(told(blood)).isZero();
    }

    @Test
    void otherServicesAreToldToThoseConcerned() {
        UUID counter = counter(blood);
        move(counter, Shift.Wish.OPEN);

        counters.serve(tenant, counter, List.of(xray.queueId()), Actor.SYSTEM);
        assertThat(told(blood)).isZero();
        assertThat(told(xray)).isEqualTo(1);

        counters.delete(tenant, counter, Actor.SYSTEM);
        assertThat(told(xray)).isZero();
    }

    @Test
    void theEndOfABreakIsTold() throws SQLException {
        UUID counter = counter(blood);
        move(counter, Shift.Wish.OPEN);
        move(counter, new Shift.Wish(CounterStatus.BREAK, null, Instant.now().plus(Duration.ofHours(1))));
        upkeep.run();
        assertThat(told(blood)).isZero();

        execute("UPDATE counter SET break_until = now() - interval '1 second' WHERE tenant_id = ?");
        upkeep.run();

        assertThat(told(blood)).isEqualTo(1);
        assertThat(counters.read(tenant, counter).shift().status()).isEqualTo(CounterStatus.OPEN);
    }

    @Test
    void whatAServerLeftUntoldIsToldByAnother() throws SQLException {
        UUID counter = counter(blood);
        execute("UPDATE counter SET status = 'open' WHERE tenant_id = ?");
        DATABASE.database().tenants().inTenant(tenant, handle -> {
            open.note(handle, tenant, List.of(blood.queueId()));
            return counter;
        });

        upkeep.run();

        assertThat(told(blood)).isEqualTo(1);
        assertThat(open.tellDue(1)).isZero();
    }

    @Test
    void aDeletedQueueIsNotToldForEver() {
        open.tell(tenant, List.of(UUID.randomUUID()));
        assertThat(open.tellDue(1)).isZero();
    }

    @Test
    void manyChangesAtOnceEndWithTheTruth() {
        List<UUID> all = List.of(counter(blood), counter(blood), counter(blood), counter(blood));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 40; i++) {
                UUID counter = all.get(i % all.size());
                threads.execute(
                        () -> move(counter, ThreadLocalRandom.current().nextBoolean() ? Shift.Wish.OPEN : CLOSE));
            }
        }

        long truth = all.stream()
                .filter(counter -> counters.read(tenant, counter).shift().status() == CounterStatus.OPEN)
                .count();
        assertThat(told(blood)).isEqualTo((int) truth);
    }

    private void execute(String sql) throws SQLException {
        try (Connection owner = DATABASE.owner();
                PreparedStatement statement = owner.prepareStatement(sql)) {
            statement.setObject(1, tenant);
            statement.executeUpdate();
        }
    }
}
