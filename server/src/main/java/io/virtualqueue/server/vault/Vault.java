package io.virtualqueue.server.vault;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import io.virtualqueue.server.db.DatabaseUnavailableException;
import io.virtualqueue.server.db.Sql;
import io.virtualqueue.server.db.StartupException;
import io.virtualqueue.server.db.WorkerTransactions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleConsumer;
import org.jspecify.annotations.Nullable;

/** Gives each tenant its keys, made when they are first asked for. */
public final class Vault {
    static final int MAX_REMEMBERED = 10_000;
    /** So long another server may go on sealing with a tenant's key from before its exchange. */
    public static final Duration REMEMBERED_FOR = Duration.ofMinutes(5);

    private static final UUID PLATFORM = new UUID(0, 0);
    private static final int SEARCH_KEY_BYTES = 32;
    private static final String READ = Sql.text(Vault.class, "read_tenant_keys");
    private static final String LOCK = Sql.text(Vault.class, "lock_tenant_keys");
    private static final String ADD = Sql.text(Vault.class, "add_tenant_keys");
    private static final String CHANGE = Sql.text(Vault.class, "change_tenant_keys");
    private static final String DELETE = Sql.text(Vault.class, "delete_tenant_keys");
    private static final String ALL = Sql.text(Vault.class, "all_tenants_with_keys");

    private final WorkerTransactions worker;
    private final MasterKeys master;
    private final Clock clock;
    private final Cache<UUID, TenantKeys> remembered = Caffeine.newBuilder()
            .maximumSize(MAX_REMEMBERED)
            .expireAfterWrite(REMEMBERED_FOR)
            .build();

    private Vault(WorkerTransactions worker, MasterKeys master, Clock clock) {
        this.worker = worker;
        this.master = master;
        this.clock = clock;
    }

    /**
     * Opens the vault, and wraps with the current master key what was wrapped with the previous one.
     *
     * @throws StartupException when the master key is another than the one in use
     */
    public static Vault open(WorkerTransactions worker, MasterKeys master, Clock clock) {
        Vault vault = new Vault(worker, master, clock);
        try {
            vault.keys(PLATFORM);
            if (master.previous() != null) {
                vault.wrapAllAnew();
            }
        } catch (WrongMasterKeyException wrong) {
            throw new StartupException(
                    "The master key is not the one that this database's keys are wrapped with; see "
                            + MasterKeys.VARIABLE + " and " + MasterKeys.PREVIOUS_VARIABLE + ".",
                    wrong);
        }
        return vault;
    }

    /** The keys of this tenant if they are remembered, else null; costs next to nothing. */
    public @Nullable TenantKeys recall(UUID tenantId) {
        return remembered.getIfPresent(tenantId);
    }

    /**
     * The keys of this tenant; asks the database when they are not remembered.
     *
     * @throws DatabaseUnavailableException when the database cannot be asked now
     */
    public TenantKeys keys(UUID tenantId) {
        // Many may ask at once when they have just been forgotten; the database is asked once.
        return remembered.get(tenantId, this::load);
    }

    private TenantKeys load(UUID tenantId) {
        return worker.inTransaction(handle -> read(handle, READ, tenantId).orElseGet(() -> {
            add(handle, tenantId);
            return read(handle, READ, tenantId).orElseThrow();
        }));
    }

    /** The keys of this tenant, among them the one that this was sealed with, should another server have made it since. */
    public TenantKeys keysFor(UUID tenantId, byte[] sealed) {
        TenantKeys keys = keys(tenantId);
        if (keys.has(TenantKeys.keyOf(sealed))) {
            return keys;
        }
        remembered.invalidate(tenantId);
        return keys(tenantId);
    }

    /** Has the tenant's keys be asked for anew, should another server have made one since. */
    public void forget(UUID tenantId) {
        remembered.invalidate(tenantId);
    }

    /** Gives the tenant a new key to seal with; the former ones still open what they sealed. */
    public void rotate(UUID tenantId) {
        rotate(tenantId, _ -> {});
    }

    /** The same, with this done in the same transaction. */
    public <X extends Exception> void rotate(UUID tenantId, HandleConsumer<X> alongside) throws X {
        keys(tenantId);
        worker.inTransaction(handle -> {
            TenantKeys before = read(handle, LOCK, tenantId).orElseThrow();
            alongside.useHandle(handle);
            return change(handle, tenantId, withNewKey(before.sealingKeys()), before.searchKey());
        });
        remembered.invalidate(tenantId);
    }

    /** Forgets the tenant's keys for ever, and with them all that is sealed with them. */
    public void destroy(Handle handle, UUID tenantId) {
        handle.createUpdate(DELETE).bind("tenant", tenantId).execute();
        remembered.invalidate(tenantId);
    }

    private void wrapAllAnew() {
        List<UUID> tenants = worker.inTransaction(
                handle -> handle.createQuery(ALL).mapTo(UUID.class).list());
        for (UUID tenantId : tenants) {
            worker.inTransaction(handle -> {
                TenantKeys keys = read(handle, LOCK, tenantId).orElseThrow();
                return change(handle, tenantId, keys.sealingKeys(), keys.searchKey());
            });
        }
    }

    private Optional<TenantKeys> read(Handle handle, String sql, UUID tenantId) {
        return handle.createQuery(sql)
                .bind("tenant", tenantId)
                .map((row, _) -> unwrap(new Wrapped(row.getBytes(1), row.getBytes(2)), tenantId))
                .findOne();
    }

    private void add(Handle handle, UUID tenantId) {
        byte[] searchKey = new byte[SEARCH_KEY_BYTES];
        new SecureRandom().nextBytes(searchKey);
        try {
            KeysetHandle sealingKeys = KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM);
            write(handle, ADD, tenantId, Wrapped.of(master.current(), tenantId, sealingKeys, searchKey));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("No keys can be made", impossible);
        }
    }

    private int change(Handle handle, UUID tenantId, KeysetHandle sealingKeys, byte[] searchKey) {
        try {
            return write(handle, CHANGE, tenantId, Wrapped.of(master.current(), tenantId, sealingKeys, searchKey));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("No keys can be wrapped", impossible);
        }
    }

    private int write(Handle handle, String sql, UUID tenantId, Wrapped keys) {
        return handle.createUpdate(sql)
                .bind("tenant", tenantId)
                .bind("sealing", keys.sealingKeys())
                .bind("search", keys.searchKey())
                .bind("now", OffsetDateTime.now(clock))
                .execute();
    }

    private TenantKeys unwrap(Wrapped wrapped, UUID tenantId) {
        try {
            return wrapped.unwrap(master.current(), tenantId);
        } catch (GeneralSecurityException notWithThis) {
            MasterKey previous = master.previous();
            if (previous != null) {
                try {
                    return wrapped.unwrap(previous, tenantId);
                } catch (GeneralSecurityException norWithThis) {
                    throw new WrongMasterKeyException(norWithThis);
                }
            }
            throw new WrongMasterKeyException(notWithThis);
        }
    }

    private static KeysetHandle withNewKey(KeysetHandle keys) {
        try {
            return KeysetHandle.newBuilder(keys)
                    .addEntry(KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
                            .withRandomId()
                            .makePrimary())
                    .build();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("No key can be made", impossible);
        }
    }

    /** What is wrapped cannot be unwrapped with the master keys that are there. */
    private static final class WrongMasterKeyException extends RuntimeException {
        private static final long serialVersionUID = 1;

        WrongMasterKeyException(Throwable cause) {
            super("The master key does not fit", cause);
        }
    }
}
