package io.virtualqueue.server.session;

import io.virtualqueue.server.db.Sql;
import io.virtualqueue.server.db.WorkerTransactions;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** The table by which servers tell each other whom they have seen. */
@Singleton
final class PresenceRows {
    /** How many visitors one statement reads or writes. */
    static final int MAX_PER_STATEMENT = 5_000;
    /** How many old rows one statement deletes. */
    static final int MAX_PER_SWEEP = 10_000;

    private static final String WRITE = Sql.text(PresenceRows.class, "write_presence");
    private static final String READ = Sql.text(PresenceRows.class, "read_presence");
    private static final String SWEEP = Sql.text(PresenceRows.class, "sweep_presence");

    private final WorkerTransactions worker;

    @Inject
    PresenceRows(WorkerTransactions worker) {
        this.worker = worker;
    }

    /** A visitor and when this server saw the visitor last. */
    record Sign(UUID sessionId, Instant seenAt) {}

    /** Notes the signs, unless another server saw the visitor later. */
    void write(UUID tenantId, List<Sign> signs) {
        worker.inTransaction(handle -> handle.createUpdate(WRITE)
                .bind("tenantId", tenantId)
                .bindArray(
                        "sessionIds",
                        UUID.class,
                        signs.stream().map(Sign::sessionId).toList())
                .bindArray(
                        "seenAtMillis",
                        Long.class,
                        signs.stream().map(sign -> sign.seenAt().toEpochMilli()).toList())
                .execute());
    }

    /** When any server saw these visitors last; those whom none saw are not in it. */
    Map<UUID, Instant> read(UUID tenantId, Collection<UUID> sessionIds) {
        return worker.inTransaction(handle -> handle
                .createQuery(READ)
                .bind("tenantId", tenantId)
                .bindArray("sessionIds", UUID.class, sessionIds)
                .map((row, _) -> new Sign(
                        row.getObject("session_id", UUID.class),
                        row.getTimestamp("seen_at").toInstant()))
                .stream()
                .collect(Collectors.toMap(Sign::sessionId, Sign::seenAt)));
    }

    /** Deletes some of the rows of visitors whom nobody saw for so long that no period reaches back to it. */
    int sweep(Instant before) {
        return worker.inTransaction(handle -> handle.createUpdate(SWEEP)
                .bind("before", before)
                .bind("limit", MAX_PER_SWEEP)
                .execute());
    }
}
