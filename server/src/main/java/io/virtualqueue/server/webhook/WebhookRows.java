package io.virtualqueue.server.webhook;

import io.virtualqueue.server.db.Sql;
import io.virtualqueue.server.http.PageRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/** The statements of people's changes on the table {@code webhook}, each in a transaction of the caller's. */
final class WebhookRows {
    static final String TENANT = "tenant";
    private static final String ADD = Sql.text(WebhookRows.class, "add_webhook");
    private static final String READ = Sql.text(WebhookRows.class, "read_webhook");
    private static final String LOCK = Sql.text(WebhookRows.class, "lock_webhook");
    private static final String LIST = Sql.text(WebhookRows.class, "list_webhooks");
    private static final String COUNT = Sql.text(WebhookRows.class, "count_webhooks");
    private static final String CHANGE = Sql.text(WebhookRows.class, "change_webhook");
    private static final String CHANGE_SECRET = Sql.text(WebhookRows.class, "change_webhook_secret");
    private static final String DELETE = Sql.text(WebhookRows.class, "delete_webhook");

    private WebhookRows() {}

    /** Adds it, and gives it back as it is then: what happened before now is not delivered, by the database's clock. */
    static StoredWebhook add(Handle handle, Webhook webhook, StoredWebhook.Sealed sealed) {
        return bind(handle.createUpdate(ADD), webhook)
                .bind("kind", webhook.kind().name().toLowerCase(Locale.ROOT))
                .bind("secret", sealed.secret)
                .bind("headers", sealed.headers)
                .executeAndReturnGeneratedKeys()
                .map((row, _) -> stored(row))
                .one();
    }

    static Optional<StoredWebhook> read(Handle handle, UUID tenantId, UUID id) {
        return one(handle, READ, tenantId, id);
    }

    /** As {@link #read}; nobody else changes it before the end of the transaction. */
    static Optional<StoredWebhook> lock(Handle handle, UUID tenantId, UUID id) {
        return one(handle, LOCK, tenantId, id);
    }

    private static Optional<StoredWebhook> one(Handle handle, String sql, UUID tenantId, UUID id) {
        return handle.createQuery(sql)
                .bind(TENANT, tenantId)
                .bind("id", id)
                .map((row, _) -> stored(row))
                .findOne();
    }

    static List<StoredWebhook> list(Handle handle, UUID tenantId, PageRequest page) {
        return handle.createQuery(LIST)
                .bind(TENANT, tenantId)
                .bind("active", isActive(page))
                .bind("search", page.search())
                .bind("sort", page.sort())
                .bind("descending", page.descending())
                .bind("limit", page.limit())
                .bind("offset", page.offset())
                .map((row, _) -> stored(row))
                .list();
    }

    /** How many that list has on all pages. */
    static long count(Handle handle, UUID tenantId, PageRequest page) {
        return count(handle, tenantId, isActive(page), page.search());
    }

    /** How many the tenant has, without callbacks. */
    static long count(Handle handle, UUID tenantId) {
        return count(handle, tenantId, null, null);
    }

    private static long count(Handle handle, UUID tenantId, @Nullable Boolean active, @Nullable String search) {
        return handle.createQuery(COUNT)
                .bind(TENANT, tenantId)
                .bind("active", active)
                .bind("search", search)
                .mapTo(Long.class)
                .one();
    }

    private static @Nullable Boolean isActive(PageRequest page) {
        return page.status() == null ? null : page.status().equals(WebhookView.ACTIVE);
    }

    /**
     * Puts these settings and headers in the place of the present ones.
     *
     * @param activated whether it begins anew: what happened before now is not delivered, and what went wrong forgotten
     */
    static StoredWebhook change(Handle handle, Webhook webhook, byte @Nullable [] headers, boolean activated) {
        return bind(handle.createUpdate(CHANGE), webhook)
                .bind("headers", headers)
                .bind("activated", activated)
                .executeAndReturnGeneratedKeys()
                .map((row, _) -> stored(row))
                .one();
    }

    static StoredWebhook changeSecret(Handle handle, UUID tenantId, UUID id, StoredWebhook.Sealed sealed, Instant now) {
        return handle.createUpdate(CHANGE_SECRET)
                .bind(TENANT, tenantId)
                .bind("id", id)
                .bind("secret", sealed.secret)
                .bind("former", sealed.formerSecret)
                .bind("until", utc(sealed.formerUntil))
                .bind("now", utc(now))
                .executeAndReturnGeneratedKeys()
                .map((row, _) -> stored(row))
                .one();
    }

    static void delete(Handle handle, UUID tenantId, UUID id) {
        handle.createUpdate(DELETE).bind(TENANT, tenantId).bind("id", id).execute();
    }

    private static Update bind(Update update, Webhook webhook) {
        RetryPolicy policy = webhook.retryPolicy();
        return update.bind(TENANT, webhook.tenantId())
                .bind("id", webhook.id())
                .bind("application", webhook.applicationId())
                .bind("queue", webhook.queueId())
                .bind("name", webhook.name())
                .bind("description", webhook.description())
                .bind("url", webhook.url())
                .bindArray("events", String.class, webhook.events())
                .bind("retries", policy.maxRetries())
                .bind("delay", policy.retryDelay().toMillis())
                .bind("multiplier", policy.backoffMultiplier())
                .bind("active", webhook.isActive())
                .bind("now", utc(webhook.updatedAt()));
    }

    /** Reads a row of all columns. */
    static StoredWebhook stored(ResultSet row) throws SQLException {
        return new StoredWebhook(
                webhook(row),
                new StoredWebhook.Sealed(
                        row.getBytes("secret"),
                        row.getBytes("former_secret"),
                        instant(row, "former_secret_until"),
                        row.getBytes("headers")));
    }

    private static Webhook webhook(ResultSet row) throws SQLException {
        return new Webhook(
                row.getObject("tenant_id", UUID.class),
                row.getObject("id", UUID.class),
                Webhook.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                row.getObject("application_id", UUID.class),
                row.getObject("queue_id", UUID.class),
                row.getString("name"),
                row.getString("description"),
                row.getString("url"),
                List.of((String[]) row.getArray("events").getArray()),
                new RetryPolicy(
                        row.getInt("max_retries"),
                        Duration.ofMillis(row.getLong("retry_delay_millis")),
                        row.getDouble("backoff_multiplier")),
                row.getBoolean("is_active"),
                time(row, "active_since"),
                row.getString("disabled_reason"),
                instant(row, "failing_since"),
                time(row, "created_at"),
                time(row, "updated_at"));
    }

    static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    static @Nullable OffsetDateTime utc(@Nullable Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }
}
