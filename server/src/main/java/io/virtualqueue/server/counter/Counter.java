package io.virtualqueue.server.counter;

import io.virtualqueue.server.http.ProblemException;
import io.virtualqueue.server.identity.Caller;
import io.virtualqueue.server.identity.Role;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A counter, a room, a window: where one person is served at a time.
 *
 * @param label the number or letter that people look for, or null
 * @param services the queues that it serves; the first goes first among people who are equal
 * @param staff who works there; when nobody is named, all staff may
 */
record Counter(
        UUID tenantId,
        UUID id,
        UUID locationId,
        String name,
        @Nullable String label,
        Shift shift,
        List<UUID> services,
        List<Assignment> staff,
        Instant createdAt,
        Instant updatedAt) {

    Counter {
        services = List.copyOf(services);
        staff = List.copyOf(staff);
    }

    /**
     * That somebody works at the counter.
     *
     * @param userId of the person's account
     * @param services which of the counter's services the person serves there; null for all
     */
    record Assignment(UUID userId, @Nullable List<UUID> services) {}

    /**
     * Those of its services that this caller may serve here. Whom the role staff does not hold, such as managers and
     * applications, is not bound by what is assigned.
     *
     * @throws ProblemException 403 when others are assigned to the counter and the caller is not
     */
    List<UUID> servicesFor(Caller caller) {
        UUID worker = worker(caller);
        if (worker == null || staff.isEmpty()) {
            return services;
        }
        Assignment assignment = staff.stream()
                .filter(each -> each.userId().equals(worker))
                .findFirst()
                .orElseThrow(() -> ProblemException.forbidden("not_assigned", "Others are assigned to this counter."));
        if (assignment.services() == null) {
            return services;
        }
        Set<UUID> own = Set.copyOf(assignment.services());
        return services.stream().filter(own::contains).toList();
    }

    /** The account of a caller who is bound by assignments, or null. */
    static @Nullable UUID worker(Caller caller) {
        return caller instanceof Caller.Person person && person.role() == Role.STAFF ? person.accountId() : null;
    }

    /** What a session that is called to it bears. */
    String idInSessions() {
        return id.toString();
    }

    Counter with(String newName, @Nullable String newLabel, Instant now) {
        return new Counter(tenantId, id, locationId, newName, newLabel, shift, services, staff, createdAt, now);
    }

    Counter with(Shift newShift, Instant now) {
        return new Counter(tenantId, id, locationId, name, label, newShift, services, staff, createdAt, now);
    }

    Counter serving(List<UUID> newServices, Instant now) {
        return new Counter(tenantId, id, locationId, name, label, shift, newServices, staff, createdAt, now);
    }

    Counter staffedBy(List<Assignment> newStaff, Instant now) {
        return new Counter(tenantId, id, locationId, name, label, shift, services, newStaff, createdAt, now);
    }
}
