package io.virtualqueue.server.counter;

import io.virtualqueue.server.db.TenantTransactions;
import io.virtualqueue.server.http.ProblemException;
import io.virtualqueue.server.identity.Caller;
import io.virtualqueue.server.identity.RequestKey;
import io.virtualqueue.server.trail.Actor;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Opens, pauses and closes counters. All of it waits for the database. */
@Singleton
final class Shifts {
    private final TenantTransactions transactions;
    private final OpenCounters open;
    private final Clock clock;

    /** A counter after what was asked for; replayed when that was done before, with the same idempotency key. */
    record Done(Counter counter, boolean isReplayed) {}

    @Inject
    Shifts(TenantTransactions transactions, OpenCounters open, Clock clock) {
        this.transactions = transactions;
        this.open = open;
        this.clock = clock;
    }

    /**
     * Does what is wished at a counter.
     *
     * @param key does it once, or null
     * @throws ProblemException 403 when the caller does not work there, 404 when there is no such counter, 409 when its
     *     present state does not allow it
     */
    Done move(UUID tenantId, UUID id, Shift.Wish wish, @Nullable RequestKey key, Caller caller, Actor by) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Done done = transactions.inTenant(tenantId, handle -> {
            if (key != null && key.claim(handle, tenantId, id, now) != null) {
                return new Done(Counters.locked(handle, tenantId, id), true);
            }
            Counter before = Counters.locked(handle, tenantId, id);
            before.servicesFor(caller);
            return new Done(move(handle, before, before.shift().next(wish, now), new CounterTrail(by, now)), false);
        });
        if (!done.isReplayed()) {
            open.tell(tenantId, done.counter().services());
        }
        return done;
    }

    /** Puts a shift in the place of the counter's. */
    Counter move(Handle handle, Counter before, Shift shift, CounterTrail trail) {
        if (shift.isLike(before.shift())) {
            return before;
        }
        Counter after = before.with(shift, trail.at());
        CounterRows.move(handle, after);
        open.note(handle, after.tenantId(), after.services());
        trail.counter(handle, action(shift.status()), before, after);
        return after;
    }

    /** Tells the services of these counters. */
    void tell(List<Counter> moved) {
        moved.forEach(counter -> open.tell(counter.tenantId(), counter.services()));
    }

    private static String action(CounterStatus status) {
        return switch (status) {
            case OPEN -> "opened";
            case PAUSED -> "paused";
            case BREAK -> "break_begun";
            case CLOSED -> "closed";
        };
    }
}
