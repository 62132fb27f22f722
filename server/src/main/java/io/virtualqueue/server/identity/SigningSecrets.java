package io.virtualqueue.server.identity;

import io.virtualqueue.server.db.Sql;
import io.virtualqueue.server.db.TenantTransactions;
import io.virtualqueue.server.vault.TenantKeys;
import io.virtualqueue.server.vault.Vault;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keeps what applications sign with, sealed with the keys of their tenant. */
@Singleton
final class SigningSecrets {
    private static final String READ = Sql.text(SigningSecrets.class, "read_signing_secrets");

    private final TenantTransactions transactions;
    private final Vault vault;
    private final Clock clock;

    /** A secret as the database has it. */
    private static final class Sealed {
        final byte[] bytes;
        final @Nullable Instant until;

        Sealed(byte[] bytes, @Nullable Instant until) {
            this.bytes = bytes;
            this.until = until;
        }
    }

    @Inject
    SigningSecrets(TenantTransactions transactions, Vault vault, Clock clock) {
        this.transactions = transactions;
        this.vault = vault;
        this.clock = clock;
    }

    /** Seals a new secret. Comes before the transaction that stores it, for the vault has transactions of its own. */
    byte[] seal(UUID tenantId, UUID applicationId, String secret) {
        return vault.keys(tenantId).seal(secret.getBytes(StandardCharsets.UTF_8), purpose(applicationId));
    }

    /** What the application may sign with now, at most two; none when it has no secret. */
    List<SigningSecret> read(UUID tenantId, UUID applicationId) {
        List<Sealed> sealed = transactions.inTenant(
                tenantId,
                handle -> handle.createQuery(READ)
                        .bind("tenant", tenantId)
                        .bind("id", applicationId)
                        .bind("now", OffsetDateTime.now(clock))
                        .map((row, _) -> new Sealed(row.getBytes(1), ApiKeys.instant(row, "until")))
                        .list());
        return sealed.stream().map(each -> open(tenantId, applicationId, each)).toList();
    }

    private SigningSecret open(UUID tenantId, UUID applicationId, Sealed sealed) {
        TenantKeys keys = vault.keysFor(tenantId, sealed.bytes);
        byte[] plain = keys.open(sealed.bytes, purpose(applicationId));
        return new SigningSecret(new String(plain, StandardCharsets.UTF_8), sealed.until);
    }

    private static String purpose(UUID applicationId) {
        return "signing:" + applicationId;
    }
}
