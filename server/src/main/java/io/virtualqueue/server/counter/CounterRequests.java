package io.virtualqueue.server.counter;

import io.virtualqueue.server.db.Sql;
import io.virtualqueue.server.db.TenantTransactions;
import io.virtualqueue.server.identity.RequestKey;
import io.virtualqueue.server.journal.KeyReusedException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/**
 * Remembers for 24 hours whom a counter's request with an idempotency key is about. A queue knows what it did for a key,
 * but which of the counter's queues was chosen is known only here.
 */
@Singleton
final class CounterRequests {
    static final Duration KEPT = Duration.ofHours(24);

    private static final String CLAIM = Sql.text(CounterRequests.class, "claim_request");
    private static final String READ = Sql.text(CounterRequests.class, "read_request");
    private static final String REPLACE = Sql.text(CounterRequests.class, "replace_request");
    private static final String FORGET_OLD = Sql.text(CounterRequests.class, "forget_old_requests");

    private final TenantTransactions transactions;
    private final Clock clock;

    @Inject
    CounterRequests(TenantTransactions transactions, Clock clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Whom it is about so far; null when that is not chosen yet.
     *
     * @throws KeyReusedException when the key came before with another request
     */
    @Nullable
    Choice find(UUID tenantId, RequestKey key) {
        return transactions.inTenant(
                tenantId, handle -> read(handle, tenantId, key).orElse(null));
    }

    /**
     * Remembers a choice, unless the same request has meanwhile made another one, which then holds.
     *
     * @param former what is remembered so far, or null for nothing
     * @return whom it is about from now on
     */
    Choice replace(UUID tenantId, RequestKey key, @Nullable Choice former, Choice wanted) {
        return transactions.inTenant(tenantId, handle -> {
            if (former == null) {
                claim(handle, tenantId, key, wanted);
            } else {
                bind(handle.createUpdate(REPLACE), tenantId, key)
                        .bind("queue", wanted.queueOrNull())
                        .bind("session", wanted.sessionOrNull())
                        .bind("formerQueue", former.queueOrNull())
                        .bind("formerSession", former.sessionOrNull())
                        .execute();
            }
            return read(handle, tenantId, key).orElse(wanted);
        });
    }

    private void claim(Handle handle, UUID tenantId, RequestKey key, Choice wanted) {
        bind(handle.createUpdate(CLAIM), tenantId, key)
                .bind("hash", HexFormat.of().parseHex(key.bodyHash()))
                .bind("queue", wanted.queueOrNull())
                .bind("session", wanted.sessionOrNull())
                .bind("now", LocationRows.utc(clock.instant()))
                .bind("expired", expired(clock.instant()))
                .execute();
    }

    private Optional<Choice> read(Handle handle, UUID tenantId, RequestKey key) {
        return bind(handle.createQuery(READ), tenantId, key)
                .bind("expired", expired(clock.instant()))
                .map((row, _) -> {
                    if (!HexFormat.of().formatHex(row.getBytes(1)).equals(key.bodyHash())) {
                        throw new KeyReusedException();
                    }
                    return Choice.of(row.getObject(2, UUID.class), row.getObject(3, UUID.class));
                })
                .findOne();
    }

    private static <S extends SqlStatement<S>> S bind(S statement, UUID tenantId, RequestKey key) {
        return statement
                .bind("tenant", tenantId)
                .bind("credential", key.credential())
                .bind("key", key.key());
    }

    private static @Nullable OffsetDateTime expired(Instant now) {
        return LocationRows.utc(now.minus(KEPT));
    }

    /** Deletes those that no longer count, the oldest first. */
    static int forgetOld(Handle handle, Instant now, int limit) {
        return handle.createUpdate(FORGET_OLD)
                .bind("expired", expired(now))
                .bind("limit", limit)
                .execute();
    }
}
