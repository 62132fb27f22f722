package io.virtualqueue.server.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.virtualqueue.server.db.Sql;
import io.virtualqueue.server.db.TenantTransactions;
import io.virtualqueue.server.http.PageRequest;
import io.virtualqueue.server.webhook.CallbackFailure.LastAttempt;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** Finds releases that could not be told. */
@Singleton
final class CallbackFailures {
    /** How many are counted; of more, the newest can be turned to. */
    static final int MAX_REACH = 10_000;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FAILURES = Sql.text(CallbackFailures.class, "callback_failures");
    private static final String LIST = Sql.text(CallbackFailures.class, "list_callback_failures")
            + FAILURES
            + " ORDER BY d.happened_at DESC, d.ord DESC LIMIT :limit OFFSET :offset";
    private static final String COUNT = "SELECT count(*) FROM (SELECT 1" + FAILURES + " LIMIT :reach) failures";

    private final TenantTransactions transactions;

    /** Part of a list. */
    record Listed(List<CallbackFailure> failures, long total) {}

    @Inject
    CallbackFailures(TenantTransactions transactions) {
        this.transactions = transactions;
    }

    /** A page of a tenant's failures, the newest first; the status is one of {@link CallbackFailure}'s states or null. */
    Listed list(UUID tenantId, PageRequest page) {
        return transactions.inTenant(
                tenantId,
                handle -> new Listed(
                        query(handle, LIST, tenantId, page)
                                .bind("limit", page.limit())
                                .bind("offset", page.offset())
                                .map((row, _) -> failure(row))
                                .list(),
                        query(handle, COUNT, tenantId, page)
                                .bind("reach", MAX_REACH)
                                .mapTo(Long.class)
                                .one()));
    }

    private static Query query(Handle handle, String sql, UUID tenantId, PageRequest page) {
        return handle.createQuery(sql)
                .bind(WebhookRows.TENANT, tenantId)
                .bind("dead", !CallbackFailure.FAILING.equals(page.status()))
                .bind("failing", !CallbackFailure.DEAD.equals(page.status()));
    }

    private static CallbackFailure failure(ResultSet row) throws SQLException {
        boolean isDead = row.getString("state").equals(CallbackFailure.DEAD);
        LastAttempt last = LastAttempt.of(json(row.getString("last_attempt")));
        return new CallbackFailure(
                row.getObject("id", UUID.class),
                row.getObject("webhook_id", UUID.class),
                row.getObject("application_id", UUID.class),
                row.getString("url"),
                row.getObject("queue_id", UUID.class),
                row.getObject("session_id", UUID.class),
                row.getObject("event_id", UUID.class),
                isDead ? CallbackFailure.DEAD : CallbackFailure.FAILING,
                row.getInt("attempts"),
                last.status(),
                last.error(),
                last.at(),
                WebhookRows.time(row, "happened_at"),
                isDead ? null : WebhookRows.time(row, "next_attempt_at"),
                WebhookRows.instant(row, "ended_at"));
    }

    private static JsonNode json(@Nullable String text) {
        try {
            return text == null ? MissingNode.getInstance() : JSON.readTree(text);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("The database keeps JSON", impossible);
        }
    }
}
