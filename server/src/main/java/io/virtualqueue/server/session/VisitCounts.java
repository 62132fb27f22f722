package io.virtualqueue.server.session;

import io.virtualqueue.server.db.Sql;
import io.virtualqueue.server.db.TenantTransactions;
import io.virtualqueue.server.http.TimeOrderedId;
import io.virtualqueue.server.journal.QueueKey;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Counts who came since some time, and what became of them. Waits for the database: not for the event loop. */
@Singleton
public final class VisitCounts {
    private static final String COUNT = Sql.text(VisitCounts.class, "count_visits");
    private static final String COUNT_BY_DAY = Sql.text(VisitCounts.class, "count_visits_by_day");
    private static final int MILLIS_PER_SECOND = 1_000;

    private final TenantTransactions tenants;

    /**
     * Of those who joined a queue.
     *
     * @param averageWait until they were called or released; null when nobody was
     */
    public record OfQueue(long completed, @Nullable Duration averageWait) {}

    /**
     * Of those who joined on a day.
     *
     * @param day in UTC
     * @param left how many left by themselves or were silent
     * @param averageWait until they were called or released; null when nobody was
     */
    public record OfDay(
            LocalDate day,
            long joined,
            long released,
            long completed,
            long left,
            long expired,
            @Nullable Duration averageWait) {}

    @Inject
    VisitCounts(TenantTransactions tenants) {
        this.tenants = tenants;
    }

    /** Of those who have joined the queue since then. */
    public OfQueue of(QueueKey queue, Instant since) {
        return tenants.inTenant(
                queue.tenantId(),
                handle -> handle.createQuery(COUNT)
                        .bind("queue", queue.queueId())
                        .bind("from", TimeOrderedId.earliest(since))
                        .map((row, _) -> new OfQueue(row.getLong("completed"), averageWait(row)))
                        .one());
    }

    /**
     * Of each day since then on which somebody joined.
     *
     * @param applicationId whose queues count, or null for all of the tenant
     */
    public List<OfDay> byDay(UUID tenantId, @Nullable UUID applicationId, Instant since) {
        return tenants.inTenant(
                tenantId,
                handle -> handle.createQuery(COUNT_BY_DAY)
                        .bind("application", applicationId)
                        .bind("from", TimeOrderedId.earliest(since))
                        .map((row, _) -> new OfDay(
                                row.getObject("day", LocalDate.class),
                                row.getLong("joined"),
                                row.getLong("released"),
                                row.getLong("completed"),
                                row.getLong("gone"),
                                row.getLong("expired"),
                                averageWait(row)))
                        .list());
    }

    private static @Nullable Duration averageWait(ResultSet row) throws SQLException {
        BigDecimal seconds = row.getBigDecimal("average_wait");
        return seconds == null
                ? null
                : Duration.ofMillis(
                        seconds.multiply(BigDecimal.valueOf(MILLIS_PER_SECOND)).longValue());
    }
}
