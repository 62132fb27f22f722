package io.virtualqueue.server.identity;

import io.virtualqueue.server.db.Sql;
import io.virtualqueue.server.http.PageRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The statements on the table {@code application}, each in a transaction of the caller's. */
final class ApplicationRows {
    private static final String ADD = Sql.text(ApplicationRows.class, "add_application");
    private static final String READ = Sql.text(ApplicationRows.class, "read_application");
    private static final String LOCK = Sql.text(ApplicationRows.class, "lock_application");
    private static final String LIST = Sql.text(ApplicationRows.class, "list_applications");
    private static final String COUNT = Sql.text(ApplicationRows.class, "count_applications");
    private static final String CHANGE = Sql.text(ApplicationRows.class, "change_application");
    private static final String DELETE = Sql.text(ApplicationRows.class, "delete_application");
    private static final String END_KEYS = Sql.text(ApplicationRows.class, "end_application_keys");
    private static final String LOCK_TENANT = Sql.text(ApplicationRows.class, "lock_tenant");
    private static final String CHANGE_SECRET = Sql.text(ApplicationRows.class, "change_signing_secret");

    private ApplicationRows() {}

    /** Nobody else changes the tenant before the end of the transaction. False when there is none. */
    static boolean lockTenant(Handle handle, UUID tenantId) {
        return handle.createQuery(LOCK_TENANT)
                .bind("tenant", tenantId)
                .mapTo(UUID.class)
                .findOne()
                .isPresent();
    }

    static void add(Handle handle, Application application, byte @Nullable [] sealedSecret) {
        Application.Settings settings = application.settings();
        handle.createUpdate(ADD)
                .bind("tenant", application.tenantId())
                .bind("id", application.id())
                .bind("name", settings.name())
                .bindArray("origins", String.class, settings.allowedOrigins())
                .bind("callback", settings.callbackUrl())
                .bind("signed", settings.signatureRequired())
                .bind("rate", settings.rateLimitPerMinute())
                .bind("secret", sealedSecret)
                .bind("now", ApiKeys.utc(application.createdAt()))
                .execute();
    }

    static Optional<Application> read(Handle handle, UUID tenantId, UUID id) {
        return one(handle, READ, tenantId, id);
    }

    /** As {@link #read}; nobody else changes it before the end of the transaction. */
    static Optional<Application> lock(Handle handle, UUID tenantId, UUID id) {
        return one(handle, LOCK, tenantId, id);
    }

    private static Optional<Application> one(Handle handle, String sql, UUID tenantId, UUID id) {
        return handle.createQuery(sql)
                .bind("tenant", tenantId)
                .bind("id", id)
                .map((row, _) -> application(tenantId, row))
                .findOne();
    }

    static Applications.Listed list(Handle handle, UUID tenantId, PageRequest page) {
        List<Application> found = handle.createQuery(LIST)
                .bind("tenant", tenantId)
                .bind("search", page.search())
                .bind("sort", page.sort())
                .bind("descending", page.descending())
                .bind("limit", page.limit())
                .bind("offset", page.offset())
                .map((row, _) -> application(tenantId, row))
                .list();
        return new Applications.Listed(found, count(handle, tenantId, page.search()));
    }

    static long count(Handle handle, UUID tenantId, @Nullable String search) {
        return handle.createQuery(COUNT)
                .bind("tenant", tenantId)
                .bind("search", search)
                .mapTo(Long.class)
                .one();
    }

    static void change(Handle handle, Application application) {
        Application.Settings settings = application.settings();
        handle.createUpdate(CHANGE)
                .bind("tenant", application.tenantId())
                .bind("id", application.id())
                .bind("name", settings.name())
                .bindArray("origins", String.class, settings.allowedOrigins())
                .bind("callback", settings.callbackUrl())
                .bind("signed", settings.signatureRequired())
                .bind("rate", settings.rateLimitPerMinute())
                .bind("now", ApiKeys.utc(application.updatedAt()))
                .execute();
    }

    /** Deletes it and ends its keys. */
    static void delete(Handle handle, Application application, Instant now) {
        handle.createUpdate(DELETE)
                .bind("tenant", application.tenantId())
                .bind("id", application.id())
                .bind("now", ApiKeys.utc(now))
                .execute();
        handle.createUpdate(END_KEYS)
                .bind("tenant", application.tenantId())
                .bind("application", application.id())
                .bind("now", ApiKeys.utc(now))
                .execute();
    }

    /** Puts a secret in the place of the present one, which is good until then. */
    static void changeSecret(
            Handle handle, UUID tenantId, UUID id, byte[] sealedSecret, Instant formerUntil, Instant now) {
        handle.createUpdate(CHANGE_SECRET)
                .bind("tenant", tenantId)
                .bind("id", id)
                .bind("secret", sealedSecret)
                .bind("until", ApiKeys.utc(formerUntil))
                .bind("now", ApiKeys.utc(now))
                .execute();
    }

    private static Application application(UUID tenantId, ResultSet row) throws SQLException {
        var settings = new Application.Settings(
                row.getString("name"),
                List.of((String[]) row.getArray("allowed_origins").getArray()),
                row.getString("callback_url"),
                row.getBoolean("signature_required"),
                row.getObject("rate_limit_per_minute", Integer.class));
        return new Application(
                row.getObject("id", UUID.class),
                tenantId,
                settings,
                row.getBoolean("has_secret"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("updated_at", OffsetDateTime.class).toInstant());
    }
}
