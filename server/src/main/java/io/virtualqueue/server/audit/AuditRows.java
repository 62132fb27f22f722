package io.virtualqueue.server.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.virtualqueue.server.db.Sql;
import io.virtualqueue.server.db.TenantTransactions;
import io.virtualqueue.server.http.PageRequest;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** Finds what happened, in the trail and in the journal. Waits for the database. */
@Singleton
final class AuditRows {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String SESSION = "session.";
    /** Of the journal's events those that are about a session. */
    private static final Set<String> EVENT_TYPES = Set.of(
            "joined",
            "released",
            "called",
            "served",
            "completed",
            "left",
            "expired",
            "no_showed",
            "transferred",
            "returned",
            "get_ready",
            "ready_at_chosen",
            "moved",
            "recalled",
            "undone");

    private static final String TRAIL_ENTRIES = sql("trail_entries");
    private static final String SESSION_EVENTS = sql("session_events");
    private static final String LIST = "SELECT * FROM (("
            + sql("list_trail") + TRAIL_ENTRIES + "ORDER BY t.at DESC, t.id DESC LIMIT :reach) UNION ALL ("
            + sql("list_sessions") + SESSION_EVENTS + "ORDER BY e.at DESC, e.seq DESC LIMIT :reach)) entries "
            + "ORDER BY at DESC, id DESC LIMIT :limit OFFSET :offset";
    private static final String COUNT = "SELECT least(:reach, (SELECT count(*) FROM (SELECT 1 " + TRAIL_ENTRIES
            + "LIMIT :reach) t) + (SELECT count(*) FROM (SELECT 1 " + SESSION_EVENTS + "LIMIT :reach) s))";
    private static final String EXISTS = sql("tenant_exists");

    private final TenantTransactions tenants;

    @Inject
    AuditRows(TenantTransactions tenants) {
        this.tenants = tenants;
    }

    /** Whether there is such a tenant; deleted ones keep their trail. */
    boolean hasTenant(UUID tenantId) {
        return tenants.inTenant(
                tenantId,
                handle -> handle.createQuery(EXISTS).mapTo(Boolean.class).one());
    }

    /** A page, with how many there are on all pages that can be turned to. */
    AuditEntry.Page page(UUID tenantId, AuditQuery.Filter filter, PageRequest page) {
        return tenants.inTenant(tenantId, handle -> {
            List<AuditEntry> entries = narrowed(handle, LIST, filter, page.offset() + page.limit())
                    .bind("limit", page.limit())
                    .bind("offset", page.offset())
                    .map((row, _) -> entry(row))
                    .list();
            long total = narrowed(handle, COUNT, filter, AuditQuery.MAX_REACH)
                    .mapTo(Long.class)
                    .one();
            return new AuditEntry.Page(entries, page.of(total));
        });
    }

    private static Query narrowed(Handle handle, String sql, AuditQuery.Filter filter, int reach) {
        String type = eventType(filter.action());
        boolean sessions = filter.sessions() && filter.actorId() == null && (filter.action() == null || type != null);
        return handle.createQuery(sql)
                .bind("reach", reach)
                .bind("trail", filter.administration())
                .bind("sessions", sessions)
                .bindBySqlType("from", at(filter.from()), Types.TIMESTAMP_WITH_TIMEZONE)
                .bindBySqlType("to", at(filter.to()), Types.TIMESTAMP_WITH_TIMEZONE)
                .bind("action", filter.action())
                .bind("actorId", filter.actorId())
                .bind("subjectId", filter.subjectId())
                .bind("eventType", type);
    }

    private static @Nullable String eventType(@Nullable String action) {
        if (action == null || !action.startsWith(SESSION)) {
            return null;
        }
        String type = action.substring(SESSION.length());
        return EVENT_TYPES.contains(type) ? type : null;
    }

    private static @Nullable OffsetDateTime at(@Nullable Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }

    private static AuditEntry entry(ResultSet row) throws SQLException {
        String actorKind = row.getString("actor_kind");
        return new AuditEntry(
                row.getString("id"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("source"),
                row.getString("action"),
                actorKind == null
                        ? null
                        : new AuditEntry.Actor(
                                actorKind, row.getObject("actor_id", UUID.class), row.getString("address")),
                new AuditEntry.Subject(row.getString("subject_kind"), row.getObject("subject_id", UUID.class)),
                row.getObject("queue_id", UUID.class),
                json(row.getString("before")),
                json(row.getString("after")));
    }

    private static @Nullable JsonNode json(@Nullable String text) {
        try {
            return text == null ? null : MAPPER.readTree(text);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("the database holds JSON that cannot be read", impossible);
        }
    }

    private static String sql(String name) {
        return Sql.text(AuditRows.class, name);
    }
}
