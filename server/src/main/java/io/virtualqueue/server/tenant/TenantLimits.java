package io.virtualqueue.server.tenant;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.virtualqueue.server.db.DatabaseUnavailableException;
import io.virtualqueue.server.db.Sql;
import io.virtualqueue.server.db.WorkerTransactions;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The limits of the tenants and applications that have some, in memory, for they are asked on the event loop. Another
 * server's change is known within {@link #MAX_AGE}.
 */
@Singleton
public final class TenantLimits {
    /** How old what is known here may be. */
    public static final Duration MAX_AGE = Duration.ofSeconds(5);

    /** Tenants, and applications, whose limits are known, about 20 MB; those of the youngest beyond do not apply. */
    static final int MAX_KNOWN = 100_000;

    private static final Logger LOG = Logger.getLogger(TenantLimits.class);
    private static final String READ = Sql.text(TenantLimits.class, "read_limits");
    private static final String READ_OF_APPLICATIONS = Sql.text(TenantLimits.class, "read_application_limits");

    private final WorkerTransactions worker;
    private final Thread thread = Thread.ofVirtual().name("limits").unstarted(this::watch);
    private volatile Map<UUID, Limits> byTenant = Map.of();
    private volatile Map<UUID, Integer> byApplication = Map.of();
    private volatile boolean stopped;

    private record OfTenant(UUID tenantId, Limits limits) {}

    private record OfApplication(UUID applicationId, int requestsPerMinute) {}

    @Inject
    public TenantLimits(WorkerTransactions worker) {
        this.worker = worker;
    }

    /** The limits of this tenant, as far as they are known yet. */
    public Limits of(UUID tenantId) {
        return byTenant.getOrDefault(tenantId, Limits.NONE);
    }

    @Nullable
    Integer ofApplication(UUID applicationId) {
        return byApplication.get(applicationId);
    }

    /** Reads them anew; also right after a change on this server. */
    public synchronized void refresh() {
        // One after the other, so that nobody overwrites what is newer.
        worker.inTransaction(handle -> {
            byTenant = handle
                    .createQuery(READ)
                    .bind("limit", MAX_KNOWN)
                    .map((row, _) -> new OfTenant(row.getObject("id", UUID.class), TenantRows.limits(row)))
                    .stream()
                    .collect(Collectors.toUnmodifiableMap(OfTenant::tenantId, OfTenant::limits));
            byApplication = handle
                    .createQuery(READ_OF_APPLICATIONS)
                    .bind("limit", MAX_KNOWN)
                    .map((row, _) -> new OfApplication(row.getObject(1, UUID.class), row.getInt(2)))
                    .stream()
                    .collect(Collectors.toUnmodifiableMap(
                            OfApplication::applicationId, OfApplication::requestsPerMinute));
            return null;
        });
    }

    void start(@Observes StartupEvent event) {
        refresh();
        thread.start();
    }

    void stop(@Observes ShutdownEvent event) {
        stopped = true;
        LockSupport.unpark(thread);
    }

    private void watch() {
        while (!stopped) {
            LockSupport.parkNanos(MAX_AGE.dividedBy(2).toNanos());
            if (stopped) {
                return;
            }
            try {
                refresh();
            } catch (DatabaseUnavailableException away) {
                // What is known stays in force meanwhile.
                LOG.debug("The database is away", away);
            } catch (RuntimeException failure) {
                LOG.error("The tenants' limits could not be read", failure);
            }
        }
    }
}
