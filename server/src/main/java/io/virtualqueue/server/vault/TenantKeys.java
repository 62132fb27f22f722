package io.virtualqueue.server.vault;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The keys of one tenant. Sealing is AES-256-GCM, bound to the tenant and to a purpose: what was sealed for one cannot
 * be opened for another.
 */
public final class TenantKeys {
    /** Google Tink puts this before what it seals, and the number of the key after it. */
    private static final int PREFIX_BYTES = 5;

    private static final String HASH = "HmacSHA256";

    private final UUID tenantId;
    private final KeysetHandle sealingKeys;
    private final Aead aead;
    private final SecretKeySpec searchKey;

    TenantKeys(UUID tenantId, KeysetHandle sealingKeys, byte[] searchKey) {
        this.tenantId = tenantId;
        this.sealingKeys = sealingKeys;
        this.searchKey = new SecretKeySpec(searchKey, HASH);
        try {
            this.aead = sealingKeys.getPrimitive(RegistryConfiguration.get(), Aead.class);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("AES-256-GCM is there", impossible);
        }
    }

    /**
     * Seals with the newest key; another result each time.
     *
     * @param purpose what it is for, such as {@code person}
     */
    public byte[] seal(byte[] plain, String purpose) {
        try {
            return aead.encrypt(plain, context(purpose));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Nothing can be sealed", impossible);
        }
    }

    /**
     * What was sealed for this purpose.
     *
     * @throws IllegalStateException when it was not sealed so, or has been changed
     */
    public byte[] open(byte[] sealed, String purpose) {
        try {
            return aead.decrypt(sealed, context(purpose));
        } catch (GeneralSecurityException wrong) {
            throw new IllegalStateException("What is sealed for " + purpose + " cannot be opened", wrong);
        }
    }

    /** The number of the newest key: what is sealed with another is due to be sealed again. */
    public int newestKey() {
        return sealingKeys.getPrimary().getId();
    }

    /** The number of the key that this was sealed with. */
    public static int keyOf(byte[] sealed) {
        return ByteBuffer.wrap(sealed, 1, PREFIX_BYTES - 1).getInt();
    }

    boolean has(int key) {
        for (int i = 0; i < sealingKeys.size(); i++) {
            if (sealingKeys.getAt(i).getId() == key) {
                return true;
            }
        }
        return false;
    }

    /**
     * A keyed hash by which something can be found without being read: HMAC-SHA256, the same for the same text of the
     * same tenant, as long as the tenant is there.
     */
    public byte[] searchHash(String field, String text) {
        try {
            Mac mac = Mac.getInstance(HASH);
            mac.init(searchKey);
            mac.update(field.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every JDK has " + HASH, impossible);
        }
    }

    private byte[] context(String purpose) {
        return context(tenantId, purpose);
    }

    static byte[] context(UUID tenantId, String purpose) {
        return (tenantId + ":" + purpose).getBytes(StandardCharsets.UTF_8);
    }

    KeysetHandle sealingKeys() {
        return sealingKeys;
    }

    byte[] searchKey() {
        return searchKey.getEncoded();
    }

    @Override
    public String toString() {
        return "TenantKeys[" + tenantId + "]";
    }
}
