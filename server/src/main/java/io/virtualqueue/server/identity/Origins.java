package io.virtualqueue.server.identity;

import io.virtualqueue.server.db.Sql;
import io.virtualqueue.server.db.WorkerTransactions;
import io.virtualqueue.server.http.OriginPolicy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The web origins that the tenants allow, in memory, for they are asked on the event loop. Where there are more than
 * fit, those of the youngest tenants are not known, hence not allowed, and the log says so.
 */
@Singleton
public final class Origins implements OriginPolicy {
    /** How old what is known here may be. */
    public static final Duration MAX_AGE = Duration.ofSeconds(5);

    /** About 35 MB. */
    static final int MAX_KNOWN = 100_000;

    private static final Logger LOG = Logger.getLogger(Origins.class);
    private static final String READ_ALL = Sql.text(Origins.class, "read_all_origins");

    private final WorkerTransactions worker;
    private final int maxKnown;
    private volatile Known known = new Known(Map.of(), Map.of(), Set.of(), false);

    private record Known(
            Map<UUID, Set<String>> byTenant, Map<UUID, Set<String>> byApplication, Set<String> all, boolean isFull) {}

    private record Row(UUID tenantId, UUID applicationId, String origin) {}

    @Inject
    public Origins(WorkerTransactions worker) {
        this(worker, MAX_KNOWN);
    }

    Origins(WorkerTransactions worker, int maxKnown) {
        this.worker = worker;
        this.maxKnown = maxKnown;
    }

    @Override
    public boolean allows(String origin) {
        return known.all().contains(origin);
    }

    /**
     * Whether pages of this origin may join a queue: the queue's application must allow it or, where the queue has none,
     * any application of the tenant. A sandbox has the origins of its tenant.
     *
     * @param applicationId the queue's application, or null
     */
    public boolean allows(UUID tenantId, @Nullable UUID applicationId, String origin) {
        Known now = known;
        Set<String> allowed = applicationId == null
                ? now.byTenant().get(Sandbox.liveOf(tenantId))
                : now.byApplication().get(applicationId);
        return allowed != null && allowed.contains(origin);
    }

    /** Reads them anew; also right after a change on this server. */
    public void refresh() {
        Map<UUID, Set<String>> byTenant = new HashMap<>();
        Map<UUID, Set<String>> byApplication = new HashMap<>();
        Set<String> all = new HashSet<>();
        List<Row> rows = read();
        for (Row row : rows) {
            byTenant.computeIfAbsent(row.tenantId(), _ -> new HashSet<>()).add(row.origin());
            byApplication
                    .computeIfAbsent(row.applicationId(), _ -> new HashSet<>())
                    .add(row.origin());
            all.add(row.origin());
        }
        boolean isFull = rows.size() == maxKnown;
        if (isFull && !known.isFull()) {
            LOG.warnf("Only %d allowed origins fit; those of the youngest tenants are not allowed", maxKnown);
        }
        known = new Known(byTenant, byApplication, all, isFull);
    }

    private List<Row> read() {
        return worker.inTransaction(handle -> handle.createQuery(READ_ALL)
                .bind("limit", maxKnown)
                .map((row, _) -> new Row(row.getObject(1, UUID.class), row.getObject(2, UUID.class), row.getString(3)))
                .list());
    }
}
