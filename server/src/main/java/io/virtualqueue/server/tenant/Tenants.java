package io.virtualqueue.server.tenant;

import io.virtualqueue.server.db.Sql;
import io.virtualqueue.server.db.TenantTransactions;
import io.virtualqueue.server.db.WorkerTransactions;
import io.virtualqueue.server.http.PageRequest;
import io.virtualqueue.server.http.ProblemException;
import io.virtualqueue.server.http.TimeOrderedId;
import io.virtualqueue.server.identity.Applications;
import io.virtualqueue.server.identity.Caller;
import io.virtualqueue.server.identity.Origins;
import io.virtualqueue.server.identity.RequestKey;
import io.virtualqueue.server.identity.Revocations;
import io.virtualqueue.server.identity.Sandbox;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;

/** The tenants of this installation. */
@Singleton
public final class Tenants {
    private static final String ADD = Sql.text(Tenants.class, "add_tenant");
    private static final String READ = Sql.text(Tenants.class, "read_tenant");
    private static final String LIST = Sql.text(Tenants.class, "list_tenants");
    private static final String COUNT = Sql.text(Tenants.class, "count_tenants");
    private static final String CHANGE = Sql.text(Tenants.class, "change_tenant");
    private static final String DELETE = Sql.text(Tenants.class, "delete_tenant");
    private static final String UNIQUE_VIOLATION = "23505";

    private final TenantTransactions tenants;
    private final WorkerTransactions platform;
    private final Applications applications;
    private final Origins origins;
    private final Revocations revocations;
    private final Clock clock;

    /** A new tenant with the API key of its application; the key is known nowhere else. */
    public record Created(Tenant tenant, String apiKey) {
        @Override
        public String toString() {
            return "Created[" + tenant.id() + "]";
        }
    }

    /** The tenant that an idempotency key made, now or before; then without its API key, which is shown once. */
    record Answered(Tenant tenant, @Nullable String apiKey) {
        boolean replayed() {
            return apiKey == null;
        }

        @Override
        public String toString() {
            return "Answered[" + tenant.id() + "]";
        }
    }

    /** Part of a list. */
    public record Listed(List<Tenant> tenants, long total) {}

    @Inject
    public Tenants(
            TenantTransactions tenants,
            WorkerTransactions platform,
            Applications applications,
            Origins origins,
            Revocations revocations,
            Clock clock) {
        this.tenants = tenants;
        this.platform = platform;
        this.applications = applications;
        this.origins = origins;
        this.revocations = revocations;
        this.clock = clock;
    }

    /**
     * Makes a tenant with its application and key.
     *
     * @param domain lower case
     * @throws ProblemException 409 when another tenant has the domain
     */
    public Created create(String name, String domain, List<String> allowedOrigins) {
        UUID id = TimeOrderedId.next();
        Created created =
                orDomainTaken(() -> platform.inTransaction(handle -> add(handle, id, name, domain, allowedOrigins)));
        origins.refresh();
        return created;
    }

    /**
     * Makes a tenant, once for this key.
     *
     * @throws ProblemException 404 when what the key made is deleted, 409 when another tenant has the domain, 422 when the
     *     key came before with another request
     */
    Answered create(NewTenant fresh, RequestKey key) {
        UUID id = TimeOrderedId.next();
        Answered answered = orDomainTaken(() -> platform.inTransaction(handle -> {
            UUID before = key.claim(handle, Caller.PLATFORM, id, clock.instant());
            if (before != null) {
                return new Answered(
                        read(handle, before).orElseThrow(() -> ProblemException.notFound("There is no such tenant.")),
                        null);
            }
            Created created = add(handle, id, fresh.name(), fresh.domain(), fresh.allowedOrigins());
            return new Answered(created.tenant(), created.apiKey());
        }));
        if (!answered.replayed()) {
            origins.refresh();
        }
        return answered;
    }

