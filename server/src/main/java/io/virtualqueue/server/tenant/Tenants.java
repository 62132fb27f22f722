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
import io.virtualqueue.server.trail.Actor;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
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
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;

/** The tenants of this installation. */
@Singleton
public final class Tenants {
    private static final String ADD = Sql.text(Tenants.class, "add_tenant");
    private static final String LIST = Sql.text(Tenants.class, "list_tenants");
    private static final String COUNT = Sql.text(Tenants.class, "count_tenants");
    private static final String DELETE = Sql.text(Tenants.class, "delete_tenant");
    private static final String UNIQUE_VIOLATION = "23505";

    private final TenantTransactions tenants;
    private final WorkerTransactions platform;
    private final Applications applications;
    private final Origins origins;
    private final Revocations revocations;
    private final TenantLimits limits;
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
            TenantLimits limits,
            Clock clock) {
        this.tenants = tenants;
        this.platform = platform;
        this.applications = applications;
        this.origins = origins;
        this.revocations = revocations;
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * Makes a tenant with its application and key, by the server itself.
     *
     * @param domain lower case
     * @throws ProblemException 409 when another tenant has the domain
     */
    public Created create(String name, String domain, List<String> allowedOrigins) {
        return create(NewTenant.of(name, domain, allowedOrigins, TenantSettings.DEFAULT), Actor.SYSTEM);
    }

    /**
     * Makes a tenant with its application and key.
     *
     * @throws ProblemException 409 when another tenant has the domain
     */
    Created create(NewTenant fresh, Actor by) {
        UUID id = TimeOrderedId.next();
        Created created = orDomainTaken(() -> platform.inTransaction(handle -> add(handle, id, fresh, by)));
        refresh();
        return created;
    }

    /**
     * Makes a tenant, once for this key.
     *
     * @throws ProblemException 404 when what the key made is deleted, 409 when another tenant has the domain, 422 when the
     *     key came before with another request
     */
    Answered create(NewTenant fresh, Actor by, RequestKey key) {
        UUID id = TimeOrderedId.next();
        Answered answered = orDomainTaken(() -> platform.inTransaction(handle -> {
            UUID before = key.claim(handle, Caller.PLATFORM, id, clock.instant());
            if (before != null) {
                return new Answered(
                        TenantRows.read(handle, before)
                                .orElseThrow(() -> ProblemException.notFound("There is no such tenant.")),
                        null);
            }
            Created created = add(handle, id, fresh, by);
            return new Answered(created.tenant(), created.apiKey());
        }));
        if (!answered.replayed()) {
            refresh();
        }
        return answered;
    }

    private Created add(Handle handle, UUID id, NewTenant fresh, Actor by) {
        Instant now = now();
        handle.createUpdate(ADD)
                .bind("id", id)
                .bind("sandbox", Sandbox.of(id))
                .bind("name", fresh.name())
                .bind("domain", fresh.domain())
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .execute();
        var tenant = new Tenant(id, fresh.name(), fresh.domain(), fresh.allowedOrigins(), fresh.settings(), now, now);
        TenantRows.write(handle, tenant);
        String apiKey = applications.create(handle, id, tenant.allowedOrigins());
        TenantTrail.add(handle, withPlatform(id), now, by, TenantTrail.CREATED, id, null, tenant);
        return new Created(tenant, apiKey);
    }

    /** The tenant, or empty when there is none of this id. A sandbox is as its tenant, but for its id. */
    public Optional<Tenant> read(UUID id) {
        UUID live = Sandbox.liveOf(id);
        return tenants.inTenant(live, handle -> TenantRows.read(handle, live)).map(tenant -> tenant.withId(id));
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
                        .map((row, _) -> TenantRows.tenant(row))
                        .list(),
                handle.createQuery(COUNT)
                        .bind("search", page.search())
                        .mapTo(Long.class)
                        .one()));
    }

    /**
     * Makes of a tenant what the change says. A sandbox changes with its tenant only.
     *
     * @param change is told how the tenant is; what it throws ends the request and changes nothing
     * @return the tenant as it is then, or empty when there is none of this id
     * @throws ProblemException 409 when another tenant has the domain
     */
    Optional<Tenant> change(UUID id, Actor by, UnaryOperator<Tenant> change) {
        if (Sandbox.isSandbox(id)) {
            return Optional.empty();
        }
        Optional<Tenant> changed = orDomainTaken(() -> tenants.inTenant(
                id,
                handle -> TenantRows.readToChange(handle, id)
                        .map(before -> write(handle, by, before, change.apply(before)))));
        refresh();
        return changed;
    }

    private Tenant write(Handle handle, Actor by, Tenant before, Tenant wanted) {
        if (wanted.equals(before)) {
            return before;
        }
        Instant now = now();
        var after = new Tenant(
                before.id(),
                wanted.name(),
                wanted.domain(),
                wanted.allowedOrigins(),
                wanted.settings(),
                before.createdAt(),
                now);
        TenantRows.write(handle, after);
        if (!after.allowedOrigins().equals(before.allowedOrigins())) {
            applications.setAllowedOrigins(handle, after.id(), after.allowedOrigins());
        }
        TenantTrail.add(handle, List.of(after.id()), now, by, TenantTrail.UPDATED, after.id(), before, after);
        return after;
    }

    /** Deletes a tenant with its sandbox: keys and people stop working on every server. False when there is none such. */
    public boolean delete(UUID id, Actor by) {
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
                TenantTrail.add(handle, withPlatform(id), now(), by, TenantTrail.DELETED, id, null, null);
            }
            return rows > 0;
        });
        if (deleted) {
            revocations.noticed(id);
            refresh();
        }
        return deleted;
    }

    /** Nobody of a deleted tenant can read its trail. */
    private static List<UUID> withPlatform(UUID tenantId) {
        return List.of(tenantId, Caller.PLATFORM);
    }

    private void refresh() {
        origins.refresh();
        limits.refresh();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
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
}
