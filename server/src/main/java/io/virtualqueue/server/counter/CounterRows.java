package io.virtualqueue.server.counter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.virtualqueue.server.db.Sql;
import io.virtualqueue.server.http.PageRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** The statements on the table {@code counter} and what belongs to it, each in a transaction of the caller's. */
final class CounterRows {
    private static final String TENANT = LocationRows.TENANT;
    private static final String COUNTER = "counter";
    private static final String ADD = Sql.text(CounterRows.class, "add_counter");
    private static final String READ = Sql.text(CounterRows.class, "read_counter");
    private static final String LOCK = Sql.text(CounterRows.class, "lock_counter");
    private static final String LIST = Sql.text(CounterRows.class, "list_counters");
    private static final String COUNT = Sql.text(CounterRows.class, "count_counters");
    private static final String CHANGE = Sql.text(CounterRows.class, "change_counter");
    private static final String MOVE = Sql.text(CounterRows.class, "move_counter");
    private static final String DELETE = Sql.text(CounterRows.class, "delete_counter");
    private static final String CLEAR_SERVICES = Sql.text(CounterRows.class, "clear_counter_services");
    private static final String ADD_SERVICES = Sql.text(CounterRows.class, "add_counter_services");
    private static final String CLEAR_STAFF = Sql.text(CounterRows.class, "clear_counter_staff");
    private static final String ADD_STAFF = Sql.text(CounterRows.class, "add_counter_staff");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<List<Counter.Assignment>> ASSIGNMENTS = new TypeReference<>() {};

    private CounterRows() {}

    /**
     * Which counters are meant.
     *
     * @param locationId only those there; null for everywhere
     * @param worker only those where this person may work; null for all
     */
    record Filter(@Nullable UUID locationId, @Nullable UUID worker) {
        static final Filter ALL = new Filter(null, null);

        static Filter at(UUID locationId) {
            return new Filter(locationId, null);
        }
    }

    /** Adds it, closed. */
    static void add(Handle handle, Counter counter) {
        handle.createUpdate(ADD)
                .bind(TENANT, counter.tenantId())
                .bind("id", counter.id())
                .bind("location", counter.locationId())
                .bind("name", counter.name())
                .bind("label", counter.label())
                .bind("now", LocationRows.utc(counter.createdAt()))
                .execute();
        addServices(handle, counter);
    }

    static Optional<Counter> read(Handle handle, UUID tenantId, UUID id) {
        return handle.createQuery(READ)
                .bind(TENANT, tenantId)
                .bind("id", id)
                .map((row, _) -> counter(row))
                .findOne();
    }

    /** As {@link #read}; nobody else changes it before the end of the transaction. */
    static Optional<Counter> lock(Handle handle, UUID tenantId, UUID id) {
        // What belongs to it is read after the lock is there, by a statement of its own.
        return handle.createQuery(LOCK)
                .bind(TENANT, tenantId)
                .bind("id", id)
                .mapTo(UUID.class)
                .findOne()
                .flatMap(found -> read(handle, tenantId, found));
    }

    static List<Counter> list(Handle handle, UUID tenantId, Filter filter, PageRequest page) {
        return filtered(handle.createQuery(LIST), tenantId, filter)
                .bind("status", page.status())
                .bind("search", page.search())
                .bind("sort", page.sort())
                .bind("descending", page.descending())
                .bind("limit", page.limit())
                .bind("offset", page.offset())
                .map((row, _) -> counter(row))
                .list();
    }

    /** How many that list has on all pages. */
    static long count(Handle handle, UUID tenantId, Filter filter, PageRequest page) {
        return filtered(handle.createQuery(COUNT), tenantId, filter)
                .bind("status", page.status())
                .bind("search", page.search())
                .mapTo(Long.class)
                .one();
    }

    static long count(Handle handle, UUID tenantId, Filter filter) {
        return filtered(handle.createQuery(COUNT), tenantId, filter)
                .bind("status", (String) null)
                .bind("search", (String) null)
                .mapTo(Long.class)
                .one();
    }

    private static Query filtered(Query query, UUID tenantId, Filter filter) {
        return query.bind(TENANT, tenantId)
                .bind("location", filter.locationId())
                .bind("worker", filter.worker());
    }

    /** Puts its name and label in the place of the present ones. */
    static void change(Handle handle, Counter counter) {
        handle.createUpdate(CHANGE)
                .bind(TENANT, counter.tenantId())
                .bind("id", counter.id())
                .bind("name", counter.name())
                .bind("label", counter.label())
                .bind("now", LocationRows.utc(counter.updatedAt()))
                .execute();
    }

    /** Puts its shift in the place of the present one. */
    static void move(Handle handle, Counter counter) {
        Shift shift = counter.shift();
        handle.createUpdate(MOVE)
                .bind(TENANT, counter.tenantId())
                .bind("id", counter.id())
                .bind("status", shift.status().wireName())
                .bind("since", LocationRows.utc(shift.since()))
                .bind("reason", shift.reason())
                .bind("until", LocationRows.utc(shift.breakUntil()))
                .bind("now", LocationRows.utc(counter.updatedAt()))
                .execute();
    }

    static void delete(Handle handle, UUID tenantId, UUID id) {
        handle.createUpdate(DELETE).bind(TENANT, tenantId).bind("id", id).execute();
    }

    /** Puts its services in the place of the present ones. */
    static void setServices(Handle handle, Counter counter) {
        clear(handle, CLEAR_SERVICES, counter);
        addServices(handle, counter);
    }

    private static void addServices(Handle handle, Counter counter) {
        handle.createUpdate(ADD_SERVICES)
                .bind(TENANT, counter.tenantId())
                .bind(COUNTER, counter.id())
                .bindArray("ids", UUID.class, counter.services().toArray())
                .execute();
    }

    /** Puts its staff in the place of the present one. */
    static void setStaff(Handle handle, Counter counter) {
        clear(handle, CLEAR_STAFF, counter);
        if (counter.staff().isEmpty()) {
            return;
        }
        PreparedBatch batch = handle.prepareBatch(ADD_STAFF);
        for (Counter.Assignment each : counter.staff()) {
            List<UUID> services = each.services();
            batch.bind(TENANT, counter.tenantId()).bind(COUNTER, counter.id()).bind("account", each.userId());
            if (services == null) {
                batch.bind("services", (String) null);
            } else {
                batch.bindArray("services", UUID.class, services.toArray());
            }
            batch.add();
        }
        batch.execute();
    }

    private static void clear(Handle handle, String sql, Counter counter) {
        handle.createUpdate(sql)
                .bind(TENANT, counter.tenantId())
                .bind(COUNTER, counter.id())
                .execute();
    }

    private static Counter counter(ResultSet row) throws SQLException {
        return new Counter(
                row.getObject("tenant_id", UUID.class),
                row.getObject("id", UUID.class),
                row.getObject("location_id", UUID.class),
                row.getString("name"),
                row.getString("label"),
                new Shift(
                        CounterStatus.ofWireName(row.getString("status")),
                        LocationRows.time(row, "since"),
                        row.getString("reason"),
                        LocationRows.timeOrNull(row, "break_until")),
                LocationRows.ids(row, "services"),
                staff(row.getString("staff")),
                LocationRows.time(row, "created_at"),
                LocationRows.time(row, "updated_at"));
    }

    private static List<Counter.Assignment> staff(String json) {
        try {
            return JSON.readValue(json, ASSIGNMENTS);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("The database writes JSON", impossible);
        }
    }
}
