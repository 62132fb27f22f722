package io.virtualqueue.server.identity;

import io.vertx.ext.web.RoutingContext;
import io.virtualqueue.server.db.Sql;
import io.virtualqueue.server.http.IdempotencyKey;
import io.virtualqueue.server.http.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The idempotency key of a request that makes a tenant or a person.
 *
 * @param credential whose key it is
 * @param bodyHash tells another request with the same key, in hex digits
 */
public record RequestKey(String credential, String key, String bodyHash) {
    static final Duration KEPT = Duration.ofHours(24);
    static final int MAX_DELETED_AT_ONCE = 10_000;

    private static final String CLAIM = Sql.text(RequestKey.class, "claim_request_key");
    private static final String READ = Sql.text(RequestKey.class, "read_request_key");
    private static final String FORGET_OLD = Sql.text(RequestKey.class, "forget_old_request_keys");

    private record Claimed(String bodyHash, UUID resourceId) {}

    /**
     * The key that came with a request.
     *
     * @param body what tells it from other requests; no secrets, because a fast hash of it is stored
     * @return null when there is none
     * @throws ProblemException 422 when it is no good
     */
    public static @Nullable RequestKey of(RoutingContext context, byte[] body) {
        var request = context.request();
        IdempotencyKey key = IdempotencyKey.of(request.getHeader(IdempotencyKey.HEADER));
        return key == null
                ? null
                : new RequestKey(
                        Caller.of(context).credential(),
                        key.value(),
                        IdempotencyKey.fingerprint(request.method().name(), request.path(), body));
    }

    /**
     * Takes the key for what this transaction makes. Comes first in it: the same request at the same moment waits here
     * until it is known whether the other one made something.
     *
     * @return null when the key is taken now, or else the id of what it made before
     * @throws ProblemException 422 when it came before with another request
     */
    public @Nullable UUID claim(Handle handle, UUID tenantId, UUID resourceId, Instant now) {
        int claimed = handle.createUpdate(CLAIM)
                .bind("tenant", tenantId)
                .bind("credential", credential)
                .bind("key", key)
                .bind("hash", HexFormat.of().parseHex(bodyHash))
                .bind("resource", resourceId)
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .bind("expired", now.minus(KEPT).atOffset(ZoneOffset.UTC))
                .execute();
        if (claimed == 1) {
            return null;
        }
        Claimed before = handle.createQuery(READ)
                .bind("tenant", tenantId)
                .bind("credential", credential)
                .bind("key", key)
                .map((row, _) -> new Claimed(HexFormat.of().formatHex(row.getBytes(1)), row.getObject(2, UUID.class)))
                .one();
        if (!before.bodyHash().equals(bodyHash)) {
            throw reused();
        }
        return before.resourceId();
    }

    static ProblemException reused() {
        return ProblemException.unprocessable(
                "idempotency_key_reused", "This " + IdempotencyKey.HEADER + " was sent before with another request.");
    }

    /** Deletes keys that no longer count, the oldest first. */
    static int forgetOld(Handle handle, Instant now) {
        return handle.createUpdate(FORGET_OLD)
                .bind("expired", now.minus(KEPT).atOffset(ZoneOffset.UTC))
                .bind("limit", MAX_DELETED_AT_ONCE)
                .execute();
    }
}
