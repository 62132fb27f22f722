package io.virtualqueue.server.identity;

import io.virtualqueue.server.db.Sql;
import io.virtualqueue.server.db.WorkerTransactions;
import io.virtualqueue.server.http.OriginPolicy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The web origins that the tenants allow, in memory, for they are asked on the event loop. */
@Singleton
public final class Origins implements OriginPolicy {
    /** How old what is known here may be. */
    public static final Duration MAX_AGE = Duration.ofSeconds(5);

    private static final String READ_ALL = Sql.text(Origins.class, "read_all_origins");

    private final WorkerTransactions worker;
    private volatile Known known = new Known(Map.of(), Set.of());

    private record Known(Map<UUID, Set<String>> byTenant, Set<String> all) {}

    private record Row(UUID tenantId, String origin) {}

    @Inject
    public Origins(WorkerTransactions worker) {
        this.worker = worker;
    }

    @Override
    public boolean allows(String origin) {
        return known.all().contains(origin);
    }

    /** Whether this tenant allows the origin. */
    public boolean allows(UUID tenantId, String origin) {
        return known.byTenant().getOrDefault(tenantId, Set.of()).contains(origin);
    }

    /** Reads them anew; also right after a change on this server. */
    public void refresh() {
        Map<UUID, Set<String>> byTenant = new HashMap<>();
        Set<String> all = new HashSet<>();
        worker.inTransaction(handle -> handle.createQuery(READ_ALL)
                        .map((row, _) -> new Row(row.getObject(1, UUID.class), row.getString(2)))
                        .list())
                .forEach(row -> {
                    byTenant.computeIfAbsent(row.tenantId(), _ -> new HashSet<>())
                            .add(row.origin());
                    all.add(row.origin());
                });
        known = new Known(byTenant, all);
    }
}
