package io.virtualqueue.server.checkin;

import io.virtualqueue.engine.Channel;
import io.virtualqueue.server.db.Sql;
import io.virtualqueue.server.db.TenantTransactions;
import io.virtualqueue.server.http.PageRequest;
import io.virtualqueue.server.http.ProblemException;
import io.virtualqueue.server.http.TimeOrderedId;
import io.virtualqueue.server.identity.RequestKey;
import io.virtualqueue.server.trail.Actor;
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
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The links of tenants. All of it waits for the database. */
@Singleton
final class Links {
    static final List<String> SORT_FIELDS = List.of("createdAt", "name");

    private static final String HAS_TENANT = Sql.text(Links.class, "has_tenant");
    private static final String COUNT_QUEUES = Sql.text(Links.class, "count_queues_of_link");
    private static final String ADD = Sql.text(Links.class, "add_link");
    private static final String READ = Sql.text(Links.class, "read_link");
    private static final String LIST = Sql.text(Links.class, "list_links");
    private static final String COUNT = Sql.text(Links.class, "count_links");
    private static final String DELETE = Sql.text(Links.class, "delete_link");

    private final TenantTransactions tenants;
    private final Clock clock;

    /** One that was asked for; replayed when it was made before, with the same idempotency key. */
    record Made(Link link, boolean isReplayed) {}

    /** Part of a list. */
    record Listed(List<Link> links, long total) {}

    @Inject
    Links(TenantTransactions tenants, Clock clock) {
        this.tenants = tenants;
        this.clock = clock;
    }

    /**
     * Makes a link.
     *
     * @param key makes it once, or null
     * @throws ProblemException 404 when there is no such tenant, 409 when it has {@value Link#MAX_PER_TENANT} already,
     *     422 when there is no such queue
     */
    Made create(UUID tenantId, LinkFields.Wish wish, @Nullable RequestKey key, Actor by) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Link link = new Link(
                tenantId,
                TimeOrderedId.next(),
                wish.name(),
                wish.channel(),
                wish.queueIds(),
                wish.takesAppointments(),
                wish.joinsPerMinute(),
                now);
        return tenants.inTenant(tenantId, handle -> {
            requireTenant(handle);
            UUID before = key == null ? null : key.claim(handle, tenantId, link.id(), now);
            if (before != null) {
                return new Made(read(handle, tenantId, before).orElseThrow(Links::unknown), true);
            }
            requireQueues(handle, wish.queueIds());
            if (count(handle, null) >= Link.MAX_PER_TENANT) {
                throw ProblemException.conflict(
                        "limit_reached", "A tenant may have " + Link.MAX_PER_TENANT + " links.");
            }
            add(handle, link);
            LinkTrail.created(handle, link, by);
            return new Made(link, false);
        });
    }

    /** The link, or empty when it was revoked or the tenant is deleted. */
    Optional<Link> read(UUID tenantId, UUID id) {
        return tenants.inTenant(tenantId, handle -> read(handle, tenantId, id));
    }

    /** A page of a tenant's links; sorted by {@code createdAt} or {@code name}, searched by name. */
    Listed list(UUID tenantId, PageRequest page) {
        return tenants.inTenant(tenantId, handle -> {
            requireTenant(handle);
            List<Link> links = handle.createQuery(LIST)
                    .bind("search", page.search())
                    .bind("sort", page.sort())
                    .bind("descending", page.descending())
                    .bind("limit", page.limit())
                    .bind("offset", page.offset())
                    .map((row, _) -> link(tenantId, row))
                    .list();
            return new Listed(links, count(handle, page.search()));
        });
    }

    /** Revokes a link, from now on; false when there is none of this id. */
    boolean delete(UUID tenantId, UUID id, Actor by) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return tenants.inTenant(tenantId, handle -> {
            Optional<Link> link = read(handle, tenantId, id);
            boolean deleted = handle.createUpdate(DELETE).bind("id", id).execute() == 1;
            if (deleted) {
                link.ifPresent(known -> LinkTrail.deleted(handle, known, by, now));
            }
            return deleted;
        });
    }

    private static void add(Handle handle, Link link) {
        handle.createUpdate(ADD)
                .bind("id", link.id())
                .bind("name", link.name())
                .bind("channel", LinkFields.word(link.channel()))
                .bindArray("queues", UUID.class, link.queueIds())
                .bind("appointments", link.takesAppointments())
                .bind("joins", link.joinsPerMinute())
                .bind("now", link.createdAt().atOffset(ZoneOffset.UTC))
                .execute();
    }

    private static Optional<Link> read(Handle handle, UUID tenantId, UUID id) {
        return handle.createQuery(READ)
                .bind("id", id)
                .map((row, _) -> link(tenantId, row))
                .findOne();
    }

    private static long count(Handle handle, @Nullable String search) {
        return handle.createQuery(COUNT)
                .bind("search", search)
                .mapTo(Long.class)
                .one();
    }

    private static void requireTenant(Handle handle) {
        if (!handle.createQuery(HAS_TENANT).mapTo(Boolean.class).one()) {
            throw ProblemException.notFound("There is no such tenant.");
        }
    }

    private static void requireQueues(Handle handle, List<UUID> queueIds) {
        int there = handle.createQuery(COUNT_QUEUES)
                .bindArray("queues", UUID.class, queueIds)
                .mapTo(Integer.class)
                .one();
        if (there < queueIds.size()) {
            throw ProblemException.invalidField("queueIds", "must be queues of the tenant");
        }
    }

    private static Link link(UUID tenantId, ResultSet row) throws SQLException {
        return new Link(
                tenantId,
                row.getObject("id", UUID.class),
                row.getString("name"),
                Channel.valueOf(row.getString("channel").toUpperCase(Locale.ROOT)),
                List.of((UUID[]) row.getArray("queue_ids").getArray()),
                row.getBoolean("takes_appointments"),
                row.getInt("joins_per_minute"),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }

    static ProblemException unknown() {
        return ProblemException.notFound("There is no such link.");
    }
}
