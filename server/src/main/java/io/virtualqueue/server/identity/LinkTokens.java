package io.virtualqueue.server.identity;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * Tokens of links that are printed and shown: whoever has one may do what its link is for. A token is the ids of tenant
 * and link and half an HMAC-SHA256 of them, so that it can be shown again at any time, and made-up ones are told apart
 * without asking anyone. Whether the link still is good is for whoever keeps it to say.
 */
public final class LinkTokens {
    /** What every token begins with. */
    static final String PREFIX = "vql_";

    private static final byte[] PURPOSE = "link".getBytes(StandardCharsets.US_ASCII);
    private static final int ID_BYTES = 32;
    private static final int MAC_BYTES = 16;
    private static final int LENGTH = PREFIX.length() + (ID_BYTES + MAC_BYTES) * 8 / 6;

    private final SecretKey key;

    /** The link that a token is of. */
    public record Link(UUID tenantId, UUID linkId) {}

    LinkTokens(SecretKey key) {
        this.key = key;
    }

    /** The token of this link; always the same text. */
    public String issue(UUID tenantId, UUID linkId) {
        byte[] ids = ByteBuffer.allocate(ID_BYTES)
                .putLong(tenantId.getMostSignificantBits())
                .putLong(tenantId.getLeastSignificantBits())
                .putLong(linkId.getMostSignificantBits())
                .putLong(linkId.getLeastSignificantBits())
                .array();
        byte[] token = Arrays.copyOf(ids, ID_BYTES + MAC_BYTES);
        System.arraycopy(mac(ids), 0, token, ID_BYTES, MAC_BYTES);
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    /** The link that this token is of, or null when it is not one of ours. */
    public @Nullable Link check(String token) {
        if (token.length() != LENGTH || !token.startsWith(PREFIX)) {
            return null;
        }
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(token.substring(PREFIX.length()));
        } catch (IllegalArgumentException malformed) {
            return null;
        }
        byte[] expected = Arrays.copyOf(mac(Arrays.copyOf(bytes, ID_BYTES)), MAC_BYTES);
        if (!MessageDigest.isEqual(expected, Arrays.copyOfRange(bytes, ID_BYTES, bytes.length))) {
            return null;
        }
        ByteBuffer ids = ByteBuffer.wrap(bytes);
        return new Link(new UUID(ids.getLong(), ids.getLong()), new UUID(ids.getLong(), ids.getLong()));
    }

    private byte[] mac(byte[] ids) {
        try {
            Mac mac = Mac.getInstance(SessionTokens.ALGORITHM);
            mac.init(key);
            mac.update(PURPOSE);
            return mac.doFinal(ids);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every JDK has " + SessionTokens.ALGORITHM, impossible);
        }
    }
}
