package io.virtualqueue.server.counter;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A place where people are served: a clinic, a branch.
 *
 * @param zone in which its hours are meant
 * @param hours when its services take people in; null while nobody has said, and then they follow their own settings
 * @param services the queues that are offered there
 */
record Location(
        UUID tenantId,
        UUID id,
        String name,
        @Nullable String address,
        ZoneId zone,
        @Nullable Hours hours,
        List<UUID> services,
        Instant createdAt,
        Instant updatedAt) {

    Location {
        services = List.copyOf(services);
    }

    Location with(String newName, @Nullable String newAddress, ZoneId newZone, Instant now) {
        return new Location(tenantId, id, newName, newAddress, newZone, hours, services, createdAt, now);
    }

    Location opening(ZoneId newZone, @Nullable Hours newHours, Instant now) {
        return new Location(tenantId, id, name, address, newZone, newHours, services, createdAt, now);
    }

    Location offering(List<UUID> newServices, Instant now) {
        return new Location(tenantId, id, name, address, zone, hours, newServices, createdAt, now);
    }
}