    private Created add(Handle handle, UUID id, String name, String domain, List<String> allowedOrigins) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        handle.createUpdate(ADD)
                .bind("id", id)
                .bind("sandbox", Sandbox.of(id))
                .bind("name", name)
                .bind("domain", domain)
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .execute();
        String apiKey = applications.create(handle, id, allowedOrigins);
        return new Created(new Tenant(id, name, domain, allowedOrigins, now, now), apiKey);
    }

    /** The tenant, or empty when there is none of this id. A sandbox is as its tenant, but for its id. */
    public Optional<Tenant> read(UUID id) {
        UUID live = Sandbox.liveOf(id);
        return tenants.inTenant(live, handle -> read(handle, live)).map(tenant -> tenant.withId(id));
    }

    /** A page of all tenants; sorted by {@code createdAt}, {@code name} or {@code domain}, searched by name and domain. */
    public Listed list(PageRequest page) {
        return platform.inTransaction(handle -> new Listed(
                handle.createQuery(LIST)
                        .bind("search", page.search())
                        .bind("sort", page.sort())
                        .bind("descending", page.descending())
                        .bind("limit", page.limit())
                        .bind("offset", page.offset())
                        .map((row, _) -> tenant(row, allowedOrigins(row)))
                        .list(),
                handle.createQuery(COUNT)
                        .bind("search", page.search())
                        .mapTo(Long.class)
                        .one()));
    }

    /**
     * Changes what is not null. A sandbox changes with its tenant only.
     *
     * @return the tenant as it is then, or empty when there is none of this id
     * @throws ProblemException 409 when another tenant has the domain
     */
    Optional<Tenant> change(UUID id, TenantChange change) {
        if (Sandbox.isSandbox(id)) {
            return Optional.empty();
        }
        Optional<Tenant> changed = orDomainTaken(() -> tenants.inTenant(id, handle -> {
            int rows = handle.createUpdate(CHANGE)
                    .bind("id", id)
                    .bind("name", change.name())
                    .bind("domain", change.domain())
                    .bind("now", OffsetDateTime.now(clock))
                    .execute();
            if (rows == 1 && change.allowedOrigins() != null) {
                applications.setAllowedOrigins(handle, id, change.allowedOrigins());
            }
            return read(handle, id);
        }));
        if (change.allowedOrigins() != null) {
            origins.refresh();
        }
        return changed;
    }

    /** Deletes a tenant with its sandbox: keys and people stop working on every server. False when there is none such. */
    public boolean delete(UUID id) {
        if (Sandbox.isSandbox(id)) {
            return false;
        }
        boolean deleted = platform.inTransaction(handle -> {
            int rows = handle.createUpdate(DELETE)
                    .bind("id", id)
                    .bind("sandbox", Sandbox.of(id))
                    .bind("now", OffsetDateTime.now(clock))
                    .execute();
            if (rows > 0) {
                applications.endAll(handle, id);
            }
            return rows > 0;
        });
        if (deleted) {
            revocations.noticed(id);
            origins.refresh();
        }
        return deleted;
    }

    private static Optional<Tenant> read(Handle handle, UUID id) {
        return handle.createQuery(READ)
                .bind("id", id)
                .map((row, _) -> tenant(row, allowedOrigins(row)))
                .findOne();
    }

    private static <T> T orDomainTaken(Supplier<T> work) {
        try {
            return work.get();
        } catch (UnableToExecuteStatementException failure) {
            if (failure.getCause() instanceof SQLException cause && UNIQUE_VIOLATION.equals(cause.getSQLState())) {
                throw ProblemException.conflict("domain_taken", "Another tenant has this domain.");
            }
            throw failure;
        }
    }

    private static List<String> allowedOrigins(ResultSet row) throws SQLException {
        return List.of((String[]) row.getArray("allowed_origins").getArray());
    }

    private static Tenant tenant(ResultSet row, List<String> allowedOrigins) throws SQLException {
        return new Tenant(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("domain"),
                allowedOrigins,
                instant(row, "created_at"),
                instant(row, "updated_at"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
