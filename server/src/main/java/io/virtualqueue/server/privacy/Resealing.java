package io.virtualqueue.server.privacy;

import io.virtualqueue.server.db.Sql;
import io.virtualqueue.server.db.WorkerTransactions;
import io.virtualqueue.server.feedback.Comments;
import io.virtualqueue.server.session.People;
import io.virtualqueue.server.session.SealedPerson;
import io.virtualqueue.server.trail.Actor;
import io.virtualqueue.server.trail.TrailEntry;
import io.virtualqueue.server.vault.Vault;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/**
 * Gives tenants new keys, and seals with them what the former ones sealed. Other servers go on sealing with a former key
 * for as long as they remember it, so that there are two passes: one at once, and one when all have the new key.
 */
@Singleton
final class Resealing {
    /** So many people are sealed anew in one transaction. */
    static final int MAX_AT_ONCE = 500;

    private static final int MAX_TENANTS_PER_LOOK = 100;
    private static final Duration SETTLES_AFTER = Vault.REMEMBERED_FOR.plusMinutes(1);
    private static final String BEGIN = Sql.text(Resealing.class, "begin_resealing");
    private static final String FIND = Sql.text(Resealing.class, "find_resealing");
    private static final String LOCK = Sql.text(Resealing.class, "lock_resealing");
    private static final String FIND_PEOPLE = Sql.text(Resealing.class, "find_people_of_former_keys");
    private static final String ADVANCE = Sql.text(Resealing.class, "advance_resealing");
    private static final String AWAIT_LAST = Sql.text(Resealing.class, "await_last_pass");
    private static final String END = Sql.text(Resealing.class, "end_resealing");
    private static final String TENANT = "tenant";
    private static final TrailEntry.Subject KEY = new TrailEntry.Subject("tenant_key", null);

    private final WorkerTransactions worker;
    private final Vault vault;
    private final People people;
    private final Comments comments;
    private final PrivacyTrail trail;
    private final Clock clock;

    private record Pass(UUID after, long sealedBefore, boolean isLast) {}

    @Inject
    Resealing(
            WorkerTransactions worker, Vault vault, People people, Comments comments, PrivacyTrail trail, Clock clock) {
        this.worker = worker;
        this.vault = vault;
        this.people = people;
        this.comments = comments;
        this.trail = trail;
        this.clock = clock;
    }

    /** Gives the tenant a new key, and has what the former ones sealed be sealed anew. */
    void rotate(UUID tenantId, Actor by) {
        vault.rotate(tenantId, handle -> {
            handle.createUpdate(BEGIN)
                    .bind(TENANT, tenantId)
                    .bind("settlesAt", OffsetDateTime.now(clock).plus(SETTLES_AFTER))
                    .bind("now", OffsetDateTime.now(clock))
                    .execute();
            trail.note(handle, tenantId, by, "tenant_key.rotated", KEY, null);
        });
    }

    /** Goes on with all that is due until nothing is. */
    void carryOn() {
        List<UUID> due = worker.inTransaction(handle -> handle.createQuery(FIND)
                .bind("now", OffsetDateTime.now(clock))
                .bind("limit", MAX_TENANTS_PER_LOOK)
                .mapTo(UUID.class)
                .list());
        for (UUID tenantId : due) {
            // Before the people, whose end is that of the pass.
            comments.sealAnew(tenantId);
            boolean more;
            do {
                more = sealSome(tenantId, MAX_AT_ONCE);
            } while (more);
        }
    }

    /** Seals at most so many people of a tenant anew; false when the pass is over, or another server's. */
    boolean sealSome(UUID tenantId, int atMost) {
        // Else this server might take a former key for the newest.
        vault.forget(tenantId);
        int newest = vault.keys(tenantId).newestKey();
        return worker.inTransaction(handle -> {
            Pass pass = lock(handle, tenantId);
            if (pass == null) {
                return false;
            }
            List<SealedPerson> found = find(handle, tenantId, pass.after(), newest, atMost);
            PlainPeople.write(handle, found.stream().map(this::sealedAnew).toList());
            if (found.size() == atMost) {
                advance(handle, ADVANCE, tenantId, found.size())
                        .bind("after", found.getLast().sessionId())
                        .execute();
                return true;
            }
            endPass(handle, tenantId, pass, found.size());
            return false;
        });
    }

    private PlainPeople.Sealed sealedAnew(SealedPerson person) {
        return new PlainPeople.Sealed(
                person.tenantId(),
                person.sessionId(),
                people.sealNow(person.tenantId(), person.sessionId(), people.open(person)));
    }

    private @Nullable Pass lock(Handle handle, UUID tenantId) {
        return handle.createQuery(LOCK)
                .bind(TENANT, tenantId)
                .bind("now", OffsetDateTime.now(clock))
                .map((row, _) -> new Pass(
                        row.getObject("after_session", UUID.class),
                        row.getLong("sealed_anew"),
                        row.getBoolean("is_last")))
                .findOne()
                .orElse(null);
    }

    private static List<SealedPerson> find(Handle handle, UUID tenantId, UUID after, int newest, int atMost) {
        return handle.createQuery(FIND_PEOPLE)
                .bind(TENANT, tenantId)
                .bind("after", after)
                .bind("newest", newest)
                .bind("limit", atMost)
                .map((row, _) ->
                        new SealedPerson(tenantId, row.getObject("session_id", UUID.class), row.getBytes("sealed")))
                .list();
    }

    private static Update advance(Handle handle, String sql, UUID tenantId, int count) {
        return handle.createUpdate(sql).bind(TENANT, tenantId).bind("count", count);
    }

    private void endPass(Handle handle, UUID tenantId, Pass pass, int count) {
        if (pass.isLast()) {
            handle.createUpdate(END).bind(TENANT, tenantId).execute();
            String after = "{\"people\": " + (pass.sealedBefore() + count) + "}";
            trail.note(handle, tenantId, Actor.SYSTEM, "privacy.resealed", KEY, after);
        } else {
            advance(handle, AWAIT_LAST, tenantId, count).execute();
        }
    }
}
