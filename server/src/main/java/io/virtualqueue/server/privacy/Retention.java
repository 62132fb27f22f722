package io.virtualqueue.server.privacy;

import io.virtualqueue.server.db.Sql;
import io.virtualqueue.server.db.WorkerTransactions;
import io.virtualqueue.server.trail.Actor;
import io.virtualqueue.server.trail.TrailEntry;
import io.virtualqueue.server.vault.Vault;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * Forgets what tenants no longer want kept: whose the sessions were that ended long ago, and old entries of the trail.
 * Of a deleted tenant all goes, and its keys, so that not even backups can be read. One server at a time does it.
 */
@Singleton
final class Retention {
    /** So many rows are changed in one transaction. */
    static final int MAX_AT_ONCE = 1_000;
    /** How long the data of a deleted tenant stay, should it have been a mistake. */
    static final Duration AFTER_DELETION = Duration.ofDays(30);

    private static final int MAX_TENANTS_PER_ROUND = 100;
    private static final int PLATFORM_AUDIT_DAYS = 365;
    private static final UUID FIRST = new UUID(0, 0);
    private static final int TIME_SHIFT = 16;
    /** Names the lock of this work among all advisory locks. */
    private static final long LOCK = 0x7265_7465_6e74_696fL;

    private static final String TRY_TO_LOCK = Sql.text(Retention.class, "try_to_lock");
    private static final String FIND_RETENTIONS = Sql.text(Retention.class, "find_retentions");
    private static final String FIND_DUE = Sql.text(Retention.class, "find_due_sessions");
    private static final String MARK = Sql.text(Retention.class, "mark_retention");
    private static final String FIND_AUDIT = Sql.text(Retention.class, "find_audit_retentions");
    private static final String FORGET_AUDIT = Sql.text(Retention.class, "forget_audit_entries");
    private static final String FIND_UNFORGOTTEN = Sql.text(Retention.class, "find_unforgotten_tenants");
    private static final String FIND_ANY = Sql.text(Retention.class, "find_any_sessions");
    private static final String MARK_FORGOTTEN = Sql.text(Retention.class, "mark_forgotten");
    private static final int NOT_OURS = -1;
    private static final String TENANT = "tenant";
    private static final String LIMIT = "limit";

    private final WorkerTransactions worker;
    private final Vault vault;
    private final PrivacyTrail trail;
    private final Clock clock;

    private record Period(UUID tenantId, int days, UUID doneUntil) {}

    /** Work on a batch that gives how many rows it found, or {@link #NOT_OURS}. */
    @FunctionalInterface
    private interface Batch {
        int in(Handle handle);
    }

    @Inject
    Retention(WorkerTransactions worker, Vault vault, PrivacyTrail trail, Clock clock) {
        this.worker = worker;
        this.vault = vault;
        this.trail = trail;
        this.clock = clock;
    }

    /** Forgets all that is due. */
    void forgetAllDue() {
        forgetEndedSessions(MAX_AT_ONCE);
        forgetOldEntries(MAX_AT_ONCE);
        forgetDeletedTenants(MAX_AT_ONCE);
    }

    void forgetEndedSessions(int atOnce) {
        List<Period> periods = worker.inTransaction(handle -> handle.createQuery(FIND_RETENTIONS)
                .map((row, _) -> new Period(
                        row.getObject("id", UUID.class),
                        row.getInt("retention_days"),
                        row.getObject("done_until", UUID.class)))
                .list());
        for (Period period : periods) {
            Instant endedBefore = clock.instant().minus(Duration.ofDays(period.days()));
            inBatches(atOnce, handle -> {
                List<UUID> due = period(handle.createQuery(FIND_DUE), period, endedBefore)
                        .bind(LIMIT, atOnce)
                        .mapTo(UUID.class)
                        .list();
                KnownSessions.forget(handle, period.tenantId(), due);
                if (due.size() < atOnce) {
                    period(handle.createUpdate(MARK), period, endedBefore).execute();
                }
                return due.size();
            });
        }
    }

    private static <S extends SqlStatement<S>> S period(S statement, Period period, Instant endedBefore) {
        return statement
                .bind(TENANT, period.tenantId())
                .bind("from", period.doneUntil())
                .bind("before", firstIdOf(endedBefore))
                .bind("endedBefore", endedBefore.atOffset(ZoneOffset.UTC));
    }

    /** No session that joined at that time or later has an id before this; see {@link io.virtualqueue.server.http.TimeOrderedId}. */
    private static UUID firstIdOf(Instant time) {
        return new UUID(time.toEpochMilli() << TIME_SHIFT, 0);
    }

    void forgetOldEntries(int atOnce) {
        record Kept(UUID tenantId, int days) {}
        List<Kept> all = worker.inTransaction(handle -> handle.createQuery(FIND_AUDIT)
                .map((row, _) -> new Kept(row.getObject("id", UUID.class), row.getInt("audit_retention_days")))
                .list());
        forgetOldEntries(FIRST, PLATFORM_AUDIT_DAYS, atOnce);
        all.forEach(kept -> forgetOldEntries(kept.tenantId(), kept.days(), atOnce));
    }

    private void forgetOldEntries(UUID tenantId, int days, int atOnce) {
        inBatches(
                atOnce,
                handle -> handle.createQuery(FORGET_AUDIT)
                        .bind(TENANT, tenantId)
                        .bind("olderThan", OffsetDateTime.now(clock).minusDays(days))
                        .bind(LIMIT, atOnce)
                        .mapTo(Integer.class)
                        .one());
    }

    void forgetDeletedTenants(int atOnce) {
        List<UUID> deleted = worker.inTransaction(handle -> handle.createQuery(FIND_UNFORGOTTEN)
                .bind("deletedBefore", OffsetDateTime.now(clock).minus(AFTER_DELETION))
                .bind(LIMIT, MAX_TENANTS_PER_ROUND)
                .mapTo(UUID.class)
                .list());
        deleted.forEach(tenantId -> forgetTenant(tenantId, atOnce));
    }

    private void forgetTenant(UUID tenantId, int atOnce) {
        UUID[] after = {FIRST};
        inBatches(atOnce, handle -> {
            List<UUID> sessions = handle.createQuery(FIND_ANY)
                    .bind(TENANT, tenantId)
                    .bind("after", after[0])
                    .bind(LIMIT, atOnce)
                    .mapTo(UUID.class)
                    .list();
            KnownSessions.forget(handle, tenantId, sessions);
            if (sessions.size() == atOnce) {
                after[0] = sessions.getLast();
            } else {
                endTenant(handle, tenantId);
            }
            return sessions.size();
        });
    }

    private void endTenant(Handle handle, UUID tenantId) {
        vault.destroy(handle, tenantId);
        handle.createUpdate(MARK_FORGOTTEN)
                .bind(TENANT, tenantId)
                .bind("now", OffsetDateTime.now(clock))
                .execute();
        TrailEntry.Subject tenant = new TrailEntry.Subject(TENANT, tenantId);
        trail.note(handle, tenantId, Actor.SYSTEM, "privacy.erased", tenant, null);
    }

    /** Repeats a batch, each in a transaction of its own, while it is full; not where another server is at it. */
    private void inBatches(int atOnce, Batch batch) {
        int last;
        do {
            last = worker.inTransaction(handle -> locks(handle) ? batch.in(handle) : NOT_OURS);
        } while (last >= atOnce);
    }

    private static boolean locks(Handle handle) {
        return handle.createQuery(TRY_TO_LOCK)
                .bind("number", LOCK)
                .mapTo(Boolean.class)
                .one();
    }
}
