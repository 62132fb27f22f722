package io.virtualqueue.server.tenant;

import io.virtualqueue.server.db.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The tenants' rows in the database. */
final class TenantRows {
    private static final String READ = Sql.text(TenantRows.class, "read_tenant");
    private static final String LOCK = Sql.text(TenantRows.class, "lock_tenant");
    private static final String CHANGE = Sql.text(TenantRows.class, "change_tenant");

    private TenantRows() {}

    static Optional<Tenant> read(Handle handle, UUID id) {
        return handle.createQuery(READ)
                .bind("id", id)
                .map((row, _) -> tenant(row))
                .findOne();
    }

    /** As {@link #read}; nobody else changes it until the end of the transaction. */
    static Optional<Tenant> readToChange(Handle handle, UUID id) {
        return handle.createQuery(LOCK)
                .bind("id", id)
                .mapTo(UUID.class)
                .findOne()
                .flatMap(_ -> read(handle, id));
    }

    /** Writes all but the allowed origins, which are the application's. */
    static void write(Handle handle, Tenant tenant) {
        TenantSettings settings = tenant.settings();
        handle.createUpdate(CHANGE)
                .bind("id", tenant.id())
                .bind("name", tenant.name())
                .bind("domain", tenant.domain())
                .bind("primaryColor", settings.branding().primaryColor())
                .bind("secondaryColor", settings.branding().secondaryColor())
                .bind("logoUrl", settings.branding().logoUrl())
                .bind("locale", settings.locale())
                .bind("queues", settings.limits().queues())
                .bind("sessions", settings.limits().sessions())
                .bind("users", settings.limits().users())
                .bind("requestsPerMinute", settings.limits().requestsPerMinute())
                .bind("mfaRequired", settings.mfaRequired())
                .bind("retentionDays", settings.retentionDays())
                .bind("auditRetentionDays", settings.auditRetentionDays())
                .bind("now", tenant.updatedAt().atOffset(ZoneOffset.UTC))
                .execute();
    }

    static Tenant tenant(ResultSet row) throws SQLException {
        return new Tenant(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("domain"),
                List.of((String[]) row.getArray("allowed_origins").getArray()),
                settings(row),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("updated_at", OffsetDateTime.class).toInstant());
    }

    private static TenantSettings settings(ResultSet row) throws SQLException {
        return new TenantSettings(
                new Branding(
                        row.getString("primary_color"), row.getString("secondary_color"), row.getString("logo_url")),
                row.getString("locale"),
                limits(row),
                row.getBoolean("mfa_required"),
                row.getInt("retention_days"),
                row.getInt("audit_retention_days"));
    }

    static Limits limits(ResultSet row) throws SQLException {
        return new Limits(
                row.getObject("max_queues", Integer.class),
                row.getObject("max_sessions", Integer.class),
                row.getObject("max_users", Integer.class),
                row.getObject("requests_per_minute", Integer.class));
    }
}
