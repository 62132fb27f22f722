package io.virtualqueue.server.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.virtualqueue.server.db.DatabaseUnavailableException;
import io.virtualqueue.server.db.Sql;
import io.virtualqueue.server.db.TenantTransactions;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tells whose an API key is: from memory where that is trusted, else from the database. */
@Singleton
public final class KnownKeys {
    static final int MAX_REMEMBERED = 50_000;

    private static final String FIND = Sql.text(KnownKeys.class, "find_api_key");
    private static final String READ = Sql.text(KnownKeys.class, "read_known_key");

    private final TenantTransactions transactions;
    private final SigningSecrets secrets;
    private final Revocations revocations;
    private final KeyUses uses;
    private final Clock clock;
    private final Cache<String, KnownKey> keys =
            Caffeine.newBuilder().maximumSize(MAX_REMEMBERED).build();

    /** All that is told before the tenant is known. */
    private record Ids(UUID tenantId, UUID applicationId, UUID keyId) {}

    private record Row(
            Set<Scope> scopes, boolean test, @Nullable Instant expiresAt, boolean signatureRequired) {}

    @Inject
    KnownKeys(
            TenantTransactions transactions,
            SigningSecrets secrets,
            Revocations revocations,
            KeyUses uses,
            Clock clock) {
        this.transactions = transactions;
        this.secrets = secrets;
        this.revocations = revocations;
        this.uses = uses;
        this.clock = clock;
        revocations.listen(this::forget);
    }

    /** Whose key this is as far as is known without asking anyone; null when that must be checked. */
    @Nullable
    KnownKey recall(String key) {
        KnownKey known = revocations.isTrusted() ? keys.getIfPresent(key) : null;
        if (known == null) {
            return null;
        }
        long now = clock.millis();
        if (known.expiresAt() != null && !known.holdsAt(Instant.ofEpochMilli(now))) {
            keys.invalidate(key);
            return null;
        }
        uses.note(known.use(), now);
        return known;
    }

    /**
     * Whose key this is, or null when it is nobody's (any more); asks the database.
     *
     * @throws DatabaseUnavailableException when the database cannot be asked now
     */
    @Nullable
    KnownKey check(String key) {
        long before = revocations.version();
        KnownKey found = find(key);
        if (found == null) {
            keys.invalidate(key);
            return null;
        }
        keys.put(key, found);
        if (revocations.version() != before) {
            // Something was revoked meanwhile; perhaps this, before it was remembered.
            keys.invalidate(key);
        }
        uses.note(found.use(), clock.millis());
        return found;
    }

    private @Nullable KnownKey find(String key) {
        if (!KnownKey.isWellFormed(key)) {
            return null;
        }
        Ids ids = transactions.beforeTenant(handle -> handle.createQuery(FIND)
                .bind("hash", Secrets.hash(key))
                .map((found, _) -> new Ids(
                        found.getObject("tenant_id", UUID.class),
                        found.getObject("application_id", UUID.class),
                        found.getObject("id", UUID.class)))
                .findOne()
                .orElse(null));
        Row row = ids == null ? null : read(ids);
        if (ids == null || row == null) {
            return null;
        }
        KnownKey found = new KnownKey(
                new Caller.Application(
                        row.test() ? Sandbox.of(ids.tenantId()) : ids.tenantId(),
                        ids.applicationId(),
                        ids.keyId(),
                        row.scopes()),
                row.expiresAt(),
                row.signatureRequired() ? secrets.read(ids.tenantId(), ids.applicationId()) : null,
                new KeyUse(ids.tenantId(), ids.keyId()));
        return found.holdsAt(clock.instant()) ? found : null;
    }

    private @Nullable Row read(Ids ids) {
        return transactions.inTenant(
                ids.tenantId(),
                handle -> handle.createQuery(READ)
                        .bind("tenant", ids.tenantId())
                        .bind("id", ids.keyId())
                        .map((found, _) -> new Row(
                                ApiKeys.scopes(found, "scopes"),
                                found.getBoolean("is_test"),
                                ApiKeys.instant(found, "expires_at"),
                                found.getBoolean("signature_required")))
                        .findOne()
                        .orElse(null));
    }

    private void forget(@Nullable UUID subject) {
        if (subject == null) {
            keys.invalidateAll();
            return;
        }
        keys.asMap()
                .values()
                .removeIf(key -> subject.equals(Sandbox.liveOf(key.caller().tenantId()))
                        || subject.equals(key.caller().applicationId())
                        || subject.equals(key.caller().keyId()));
    }
}
