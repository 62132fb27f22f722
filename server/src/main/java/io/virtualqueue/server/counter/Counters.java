package io.virtualqueue.server.counter;

import io.virtualqueue.server.db.TenantTransactions;
import io.virtualqueue.server.http.PageQuery;
import io.virtualqueue.server.http.PageRequest;
import io.virtualqueue.server.http.ProblemException;
import io.virtualqueue.server.http.TimeOrderedId;
import io.virtualqueue.server.identity.Accounts;
import io.virtualqueue.server.identity.RequestKey;
import io.virtualqueue.server.identity.Sandbox;
import io.virtualqueue.server.trail.Actor;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The counters of tenants, as managers set them up. All of it waits for the database. */
@Singleton
final class Counters {
    /** Counters of one location. */
    static final int MAX_PER_LOCATION = 1_000;

    private static final List<String> STATUSES =
            Stream.of(CounterStatus.values()).map(CounterStatus::wireName).toList();

    private final TenantTransactions transactions;
    private final Locations locations;
    private final OpenCounters open;
    private final Accounts accounts;
    private final Clock clock;

    /** One that was asked for; replayed when it was made before, with the same idempotency key. */
    record Made(Counter counter, boolean isReplayed) {}

    private record Listed(List<Counter> counters, long total) {}

    /**
     * A counter that was changed.
     *
     * @param location where it is
     * @param newServices those that are offered there since then
     */
    private record Changed(Counter before, Counter after, Location location, List<UUID> newServices) {}

    @Inject
    Counters(TenantTransactions transactions, Locations locations, OpenCounters open, Accounts accounts, Clock clock) {
        this.transactions = transactions;
        this.locations = locations;
        this.open = open;
        this.accounts = accounts;
        this.clock = clock;
    }

    /**
     * Makes a counter, closed.
     *
     * @param key makes it once, or null
     * @throws ProblemException 404 when there is no such location or what the key made is deleted, 409 when the location
     *     has {@value #MAX_PER_LOCATION} already, 422 when a service is none or offered elsewhere, or the key came before
     *     with another request
     */
    Made create(UUID tenantId, UUID locationId, CounterFields.Wish wish, @Nullable RequestKey key, Actor by) {
        Instant now = now();
        List<UUID> services = wish.services() == null ? List.of() : wish.services();
        Counter fresh = new Counter(
                tenantId,
                TimeOrderedId.next(),
                locationId,
                Objects.requireNonNull(wish.name()),
                wish.label(),
                new Shift(CounterStatus.CLOSED, now, null, null),
                services,
                List.of(),
                now,
                now);
        return transactions.inTenant(tenantId, handle -> {
            UUID before = key == null ? null : key.claim(handle, tenantId, fresh.id(), now);
            if (before != null) {
                return new Made(CounterRows.read(handle, tenantId, before).orElseThrow(Counters::unknown), true);
            }
            Locations.locked(handle, tenantId, locationId);
            if (CounterRows.count(handle, tenantId, CounterRows.Filter.at(locationId)) >= MAX_PER_LOCATION) {
                throw ProblemException.limitReached("counters of a location", MAX_PER_LOCATION);
            }
            ServiceRows.offer(handle, tenantId, locationId, services);
            CounterRows.add(handle, fresh);
            new CounterTrail(by, now).counter(handle, "created", null, fresh);
            return new Made(fresh, false);
        });
    }

    /**
     * The counter.
     *
     * @throws ProblemException 404 when the tenant has none of this id
     */
    Counter read(UUID tenantId, UUID id) {
        return transactions
                .inTenant(tenantId, handle -> CounterRows.read(handle, tenantId, id))
                .orElseThrow(Counters::unknown);
    }

    /**
     * A page of a tenant's counters; sorted by {@code createdAt} or {@code name}, searched by name.
     *
     * @throws ProblemException 422 naming every bad parameter
     */
    CounterView.Page page(UUID tenantId, CounterRows.Filter filter, PageQuery query) {
        PageRequest page = query.request(STATUSES, LocationsResource.SORT_FIELDS);
        Listed listed = transactions.inTenant(
                tenantId,
                handle -> new Listed(
                        CounterRows.list(handle, tenantId, filter, page),
                        CounterRows.count(handle, tenantId, filter, page)));
        Instant now = now();
        return new CounterView.Page(
                listed.counters().stream()
                        .map(counter -> CounterView.of(counter, now))
                        .toList(),
                page.of(listed.total()));
    }

