package io.virtualqueue.server.webhook;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.virtualqueue.server.db.Sql;
import io.virtualqueue.server.db.TenantTransactions;
import io.virtualqueue.server.http.PageRequest;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** What became of what was to be told. */
@Singleton
final class DeliveryLog {
    private static final String LIST = Sql.text(DeliveryLog.class, "list_deliveries");
    private static final String COUNT = Sql.text(DeliveryLog.class, "count_deliveries");
    private static final String READ = Sql.text(DeliveryLog.class, "read_delivery");
    private static final ObjectReader ATTEMPTS = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build()
            .readerFor(new TypeReference<List<DeliveryView.Attempt>>() {});

    private final TenantTransactions transactions;

    @Inject
    DeliveryLog(TenantTransactions transactions) {
        this.transactions = transactions;
    }

    /**
     * A page of a webhook's deliveries, the newest first, with how many there are on all pages that can be turned to.
     *
     * @return empty when there is no such webhook
     */
    Optional<DeliveryView.Page> list(UUID tenantId, UUID webhookId, DeliveryQuery.Filter filter, PageRequest page) {
        return transactions.inTenant(tenantId, handle -> {
            if (WebhookRows.read(handle, tenantId, webhookId).isEmpty()) {
                return Optional.empty();
            }
            List<DeliveryView> deliveries = narrowed(handle, LIST, tenantId, webhookId, filter)
                    .bind("limit", page.limit())
                    .bind("offset", page.offset())
                    .map((row, _) -> delivery(row))
                    .list();
            long total = narrowed(handle, COUNT, tenantId, webhookId, filter)
                    .bind("reach", DeliveryQuery.MAX_REACH)
                    .mapTo(Long.class)
                    .one();
            return Optional.of(new DeliveryView.Page(deliveries, page.of(total)));
        });
    }

    /** The delivery, or empty when the webhook has none of this id, or none any more. */
    Optional<DeliveryView> read(UUID tenantId, UUID webhookId, UUID id) {
        return transactions.inTenant(
                tenantId,
                handle -> WebhookRows.read(handle, tenantId, webhookId)
                        .flatMap(_ -> read(handle, tenantId, webhookId, id)));
    }

    static Optional<DeliveryView> read(Handle handle, UUID tenantId, UUID webhookId, UUID id) {
        return handle.createQuery(READ)
                .bind(WebhookRows.TENANT, tenantId)
                .bind("webhook", webhookId)
                .bind("id", id)
                .map((row, _) -> delivery(row))
                .findOne();
    }

    private static Query narrowed(
            Handle handle, String sql, UUID tenantId, UUID webhookId, DeliveryQuery.Filter filter) {
        return handle.createQuery(sql)
                .bind(WebhookRows.TENANT, tenantId)
                .bind("webhook", webhookId)
                .bind("state", filter.state())
                .bind("type", filter.eventType());
    }

    private static DeliveryView delivery(ResultSet row) throws SQLException {
        String state = row.getString("state");
        Instant next = WebhookRows.time(row, "next_attempt_at");
        return new DeliveryView(
                row.getObject("id", UUID.class),
                row.getObject("webhook_id", UUID.class),
                row.getObject("event_id", UUID.class),
                row.getString("event_type"),
                row.getObject("queue_id", UUID.class),
                row.getObject("session_id", UUID.class),
                WebhookRows.time(row, "happened_at"),
                state,
                row.getBoolean("is_replay"),
                state.equals("pending") ? next : null,
                attempts(row.getString("history")),
                WebhookRows.time(row, "created_at"),
                WebhookRows.instant(row, "ended_at"),
                WebhookRows.instant(row, "replayed_at"));
    }

    private static List<DeliveryView.Attempt> attempts(String json) {
        try {
            return ATTEMPTS.readValue(json);
        } catch (IOException impossible) {
            throw new UncheckedIOException("A delivery holds a history that cannot be read", impossible);
        }
    }
}
