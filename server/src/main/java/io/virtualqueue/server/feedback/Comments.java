package io.virtualqueue.server.feedback;

import io.virtualqueue.server.db.Sql;
import io.virtualqueue.server.db.WorkerTransactions;
import io.virtualqueue.server.vault.TenantKeys;
import io.virtualqueue.server.vault.Vault;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * Seals what people write, for the session that they write it of, with their tenant's keys; and opens it. All of it may
 * wait for the database, and is not for within transactions.
 */
@Singleton
public final class Comments {
    /** So many are sealed anew in one transaction. */
    static final int MAX_AT_ONCE = 500;

    private static final UUID FIRST = new UUID(0, 0);
    private static final String PURPOSE = "feedback:";
    private static final String FIND_OF_FORMER_KEYS = Sql.text(Comments.class, "find_comments_of_former_keys");
    private static final String SEAL_ANEW = Sql.text(Comments.class, "seal_comment_anew");

    private final WorkerTransactions worker;
    private final Vault vault;

    private record Resealed(SealedComment before, SealedComment after) {}

    @Inject
    public Comments(WorkerTransactions worker, Vault vault) {
        this.worker = worker;
        this.vault = vault;
    }

    SealedComment seal(UUID tenantId, UUID sessionId, String comment) {
        byte[] plain = comment.getBytes(StandardCharsets.UTF_8);
        return new SealedComment(tenantId, sessionId, vault.keys(tenantId).seal(plain, PURPOSE + sessionId));
    }

    /** What was sealed. */
    public String open(SealedComment comment) {
        TenantKeys keys = vault.keysFor(comment.tenantId(), comment.sealed());
        return new String(keys.open(comment.sealed(), PURPOSE + comment.sessionId()), StandardCharsets.UTF_8);
    }

    /**
     * Seals a tenant's comments with its newest key, as far as they are not; a few at a time.
     *
     * @return how many those were
     */
    public int sealAnew(UUID tenantId) {
        return sealAnew(tenantId, MAX_AT_ONCE);
    }

    int sealAnew(UUID tenantId, int atOnce) {
        // Else this server might take a former key for the newest.
        vault.forget(tenantId);
        int newest = vault.keys(tenantId).newestKey();
        UUID after = FIRST;
        int all = 0;
        List<SealedComment> found;
        do {
            found = find(tenantId, after, newest, atOnce);
            List<Resealed> anew = found.stream()
                    .map(comment -> new Resealed(comment, seal(tenantId, comment.sessionId(), open(comment))))
                    .toList();
            worker.inTransaction(handle -> replace(handle, anew));
            all += anew.size();
            after = found.isEmpty() ? after : found.getLast().sessionId();
        } while (found.size() == atOnce);
        return all;
    }

    private List<SealedComment> find(UUID tenantId, UUID after, int newest, int atMost) {
        return worker.inTransaction(handle -> handle.createQuery(FIND_OF_FORMER_KEYS)
                .bind("tenant", tenantId)
                .bind("after", after)
                .bind("newest", newest)
                .bind("limit", atMost)
                .map((row, _) ->
                        new SealedComment(tenantId, row.getObject("session_id", UUID.class), row.getBytes("comment")))
                .list());
    }

    /** Only where it is as it was found: what has been written or erased meanwhile stays so. */
    private static int replace(Handle handle, List<Resealed> anew) {
        if (anew.isEmpty()) {
            return 0;
        }
        PreparedBatch batch = handle.prepareBatch(SEAL_ANEW);
        for (Resealed each : anew) {
            batch.bind("tenant", each.after().tenantId())
                    .bind("session", each.after().sessionId())
                    .bind("before", each.before().sealed())
                    .bind("after", each.after().sealed())
                    .bind("key", TenantKeys.keyOf(each.after().sealed()))
                    .add();
        }
        return batch.execute().length;
    }
}
