package io.virtualqueue.server.webhook;

import io.virtualqueue.engine.Ticket;
import io.virtualqueue.engine.Visit;
import io.virtualqueue.server.db.Sql;
import io.virtualqueue.server.db.WorkerTransactions;
import io.virtualqueue.server.journal.StoredVisit;
import io.virtualqueue.server.session.People;
import io.virtualqueue.server.session.Person;
import io.virtualqueue.server.session.SealedPerson;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Looks up whose sessions they are that something is told of, right before it is told. */
@Singleton
final class ToldSessions {
    private static final String READ = Sql.text(ToldSessions.class, "read_told_sessions");

    private final WorkerTransactions worker;
    private final People people;

    private record Row(
            UUID id,
            String userId,
            Instant joinedAt,
            @Nullable String ticket,
            Person plain,
            @Nullable SealedPerson sealed) {}

    @Inject
    ToldSessions(WorkerTransactions worker, People people) {
        this.worker = worker;
        this.people = people;
    }

    /** As far as that is known still; waits for the database. */
    Map<UUID, ToldSession> read(UUID tenantId, Collection<UUID> sessions) {
        if (sessions.isEmpty()) {
            return Map.of();
        }
        List<Row> rows = worker.inTransaction(handle -> handle.createQuery(READ)
                .bind("tenant", tenantId)
                .bind("sessions", sessions.toArray(UUID[]::new))
                .map((row, _) -> row(tenantId, row))
                .list());
        Map<UUID, ToldSession> told = HashMap.newHashMap(rows.size());
        for (Row row : rows) {
            // Opened when the connection has been given back: the keys may have to be asked for.
            Person person = row.sealed() == null ? row.plain() : people.open(row.sealed());
            told.put(
                    row.id(),
                    new ToldSession(row.userId(), row.joinedAt(), person.name(), person.email(), row.ticket()));
        }
        return told;
    }

    private static @Nullable String ticket(@Nullable Visit visit) {
        Ticket ticket = visit == null ? null : visit.ticket();
        return ticket == null ? null : ticket.text();
    }

    private static Row row(UUID tenantId, ResultSet row) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        byte[] sealed = row.getBytes("sealed");
        return new Row(
                id,
                row.getString("user_id"),
                WebhookRows.time(row, "joined_at"),
                ticket(StoredVisit.read(row.getString("visit"))),
                new Person(row.getString("name"), row.getString("email"), null, null),
                sealed == null ? null : new SealedPerson(tenantId, id, sealed));
    }
}
