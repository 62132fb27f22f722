package io.virtualqueue.server.counter;

import io.virtualqueue.server.db.TenantTransactions;
import io.virtualqueue.server.http.PageRequest;
import io.virtualqueue.server.http.ProblemException;
import io.virtualqueue.server.http.TimeOrderedId;
import io.virtualqueue.server.identity.RequestKey;
import io.virtualqueue.server.journal.Outcome;
import io.virtualqueue.server.journal.QueueKey;
import io.virtualqueue.server.queue.ServiceHours;
import io.virtualqueue.server.trail.Actor;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The locations of tenants. All of it waits for the database. */
@Singleton
final class Locations {
    /** Locations of one tenant. */
    static final int MAX_PER_TENANT = 1_000;

    private final TenantTransactions transactions;
    private final ServiceHours serviceHours;
    private final Clock clock;

    /** One that was asked for; replayed when it was made before, with the same idempotency key. */
    record Made(Location location, boolean isReplayed) {}

    /** Part of a list. */
    record Listed(List<Location> locations, long total) {}

    private record Offered(Location location, List<UUID> newServices) {}

    @Inject
    Locations(TenantTransactions transactions, ServiceHours serviceHours, Clock clock) {
        this.transactions = transactions;
        this.serviceHours = serviceHours;
        this.clock = clock;
    }

    /**
     * Makes a location.
     *
     * @param key makes it once, or null
     * @throws ProblemException 404 when what the key made is deleted, 409 when the tenant has {@value #MAX_PER_TENANT}
     *     already, 422 when a service is none, or offered elsewhere, or the key came before with another request
     */
    Made create(UUID tenantId, LocationFields.Wish wish, @Nullable RequestKey key, Actor by) {
        Instant now = now();
        List<UUID> services = wish.services() == null ? List.of() : wish.services();
        Location fresh = new Location(
                tenantId,
                TimeOrderedId.next(),
                Objects.requireNonNull(wish.name()),
                wish.address(),
                wish.zoneOrUtc(),
                null,
                services,
                now,
                now);
        return transactions.inTenant(tenantId, handle -> {
            UUID before = key == null ? null : key.claim(handle, tenantId, fresh.id(), now);
            if (before != null) {
                return new Made(LocationRows.read(handle, tenantId, before).orElseThrow(Locations::unknown), true);
            }
            LocationRows.lockLimit(handle, tenantId);
            if (LocationRows.count(handle, tenantId, null) >= MAX_PER_TENANT) {
                throw ProblemException.limitReached("locations", MAX_PER_TENANT);
            }
            LocationRows.add(handle, fresh);
            ServiceRows.offer(handle, tenantId, fresh.id(), services);
            new CounterTrail(by, now).location(handle, "created", null, fresh);
            return new Made(fresh, false);
        });
    }

    /**
     * The location.
     *
     * @throws ProblemException 404 when the tenant has none of this id
     */
    Location read(UUID tenantId, UUID id) {
        return transactions
                .inTenant(tenantId, handle -> LocationRows.read(handle, tenantId, id))
                .orElseThrow(Locations::unknown);
    }

    /** A page of a tenant's locations; sorted by {@code createdAt} or {@code name}, searched by name. */
    Listed list(UUID tenantId, PageRequest page) {
        return transactions.inTenant(
                tenantId,
                handle -> new Listed(
                        LocationRows.list(handle, tenantId, page),
                        LocationRows.count(handle, tenantId, page.search())));
    }

    /**
     * Changes a location. Services that are new there take over its hours; another zone is that of all its services.
     *
     * @throws ProblemException 404 when there is none, 409 when a counter serves what is taken away, 422 when a service is
     *     none or offered elsewhere
     */
    Location change(UUID tenantId, UUID id, LocationFields.Wish wish, Actor by) {
        Instant now = now();
        Offered changed =
                transactions.inTenant(tenantId, handle -> change(handle, locked(handle, tenantId, id), wish, by, now));
        Location location = changed.location();
        boolean otherZone = wish.zone() != null && location.hours() != null;
        openServices(location, otherZone ? location.services() : changed.newServices(), by);
        return location;
    }

    private static Offered change(Handle handle, Location before, LocationFields.Wish wish, Actor by, Instant now) {
        List<UUID> wanted = wish.services();
        List<UUID> added = List.of();
        if (wanted != null) {
            added = ServiceRows.offer(handle, before.tenantId(), before.id(), wanted);
            ServiceRows.withdrawOthers(handle, before.tenantId(), before.id(), wanted);
        }
        Location after = before.with(
                        wish.name() == null ? before.name() : wish.name(),
                        wish.setsAddress() ? wish.address() : before.address(),
                        wish.zone() == null ? before.zone() : wish.zone(),
                        now)
                .offering(wanted == null ? before.services() : wanted, now);
        LocationRows.change(handle, after);
        new CounterTrail(by, now).location(handle, "updated", before, after);
        return new Offered(after, added);
    }

    /**
     * Sets the hours of a location and of all its services. Should the database go away in between, sending it again
     * does the rest.
     *
     * @param zone null when it stays
     * @throws ProblemException 404 when there is no such location
     */
    Location open(UUID tenantId, UUID id, @Nullable ZoneId zone, Hours hours, Actor by) {
        Instant now = now();
        Location location = transactions.inTenant(tenantId, handle -> {
            Location before = locked(handle, tenantId, id);
            Location after = before.opening(zone == null ? before.zone() : zone, hours, now);
            LocationRows.change(handle, after);
            new CounterTrail(by, now).location(handle, "updated", before, after);
            return after;
        });
        openServices(location, location.services(), by);
        return location;
    }

    /** Gives services the location's hours, if it has any. */
    void openServices(Location location, List<UUID> services, Actor by) {
        Hours hours = location.hours();
        if (hours == null) {
            return;
        }
        List<CompletableFuture<Outcome>> changes = services.stream()
                .map(service -> serviceHours
                        .set(
                                new QueueKey(location.tenantId(), service),
                                location.zone(),
                                hours.week(),
                                hours.exceptions(),
                                by)
                        .toCompletableFuture())
                .toList();
        changes.forEach(CompletableFuture::join);
    }

    /**
     * Deletes a location; its services stay, with their hours.
     *
     * @throws ProblemException 404 when there is none, 409 when it has counters
     */
    void delete(UUID tenantId, UUID id, Actor by) {
        Instant now = now();
        transactions.inTenant(tenantId, handle -> {
            Location before = locked(handle, tenantId, id);
            if (CounterRows.count(handle, tenantId, CounterRows.Filter.at(id)) > 0) {
                throw ProblemException.conflict("location_in_use", "The location has counters: delete them first.");
            }
            LocationRows.delete(handle, tenantId, id);
            new CounterTrail(by, now).location(handle, "deleted", before, null);
            return before;
        });
    }

    static Location locked(Handle handle, UUID tenantId, UUID id) {
        return LocationRows.lock(handle, tenantId, id).orElseThrow(Locations::unknown);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    static ProblemException unknown() {
        return ProblemException.notFound("There is no such location.");
    }
}
