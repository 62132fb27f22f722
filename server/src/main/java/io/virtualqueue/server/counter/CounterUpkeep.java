package io.virtualqueue.server.counter;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.virtualqueue.server.db.RepeatedWork;
import io.virtualqueue.server.db.Sql;
import io.virtualqueue.server.db.WorkerTransactions;
import io.virtualqueue.server.trail.Actor;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/**
 * Opens counters whose break is over, tells queues what they are still to be told of counters, and forgets old
 * idempotency keys. Any number of servers may do so at once.
 */
@Singleton
final class CounterUpkeep {
    static final Duration EVERY = Duration.ofSeconds(1);
    /** More than these wait for the next round. */
    static final int MAX_AT_ONCE = 500;

    private static final String FIND_ENDED_BREAKS = Sql.text(CounterUpkeep.class, "find_ended_breaks");

    private final WorkerTransactions worker;
    private final Shifts shifts;
    private final OpenCounters open;
    private final Clock clock;
    private final RepeatedWork rounds = new RepeatedWork("upkeep of counters", EVERY, this::run);

    private record Named(UUID tenantId, UUID id) {}

    @Inject
    CounterUpkeep(WorkerTransactions worker, Shifts shifts, OpenCounters open, Clock clock) {
        this.worker = worker;
        this.shifts = shifts;
        this.open = open;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        rounds.startAfterPause();
    }

    void stop(@Observes ShutdownEvent event) {
        rounds.stop();
    }

    /** One round. */
    void run() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        shifts.tell(endBreaks(now));
        open.tellDue(MAX_AT_ONCE);
        worker.inTransaction(handle -> CounterRequests.forgetOld(handle, now, MAX_AT_ONCE));
    }

    private List<Counter> endBreaks(Instant now) {
        CounterTrail trail = new CounterTrail(Actor.SYSTEM, now);
        return worker.inTransaction(handle -> handle
                .createQuery(FIND_ENDED_BREAKS)
                .bind("now", LocationRows.utc(now))
                .bind("limit", MAX_AT_ONCE)
                .map((row, _) -> new Named(row.getObject(1, UUID.class), row.getObject(2, UUID.class)))
                .list()
                .stream()
                .flatMap(each -> CounterRows.read(handle, each.tenantId(), each.id()).stream())
                .map(counter -> shifts.move(handle, counter, counter.shift().at(now), trail))
                .toList());
    }
}
