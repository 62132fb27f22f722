package io.virtualqueue.server.counter;

import io.virtualqueue.server.db.Sql;
import io.virtualqueue.server.http.PageRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/** The statements on the table {@code location}, each in a transaction of the caller's. */
final class LocationRows {
    static final String TENANT = "tenant";
    private static final String ADD = Sql.text(LocationRows.class, "add_location");
    private static final String READ = Sql.text(LocationRows.class, "read_location");
    private static final String LOCK = Sql.text(LocationRows.class, "lock_location");
    private static final String LIST = Sql.text(LocationRows.class, "list_locations");
    private static final String COUNT = Sql.text(LocationRows.class, "count_locations");
    private static final String CHANGE = Sql.text(LocationRows.class, "change_location");
    private static final String DELETE = Sql.text(LocationRows.class, "delete_location");
    private static final String LOCK_LIMIT = Sql.text(LocationRows.class, "lock_limit");

    private LocationRows() {}

    static void add(Handle handle, Location location) {
        bind(handle.createUpdate(ADD), location).execute();
    }

    static Optional<Location> read(Handle handle, UUID tenantId, UUID id) {
        return handle.createQuery(READ)
                .bind(TENANT, tenantId)
                .bind("id", id)
                .map((row, _) -> location(row))
                .findOne();
    }

    /** As {@link #read}; nobody else changes it before the end of the transaction. */
    static Optional<Location> lock(Handle handle, UUID tenantId, UUID id) {
        // What it offers is read after the lock is there, by a statement of its own.
        return handle.createQuery(LOCK)
                .bind(TENANT, tenantId)
                .bind("id", id)
                .mapTo(UUID.class)
                .findOne()
                .flatMap(found -> read(handle, tenantId, found));
    }

    static List<Location> list(Handle handle, UUID tenantId, PageRequest page) {
        return handle.createQuery(LIST)
                .bind(TENANT, tenantId)
                .bind("search", page.search())
                .bind("sort", page.sort())
                .bind("descending", page.descending())
                .bind("limit", page.limit())
                .bind("offset", page.offset())
                .map((row, _) -> location(row))
                .list();
    }

    /** How many hold this text in their names; null for all. */
    static long count(Handle handle, UUID tenantId, @Nullable String search) {
        return handle.createQuery(COUNT)
                .bind(TENANT, tenantId)
                .bind("search", search)
                .mapTo(Long.class)
                .one();
    }

    static void change(Handle handle, Location location) {
        bind(handle.createUpdate(CHANGE), location)
                .bind(
                        "hours",
                        location.hours() == null ? null : location.hours().json())
                .execute();
    }

    static void delete(Handle handle, UUID tenantId, UUID id) {
        handle.createUpdate(DELETE).bind(TENANT, tenantId).bind("id", id).execute();
    }

    /** Lets nobody else add locations or counters of this tenant before the end of the transaction. */
    static void lockLimit(Handle handle, UUID tenantId) {
        handle.createQuery(LOCK_LIMIT)
                .bind(TENANT, tenantId.toString())
                .mapTo(Boolean.class)
                .one();
    }

    private static Update bind(Update update, Location location) {
        return update.bind(TENANT, location.tenantId())
                .bind("id", location.id())
                .bind("name", location.name())
                .bind("address", location.address())
                .bind("zone", location.zone().getId())
                .bind("now", utc(location.updatedAt()));
    }

    private static Location location(ResultSet row) throws SQLException {
        String hours = row.getString("hours");
        return new Location(
                row.getObject("tenant_id", UUID.class),
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("address"),
                ZoneId.of(row.getString("time_zone")),
                hours == null ? null : Hours.stored(hours),
                ids(row, "services"),
                time(row, "created_at"),
                time(row, "updated_at"));
    }

    static List<UUID> ids(ResultSet row, String column) throws SQLException {
        return List.of((UUID[]) row.getArray(column).getArray());
    }

    static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static @Nullable Instant timeOrNull(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    static @Nullable OffsetDateTime utc(@Nullable Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }
}
