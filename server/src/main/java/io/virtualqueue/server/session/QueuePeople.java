package io.virtualqueue.server.session;

import io.virtualqueue.engine.QueueKind;
import io.virtualqueue.engine.QueueState;
import io.virtualqueue.engine.Session;
import io.virtualqueue.engine.SessionStatus;
import io.virtualqueue.server.db.DatabaseUnavailableException;
import io.virtualqueue.server.db.Sql;
import io.virtualqueue.server.db.TenantTransactions;
import io.virtualqueue.server.journal.QueueKey;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who the people in a queue are: for staff and for programs that may see sessions, for nobody else. All of it waits for
 * the database, so it is not for the event loop, and throws {@link DatabaseUnavailableException}.
 */
@Singleton
public final class QueuePeople {
    /** How many who wait are listed, and how many who are called or being served. */
    public static final int MAX_LISTED = 100;

    private static final String PERSONS = Sql.text(QueuePeople.class, "persons_of_sessions");
    private static final String BY_ID = Sql.text(QueuePeople.class, "list_sessions_by_id");
    private static final String AT_DESK = Sql.text(QueuePeople.class, "list_at_desk");

    private final TenantTransactions tenants;
    private final People people;
    private final SessionView view;

    /** A person's row: sealed, or plain from before there was sealing. */
    private record Row(
            UUID sessionId, Person plain, @Nullable SealedPerson sealed) {
        static Row from(ResultSet row) throws SQLException {
            UUID sessionId = row.getObject("id", UUID.class);
            byte[] sealed = row.getBytes("sealed");
            return new Row(
                    sessionId,
                    new Person(
                            row.getString("name"),
                            row.getString("email"),
                            row.getString("phone"),
                            row.getString("metadata")),
                    sealed == null
                            ? null
                            : new SealedPerson(row.getObject("tenant_id", UUID.class), sessionId, sealed));
        }

        Person opened(People people) {
            return sealed == null ? plain : people.open(sealed);
        }
    }

    @Inject
    QueuePeople(TenantTransactions tenants, People people, SessionView view) {
        this.tenants = tenants;
        this.people = people;
        this.view = view;
    }

    /** What the people of these sessions told about themselves; those who told nothing are left out. */
    public Map<UUID, Person> of(UUID tenantId, List<UUID> sessionIds) {
        Map<UUID, Person> told = new HashMap<>();
        List<Row> rows = tenants.inTenant(
                tenantId,
                handle -> handle.createQuery(PERSONS)
                        .bindArray("ids", UUID.class, sessionIds.toArray())
                        .map((row, _) -> Row.from(row))
                        .list());
        rows.forEach(row -> told.put(row.sessionId(), row.opened(people)));
        return told;
    }

    /**
     * Those who are called or being served at a service desk, then those who wait, in the order in which they go, as far
     * as the first {@value #MAX_LISTED} of each.
     */
    public List<PersonInQueue> list(QueueKey queue, QueueState state) {
        List<Session> waiting = state.waitingFrom(0, MAX_LISTED);
        Object[] ids = waiting.stream().map(Session::id).toArray();
        boolean desk = state.settings().kind() == QueueKind.SERVICE_DESK;
        List<SessionRow> rows = tenants.inTenant(queue.tenantId(), handle -> {
            List<SessionRow> found = new ArrayList<>();
            if (desk) {
                found.addAll(handle.createQuery(AT_DESK)
                        .bind("queueId", queue.queueId())
                        .bind("limit", MAX_LISTED)
                        .map((row, _) -> SessionRow.from(row))
                        .list());
            }
            found.addAll(handle.createQuery(BY_ID)
                    .bindArray("ids", UUID.class, ids)
                    .map((row, _) -> SessionRow.from(row))
                    .list());
            return found;
        });
        Map<UUID, SessionRow> byId = new HashMap<>();
        rows.forEach(row -> byId.put(row.id(), row.opened(people)));
        List<PersonInQueue> list = new ArrayList<>();
        rows.stream()
                .map(row -> state.session(row.id()))
                .filter(session -> session != null && session.status().isInService())
                .forEach(session -> list.add(describe(queue, state, session, byId)));
        waiting.forEach(session -> list.add(describe(queue, state, session, byId)));
        return list;
    }

    private PersonInQueue describe(QueueKey queue, QueueState state, Session session, Map<UUID, SessionRow> rows) {
        SessionRow row = rows.get(session.id());
        PlaceFacts place = view.place(queue, state, session);
        return new PersonInQueue(
                session.id(),
                row == null ? Person.NONE : row.person(),
                place.status(),
                place.position(),
                place.estimatedWaitSeconds(),
                session.joinedAt(),
                session.status() == SessionStatus.WAITING || row == null ? null : row.releasedAt());
    }
}
