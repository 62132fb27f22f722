package io.virtualqueue.server.identity;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * Session tokens: what joining gives, good for that one session. A token is the three ids and half an HMAC-SHA256 of
 * them, so that any server checks it in about a microsecond, without asking anyone.
 */
public final class SessionTokens {
    /** What every token begins with. */
    static final String PREFIX = "vqs_";

    static final String ALGORITHM = "HmacSHA256";
    private static final int ID_BYTES = 48;
    private static final int MAC_BYTES = 16;
    private static final int LENGTH = PREFIX.length() + ((ID_BYTES + MAC_BYTES) * 8 + 5) / 6;

    private final SecretKey key;
    private final ThreadLocal<Mac> macs;

    SessionTokens(SecretKey key) {
        this.key = key;
        this.macs = ThreadLocal.withInitial(this::mac);
    }

    /** The token of this session; always the same text. */
    public String issue(UUID tenantId, UUID queueId, UUID sessionId) {
        byte[] ids = ByteBuffer.allocate(ID_BYTES)
                .putLong(tenantId.getMostSignificantBits())
                .putLong(tenantId.getLeastSignificantBits())
                .putLong(queueId.getMostSignificantBits())
                .putLong(queueId.getLeastSignificantBits())
                .putLong(sessionId.getMostSignificantBits())
                .putLong(sessionId.getLeastSignificantBits())
                .array();
        byte[] token = Arrays.copyOf(ids, ID_BYTES + MAC_BYTES);
        System.arraycopy(macs.get().doFinal(ids), 0, token, ID_BYTES, MAC_BYTES);
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    /** Whose token this is, or null when it is not one of ours. */
    public Caller.@Nullable SessionHolder check(String token) {
        if (token.length() != LENGTH || !token.startsWith(PREFIX)) {
            return null;
        }
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(token.substring(PREFIX.length()));
        } catch (IllegalArgumentException malformed) {
            return null;
        }
        Mac mac = macs.get();
        mac.update(bytes, 0, ID_BYTES);
        byte[] expected = Arrays.copyOf(mac.doFinal(), MAC_BYTES);
        if (!MessageDigest.isEqual(expected, Arrays.copyOfRange(bytes, ID_BYTES, bytes.length))) {
            return null;
        }
        var ids = ByteBuffer.wrap(bytes);
        return new Caller.SessionHolder(uuid(ids), uuid(ids), uuid(ids));
    }

    private static UUID uuid(ByteBuffer ids) {
        return new UUID(ids.getLong(), ids.getLong());
    }

    private Mac mac() {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every JDK has " + ALGORITHM, impossible);
        }
    }
}
