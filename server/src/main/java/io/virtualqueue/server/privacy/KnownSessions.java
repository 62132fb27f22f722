package io.virtualqueue.server.privacy;

import io.virtualqueue.server.db.Sql;
import io.virtualqueue.server.session.People;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** Finds a person's sessions, and makes sessions forget whose they were. */
@Singleton
final class KnownSessions {
    private static final String OF_USER = Sql.text(KnownSessions.class, "sessions_of_user");
    private static final String OF_EMAIL = Sql.text(KnownSessions.class, "sessions_of_email");
    private static final String OF_PHONE = Sql.text(KnownSessions.class, "sessions_of_phone");
    private static final String FORGET = Sql.text(KnownSessions.class, "forget_sessions");
    private static final String FORGET_COMMENTS = Sql.text(KnownSessions.class, "forget_comments");
    private static final String HASH = "hash";

    private final People people;
    private final PlainPeople plain;

    /** A session of a person. */
    record Known(UUID sessionId, UUID queueId, boolean live) {}

    /** A search that is ready to run in any transaction. */
    @FunctionalInterface
    interface Search {
        List<Known> in(Handle handle, int limit);
    }

    @Inject
    KnownSessions(People people, PlainPeople plain) {
        this.people = people;
        this.plain = plain;
    }

    /** Prepares the search for a person of a tenant; may wait for the database. */
    Search search(UUID tenantId, PersonQuery query) {
        plain.sealAll(tenantId);
        return switch (query.by()) {
            case USER_ID ->
                (handle, limit) -> list(handle.createQuery(OF_USER).bind("userId", query.value()), tenantId, limit);
            case EMAIL -> byHash(OF_EMAIL, tenantId, people.emailHash(tenantId, query.value()));
            case PHONE -> byHash(OF_PHONE, tenantId, people.phoneHash(tenantId, query.value()));
        };
    }

    private static Search byHash(String sql, UUID tenantId, byte[] hash) {
        return (handle, limit) -> list(handle.createQuery(sql).bind(HASH, hash), tenantId, limit);
    }

    private static List<Known> list(Query query, UUID tenantId, int limit) {
        return query.bind("tenant", tenantId)
                .bind("limit", limit)
                .map((row, _) -> new Known(
                        row.getObject("id", UUID.class), row.getObject("queue_id", UUID.class), row.getBoolean("live")))
                .list();
    }

    /**
     * Deletes what these sessions' people told and wrote and when they were seen, and gives each another user id. The
     * comments are looked for when the sessions are locked: from then on none is written.
     */
    static void forget(Handle handle, UUID tenantId, List<UUID> sessions) {
        for (String sql : List.of(FORGET, FORGET_COMMENTS)) {
            handle.createUpdate(sql)
                    .bind("tenant", tenantId)
                    .bind("sessions", sessions.toArray(UUID[]::new))
                    .execute();
        }
    }
}
