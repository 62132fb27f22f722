package io.virtualqueue.server.queue;

import io.virtualqueue.server.db.Sql;
import io.virtualqueue.server.db.TenantTransactions;
import io.virtualqueue.server.http.PageRequest;
import io.virtualqueue.server.http.ProblemException;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** Finds queues in the database: what lists ask for, and the application of each. All else comes from the journal. */
@Singleton
final class QueueRows {
    private static final String LIST = Sql.text(QueueRows.class, "list_queues");
    private static final String COUNT = Sql.text(QueueRows.class, "count_queues");
    private static final String HAS_TENANT = Sql.text(QueueRows.class, "has_tenant");
    private static final String FIND = Sql.text(QueueRows.class, "find_queues");

    /** The fields that lists are sorted by; the first is the default. */
    static final List<String> SORT_FIELDS = List.of("createdAt", "name", "updatedAt", "status");

    private final TenantTransactions tenants;

    QueueRows(TenantTransactions tenants) {
        this.tenants = tenants;
    }

    /** A queue's row. */
    record Row(UUID id, @Nullable UUID applicationId) {}

    /** A page of rows, and how many there are on all pages. */
    record Rows(List<Row> page, long total) {}

    /**
     * A page of the tenant's queues.
     *
     * @throws ProblemException 404 when there is no such tenant
     */
    Rows list(UUID tenantId, PageRequest request) {
        return tenants.inTenant(tenantId, handle -> {
            requireTenant(handle);
            List<Row> page = rows(narrowed(handle, LIST, request)
                    .bind("sort", request.sort())
                    .bind("descending", request.descending())
                    .bind("limit", request.limit())
                    .bind("offset", request.offset()));
            long total = narrowed(handle, COUNT, request).mapTo(Long.class).one();
            return new Rows(page, total);
        });
    }

    /**
     * Super admins may name any tenant; this finds out whether there is one.
     *
     * @throws ProblemException 404 when there is none
     */
    void requireTenant(UUID tenantId) {
        tenants.inTenant(tenantId, handle -> {
            requireTenant(handle);
            return tenantId;
        });
    }

    private static void requireTenant(Handle handle) {
        if (!handle.createQuery(HAS_TENANT).mapTo(Boolean.class).one()) {
            throw ProblemException.notFound("There is no such tenant.");
        }
    }

    /** The queue's row; deleted ones have one too. */
    Optional<Row> find(UUID tenantId, UUID queueId) {
        return find(tenantId, List.of(queueId)).stream().findFirst();
    }

    /** The rows of these queues, in no order. */
    List<Row> find(UUID tenantId, List<UUID> queueIds) {
        return tenants.inTenant(
                tenantId, handle -> rows(handle.createQuery(FIND).bindArray("ids", UUID.class, queueIds.toArray())));
    }

    private static Query narrowed(Handle handle, String sql, PageRequest request) {
        return handle.createQuery(sql).bind("status", request.status()).bind("search", request.search());
    }

    private static List<Row> rows(Query query) {
        return query.map((row, _) -> new Row(row.getObject(1, UUID.class), row.getObject(2, UUID.class)))
                .list();
    }
}
