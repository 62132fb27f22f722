package io.virtualqueue.server.privacy;

import io.virtualqueue.server.db.Sql;
import io.virtualqueue.server.db.TenantTransactions;
import io.virtualqueue.server.feedback.Comments;
import io.virtualqueue.server.feedback.SealedComment;
import io.virtualqueue.server.http.ProblemException;
import io.virtualqueue.server.privacy.PersonExport.ExportedEvent;
import io.virtualqueue.server.privacy.PersonExport.ExportedFeedback;
import io.virtualqueue.server.privacy.PersonExport.ExportedSession;
import io.virtualqueue.server.session.People;
import io.virtualqueue.server.session.Person;
import io.virtualqueue.server.session.SealedPerson;
import io.virtualqueue.server.trail.Actor;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Gathers all that is known of a person within a tenant. */
@Singleton
final class Exports {
    /** No export has more sessions. */
    static final int MAX_SESSIONS = 1_000;
    /** No export has more events. */
    static final int MAX_EVENTS = 10_000;

    private static final String HAS_TENANT = Sql.text(Exports.class, "has_tenant");
    private static final String READ = Sql.text(Exports.class, "read_sessions");
    private static final String READ_EVENTS = Sql.text(Exports.class, "read_events");
    private static final String TENANT = "tenant";

    private final TenantTransactions tenants;
    private final KnownSessions known;
    private final People people;
    private final Comments comments;
    private final PrivacyTrail trail;

    private record Found(
            ExportedSession session,
            @Nullable SealedPerson sealed,
            @Nullable SealedComment comment) {}

    private record Happened(UUID sessionId, ExportedEvent event) {}

    private record Gathered(List<Found> sessions, List<Happened> events, boolean truncated) {}

    @Inject
    Exports(TenantTransactions tenants, KnownSessions known, People people, Comments comments, PrivacyTrail trail) {
        this.tenants = tenants;
        this.known = known;
        this.people = people;
        this.comments = comments;
        this.trail = trail;
    }

    /**
     * Makes sure that there is such a tenant, lest it be given keys.
     *
     * @throws ProblemException 404 when there is none
     */
    void requireTenant(UUID tenantId) {
        boolean there = tenants.inTenant(
                tenantId,
                handle -> handle.createQuery(HAS_TENANT)
                        .bind(TENANT, tenantId)
                        .mapTo(Boolean.class)
                        .one());
        if (!there) {
            throw ProblemException.notFound("There is no such tenant.");
        }
    }

    PersonExport export(UUID tenantId, PersonQuery query, Actor by) {
        return export(tenantId, query, by, MAX_SESSIONS, MAX_EVENTS);
    }

    PersonExport export(UUID tenantId, PersonQuery query, Actor by, int maxSessions, int maxEvents) {
        KnownSessions.Search search = known.search(tenantId, query);
        Gathered gathered = tenants.inTenant(tenantId, handle -> {
            List<UUID> ids = search.in(handle, maxSessions + 1).stream()
                    .map(KnownSessions.Known::sessionId)
                    .toList();
            UUID[] wanted = ids.stream().limit(maxSessions).toArray(UUID[]::new);
            List<Happened> events = events(handle, tenantId, wanted, maxEvents + 1);
            note(handle, tenantId, query, wanted.length, by);
            return new Gathered(
                    sessions(handle, tenantId, wanted),
                    events.stream().limit(maxEvents).toList(),
                    ids.size() > maxSessions || events.size() > maxEvents);
        });
        Map<UUID, List<ExportedEvent>> events = gathered.events().stream()
                .collect(Collectors.groupingBy(
                        Happened::sessionId, Collectors.mapping(Happened::event, Collectors.toList())));
        return new PersonExport(
                gathered.sessions().stream()
                        .map(found -> opened(
                                found, events.getOrDefault(found.session().sessionId(), List.of())))
                        .toList(),
                gathered.truncated());
    }

    private ExportedSession opened(Found found, List<ExportedEvent> events) {
        return found.session()
                .with(
                        found.sealed() == null ? Person.NONE : people.open(found.sealed()),
                        found.comment() == null ? null : comments.open(found.comment()),
                        events);
    }

    private static List<Found> sessions(Handle handle, UUID tenantId, UUID[] sessions) {
        return handle.createQuery(READ)
                .bind(TENANT, tenantId)
                .bind("sessions", sessions)
                .map((row, _) -> found(tenantId, row))
                .list();
    }

    private static Found found(UUID tenantId, ResultSet row) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        byte[] sealed = row.getBytes("sealed");
        byte[] comment = row.getBytes("comment");
        Instant givenAt = instant(row, "given_at");
        ExportedSession session = new ExportedSession(
                id,
                row.getObject("queue_id", UUID.class),
                row.getString("user_id"),
                null,
                null,
                null,
                null,
                null,
                null,
                row.getString("visit"),
                row.getString("status"),
                row.getString("counter_id"),
                Objects.requireNonNull(instant(row, "joined_at")),
                instant(row, "released_at"),
                instant(row, "served_at"),
                instant(row, "ended_at"),
                instant(row, "seen_at"),
                givenAt == null ? null : new ExportedFeedback(row.getInt("rating"), null, givenAt),
                List.of());
        return new Found(
                session,
                sealed == null ? null : new SealedPerson(tenantId, id, sealed),
                comment == null ? null : new SealedComment(tenantId, id, comment));
    }

    private static List<Happened> events(Handle handle, UUID tenantId, UUID[] sessions, int limit) {
        return handle.createQuery(READ_EVENTS)
                .bind(TENANT, tenantId)
                .bind("sessions", sessions)
                .bind("limit", limit)
                .map((row, _) -> new Happened(
                        row.getObject("session_id", UUID.class),
                        new ExportedEvent(
                                row.getLong("seq"),
                                row.getString("type"),
                                Objects.requireNonNull(instant(row, "at")),
                                row.getString("data"))))
                .list();
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private void note(Handle handle, UUID tenantId, PersonQuery query, int sessions, Actor by) {
        String after =
                "{\"knownBy\": \"%s\", \"sessions\": %d}".formatted(query.by().field(), sessions);
        trail.note(handle, tenantId, by, "privacy.exported", PrivacyTrail.PERSON, after);
    }
}