    /**
     * Changes a counter's name, label or services.
     *
     * @throws ProblemException 404 when there is none, 422 when a service is none or offered elsewhere
     */
    Counter change(UUID tenantId, UUID id, CounterFields.Wish wish, Actor by) {
        Instant now = now();
        Changed changed = transactions.inTenant(tenantId, handle -> {
            Counter before = locked(handle, tenantId, id);
            Counter renamed = before.with(
                    wish.name() == null ? before.name() : wish.name(),
                    wish.setsLabel() ? wish.label() : before.label(),
                    now);
            CounterRows.change(handle, renamed);
            return serve(handle, before, renamed, wish.services(), new CounterTrail(by, now));
        });
        return settled(changed, by);
    }

    /** Says what a counter serves; as {@link #change}. */
    Counter serve(UUID tenantId, UUID id, List<UUID> services, Actor by) {
        return change(tenantId, id, new CounterFields.Wish(null, false, null, services), by);
    }

    private Changed serve(
            Handle handle, Counter before, Counter renamed, @Nullable List<UUID> services, CounterTrail trail) {
        UUID tenantId = before.tenantId();
        // Locked, so that what the counter is to serve is not taken away from the location meanwhile.
        Location location =
                LocationRows.lock(handle, tenantId, before.locationId()).orElseThrow();
        List<UUID> added = List.of();
        Counter after = renamed;
        if (services != null) {
            added = ServiceRows.offer(handle, tenantId, location.id(), services);
            after = renamed.serving(services, trail.at());
            CounterRows.setServices(handle, after);
            open.note(handle, tenantId, concerned(before, after));
        }
        trail.counter(handle, "updated", before, after);
        return new Changed(before, after, location, added);
    }

    private Counter settled(Changed changed, Actor by) {
        locations.openServices(changed.location(), changed.newServices(), by);
        open.tell(changed.after().tenantId(), concerned(changed.before(), changed.after()));
        return changed.after();
    }

    /** The services of which one of both says more or less than the other. */
    private static List<UUID> concerned(Counter before, Counter after) {
        return Stream.concat(before.services().stream(), after.services().stream())
                .distinct()
                .filter(service -> !before.services().contains(service)
                        || !after.services().contains(service))
                .toList();
    }

    /**
     * Says who works at a counter.
     *
     * @throws ProblemException 404 when there is no such counter, 422 when somebody is none of the tenant's people, or a
     *     service is none of the counter's
     */
    Counter staff(UUID tenantId, UUID id, List<Counter.Assignment> staff, Actor by) {
        // A sandbox has the people of its tenant.
        UUID home = Sandbox.liveOf(tenantId);
        if (!staff.stream().allMatch(each -> accounts.read(home, each.userId()).isPresent())) {
            throw ProblemException.invalidField("staff", "must be people of the tenant");
        }
        Instant now = now();
        return transactions.inTenant(tenantId, handle -> {
            Counter before = locked(handle, tenantId, id);
            boolean known = staff.stream()
                    .allMatch(
                            each -> each.services() == null || before.services().containsAll(each.services()));
            if (!known) {
                throw ProblemException.invalidField("staff", "must serve only what the counter serves");
            }
            Counter after = before.staffedBy(staff, now);
            CounterRows.change(handle, after);
            CounterRows.setStaff(handle, after);
            new CounterTrail(by, now).counter(handle, "updated", before, after);
            return after;
        });
    }

    /**
     * Deletes a counter. Whoever was called to it stays called.
     *
     * @throws ProblemException 404 when there is none
     */
    void delete(UUID tenantId, UUID id, Actor by) {
        Instant now = now();
        Counter gone = transactions.inTenant(tenantId, handle -> {
            Counter before = locked(handle, tenantId, id);
            open.note(handle, tenantId, before.services());
            CounterRows.delete(handle, tenantId, id);
            new CounterTrail(by, now).counter(handle, "deleted", before, null);
            return before;
        });
        open.tell(tenantId, gone.services());
    }

    static Counter locked(Handle handle, UUID tenantId, UUID id) {
        return CounterRows.lock(handle, tenantId, id).orElseThrow(Counters::unknown);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    static ProblemException unknown() {
        return ProblemException.notFound("There is no such counter.");
    }
}
