package io.virtualqueue.server.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.virtualqueue.server.db.DatabaseUnavailableException;
import io.virtualqueue.server.db.Sql;
import io.virtualqueue.server.db.TenantTransactions;
import io.virtualqueue.server.http.PageRequest;
import io.virtualqueue.server.journal.QueueKey;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/**
 * What the database knows of sessions and the line does not: persons, and who has ended. All but {@link
 * #knownQueueOf} wait for it: not for the event loop. They throw {@link DatabaseUnavailableException}.
 */
@Singleton
final class SessionRows {
    /** How many sessions' queues are remembered for those who name only the session. */
    static final int MAX_KNOWN_QUEUES = 100_000;

    private static final Duration KNOWN_FOR = Duration.ofMinutes(10);
    /** By joining, by line, by status; the first is the default. */
    static final List<String> SORT_FIELDS = List.of("joinedAt", "position", "status");

    private static final String FIND = Sql.text(SessionRows.class, "find_session");
    private static final String QUEUE_OF = Sql.text(SessionRows.class, "queue_of_session");
    private static final String SUCCESSOR_OF = Sql.text(SessionRows.class, "successor_of_session");
    private static final String COUNT = Sql.text(SessionRows.class, "count_sessions");
    private static final String LIST = Sql.text(SessionRows.class, "list_sessions");

    /** What comes after each of {@link #SORT_FIELDS}; the number settles what is equal. */
    private static final Map<String, Order> ORDERS = Map.of(
            "joinedAt", new Order("s.seq", "s.seq DESC"),
            "position",
                    new Order(
                            "s.status, s.level DESC, s.order_key, s.seq",
                            "s.status DESC, s.level, s.order_key DESC, s.seq DESC"),
            "status", new Order("s.status, s.seq", "s.status DESC, s.seq DESC"));

    private final TenantTransactions tenants;
    private final People people;
    private final Cache<TenantSession, UUID> queues;

    private record Order(String ascending, String descending) {}

    private record TenantSession(UUID tenantId, UUID sessionId) {}

    /** Some of a list, and how many are on all pages. */
    record Page(List<SessionRow> rows, long total) {}

    @Inject
    SessionRows(TenantTransactions tenants, People people) {
        this(tenants, people, MAX_KNOWN_QUEUES);
    }

    SessionRows(TenantTransactions tenants, People people, int maxKnownQueues) {
        this.tenants = tenants;
        this.people = people;
        this.queues = Caffeine.newBuilder()
                .maximumSize(maxKnownQueues)
                .expireAfterAccess(KNOWN_FOR)
                .build();
    }

    Optional<SessionRow> find(UUID tenantId, UUID sessionId) {
        Optional<SessionRow> found = tenants.inTenant(
                tenantId,
                handle -> handle.createQuery(FIND)
                        .bind("sessionId", sessionId)
                        .map((row, _) -> SessionRow.from(row))
                        .findOne());
        return found.map(row -> row.opened(people));
    }

    /** The queue of a session that somebody asked for lately, or null. */
    @Nullable
    UUID knownQueueOf(UUID tenantId, UUID sessionId) {
        return queues.getIfPresent(new TenantSession(tenantId, sessionId));
    }

    Optional<UUID> queueOf(UUID tenantId, UUID sessionId) {
        Optional<UUID> queueId = tenants.inTenant(
                tenantId,
                handle -> handle.createQuery(QUEUE_OF)
                        .bind("sessionId", sessionId)
                        .mapTo(UUID.class)
                        .findOne());
        queueId.ifPresent(id -> queues.put(new TenantSession(tenantId, sessionId), id));
        return queueId;
    }

    /** The session that the person has in another queue since being transferred from this one. */
    Optional<SessionKey> successorOf(UUID tenantId, UUID sessionId) {
        return tenants.inTenant(
                tenantId,
                handle -> handle.createQuery(SUCCESSOR_OF)
                        .bind("sessionId", sessionId.toString())
                        .map((row, _) -> new SessionKey(
                                new QueueKey(tenantId, row.getObject("queue_id", UUID.class)),
                                row.getObject("id", UUID.class)))
                        .findOne());
    }

    long knownQueues() {
        queues.cleanUp();
        return queues.estimatedSize();
    }

    /** Those of a queue, where {@code search} is exactly a user id, name, email address or phone number. */
    Page page(QueueKey queue, PageRequest request) {
        Order order = ORDERS.get(request.sort());
        if (order == null) {
            throw new IllegalArgumentException("not a sort field: " + request.sort());
        }
        String sql = LIST + "ORDER BY " + (request.descending() ? order.descending() : order.ascending())
                + " LIMIT :limit OFFSET :offset";
        Search search = search(queue.tenantId(), request.search());
        Page page = tenants.inTenant(
                queue.tenantId(),
                handle -> new Page(
                        filtered(handle.createQuery(sql), queue, request, search)
                                .bind("limit", request.limit())
                                .bind("offset", request.offset())
                                .map((row, _) -> SessionRow.from(row))
                                .list(),
                        filtered(handle.createQuery(COUNT), queue, request, search)
                                .mapTo(Long.class)
                                .one()));
        return new Page(page.rows().stream().map(row -> row.opened(people)).toList(), page.total());
    }

    /** What the searched text is if it is a name, an address or a number; all null when nothing is searched. */
    private static final class Search {
        private byte @Nullable [] name;
        private byte @Nullable [] email;
        private byte @Nullable [] phone;
    }

    private Search search(UUID tenantId, @Nullable String text) {
        Search search = new Search();
        if (text != null) {
            search.name = people.nameHash(tenantId, text);
            search.email = people.emailHash(tenantId, text);
            search.phone = people.phoneHash(tenantId, text);
        }
        return search;
    }

    private static <S extends SqlStatement<S>> S filtered(
            S statement, QueueKey queue, PageRequest request, Search search) {
        return statement
                .bind("queueId", queue.queueId())
                .bind("status", request.status())
                .bind("search", request.search())
                .bind("nameHash", search.name)
                .bind("emailHash", search.email)
                .bind("phoneHash", search.phone);
    }
}
