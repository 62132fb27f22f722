package io.virtualqueue.server.counter;

import io.virtualqueue.engine.Session;
import io.virtualqueue.engine.SessionStatus;
import io.virtualqueue.engine.Ticket;
import io.virtualqueue.engine.Visit;
import io.virtualqueue.server.db.Sql;
import io.virtualqueue.server.db.TenantTransactions;
import io.virtualqueue.server.journal.Journal;
import io.virtualqueue.server.journal.QueueKey;
import io.virtualqueue.server.session.SessionKey;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** Who is at a counter, or was there last. All of it waits for the database. */
@Singleton
final class Guests {
    /** A counter serves one at a time; more than these are not shown. */
    static final int MAX_SHOWN = 50;

    private static final String AT = Sql.text(Guests.class, "find_sessions_at_counter");
    private static final String LAST = Sql.text(Guests.class, "find_last_session_of_counter");
    private static final Map<SessionStatus, String> PRESENT =
            new EnumMap<>(Map.of(SessionStatus.CALLED, "called", SessionStatus.SERVING, "serving"));

    private final TenantTransactions transactions;
    private final Journal journal;

    @Inject
    Guests(TenantTransactions transactions, Journal journal) {
        this.transactions = transactions;
        this.journal = journal;
    }

    /** Those whom the counter has called or serves, longest first. */
    List<CounterView.Guest> at(Counter counter) {
        List<SessionKey> found = transactions.inTenant(
                counter.tenantId(),
                handle -> keys(handle.createQuery(AT).bind("limit", MAX_SHOWN), counter)
                        .toList());
        return found.stream()
                .flatMap(key -> journal.place(key.queue(), key.sessionId(), 0).toCompletableFuture().join().stream()
                        .flatMap(place -> Stream.ofNullable(guest(counter, key, place.session()))))
                .toList();
    }

    /** Null when the session has moved on since it was found. */
    private static CounterView.@Nullable Guest guest(Counter counter, SessionKey key, Session session) {
        String status = PRESENT.get(session.status());
        if (status == null || !counter.idInSessions().equals(session.counterId())) {
            return null;
        }
        Visit visit = session.visit();
        Ticket ticket = visit == null ? null : visit.ticket();
        return new CounterView.Guest(
                session.id(), key.queue().queueId(), status, session.since(), ticket == null ? null : ticket.text());
    }

    /** The session that the counter dealt with last, or empty when there was none. */
    Optional<SessionKey> last(Counter counter) {
        return transactions.inTenant(
                counter.tenantId(),
                handle -> keys(handle.createQuery(LAST), counter).findFirst());
    }

    private static Stream<SessionKey> keys(Query query, Counter counter) {
        return query
                .bind("tenant", counter.tenantId())
                .bind("counter", counter.idInSessions())
                .map((row, _) -> new SessionKey(
                        new QueueKey(counter.tenantId(), row.getObject("queue_id", UUID.class)),
                        row.getObject("id", UUID.class)))
                .list()
                .stream();
    }
}
