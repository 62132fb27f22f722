package io.virtualqueue.server.vault;

import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import java.security.GeneralSecurityException;
import java.util.UUID;

/** A tenant's keys as the database has them: each bound to the tenant, so that rows cannot be exchanged. */
final class Wrapped {
    private static final String SEALING = "sealing keys";
    private static final String SEARCH = "search key";

    private final byte[] sealingKeys;
    private final byte[] searchKey;

    Wrapped(byte[] sealingKeys, byte[] searchKey) {
        this.sealingKeys = sealingKeys;
        this.searchKey = searchKey;
    }

    static Wrapped of(MasterKey master, UUID tenantId, KeysetHandle sealingKeys, byte[] searchKey)
            throws GeneralSecurityException {
        return new Wrapped(
                TinkProtoKeysetFormat.serializeEncryptedKeyset(
                        sealingKeys, master.aead(), TenantKeys.context(tenantId, SEALING)),
                master.aead().encrypt(searchKey, TenantKeys.context(tenantId, SEARCH)));
    }

    TenantKeys unwrap(MasterKey master, UUID tenantId) throws GeneralSecurityException {
        return new TenantKeys(
                tenantId,
                TinkProtoKeysetFormat.parseEncryptedKeyset(
                        sealingKeys, master.aead(), TenantKeys.context(tenantId, SEALING)),
                master.aead().decrypt(searchKey, TenantKeys.context(tenantId, SEARCH)));
    }

    byte[] sealingKeys() {
        return sealingKeys;
    }

    byte[] searchKey() {
        return searchKey;
    }
}
