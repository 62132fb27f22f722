package io.virtualqueue.server.counter;

import io.virtualqueue.server.db.Sql;
import io.virtualqueue.server.http.ProblemException;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Which services are offered where, each statement in a transaction of the caller's. */
final class ServiceRows {
    private static final String FIND = Sql.text(ServiceRows.class, "find_services");
    private static final String OFFER = Sql.text(ServiceRows.class, "offer_services");
    private static final String WITHDRAW = Sql.text(ServiceRows.class, "withdraw_services");
    private static final String ARE_SERVED = Sql.text(ServiceRows.class, "are_served");

    private ServiceRows() {}

    private record Offer(UUID queueId, @Nullable UUID locationId) {}

    /**
     * Offers these at a location, where they are not yet.
     *
     * @return those that are new there
     * @throws ProblemException 422 when one is no service of the tenant, or is offered at another location
     */
    static List<UUID> offer(Handle handle, UUID tenantId, UUID locationId, List<UUID> services) {
        List<UUID> added = handle.createQuery(OFFER)
                .bind(LocationRows.TENANT, tenantId)
                .bind("location", locationId)
                .bindArray(
                        "ids",
                        UUID.class,
                        servicesOf(handle, tenantId, services).toArray())
                .mapTo(UUID.class)
                .list();
        boolean allHere =
                find(handle, tenantId, services).stream().allMatch(offer -> locationId.equals(offer.locationId()));
        if (!allHere) {
            throw ProblemException.invalidField("services", "must not be offered at another location");
        }
        return added;
    }

    private static List<UUID> servicesOf(Handle handle, UUID tenantId, List<UUID> wanted) {
        if (find(handle, tenantId, wanted).size() < wanted.size()) {
            throw ProblemException.invalidField("services", "must be queues of the kind service_desk of this tenant");
        }
        return wanted;
    }

    private static List<Offer> find(Handle handle, UUID tenantId, Collection<UUID> services) {
        return handle.createQuery(FIND)
                .bind(LocationRows.TENANT, tenantId)
                .bindArray("ids", UUID.class, services.toArray())
                .map((row, _) -> new Offer(row.getObject(1, UUID.class), row.getObject(2, UUID.class)))
                .list();
    }

    /**
     * Offers no others at this location.
     *
     * @throws ProblemException 409 when a counter serves one of the others
     */
    static void withdrawOthers(Handle handle, UUID tenantId, UUID locationId, List<UUID> kept) {
        boolean areServed = handle.createQuery(ARE_SERVED)
                .bind(LocationRows.TENANT, tenantId)
                .bind("location", locationId)
                .bindArray("ids", UUID.class, kept.toArray())
                .mapTo(Boolean.class)
                .one();
        if (areServed) {
            throw ProblemException.conflict("service_in_use", "A counter of the location serves what is taken away.");
        }
        handle.createQuery(WITHDRAW)
                .bind(LocationRows.TENANT, tenantId)
                .bind("location", locationId)
                .bindArray("ids", UUID.class, kept.toArray())
                .mapTo(UUID.class)
                .list();
    }
}
