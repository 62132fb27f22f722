package io.virtualqueue.server.identity;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * Tokens of the links by which people say how they were served: good for one session, until a time, and for nothing else.
 * A token is the three ids, the time in seconds and half an HMAC-SHA256 of them, so that nothing is stored for it.
 */
public final class FeedbackTokens {
    /** What every token begins with. */
    static final String PREFIX = "vqf_";

    /** Keeps these apart from whatever else is signed with the same key. */
    private static final byte[] PURPOSE = "feedback\0".getBytes(StandardCharsets.US_ASCII);

    private static final int SIGNED_BYTES = 56;
    private static final int MAC_BYTES = 16;
    private static final int LENGTH = PREFIX.length() + (SIGNED_BYTES + MAC_BYTES) * 8 / 6;

    private final SecretKey key;

    /** What a token is good for. */
    public record Subject(UUID tenantId, UUID queueId, UUID sessionId, Instant expiresAt) {}

    FeedbackTokens(SecretKey key) {
        this.key = key;
    }

    /**
     * The token of this session; the same text for the same time.
     *
     * @param subject the time counts in whole seconds
     */
    public String issue(Subject subject) {
        byte[] signed = ByteBuffer.allocate(SIGNED_BYTES)
                .putLong(subject.tenantId().getMostSignificantBits())
                .putLong(subject.tenantId().getLeastSignificantBits())
                .putLong(subject.queueId().getMostSignificantBits())
                .putLong(subject.queueId().getLeastSignificantBits())
                .putLong(subject.sessionId().getMostSignificantBits())
                .putLong(subject.sessionId().getLeastSignificantBits())
                .putLong(subject.expiresAt().getEpochSecond())
                .array();
        byte[] token = Arrays.copyOf(signed, SIGNED_BYTES + MAC_BYTES);
        System.arraycopy(mac(signed), 0, token, SIGNED_BYTES, MAC_BYTES);
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    /** What this token is good for; null when it is not one of ours, or has expired. */
    public @Nullable Subject check(String token, Instant now) {
        if (token.length() != LENGTH || !token.startsWith(PREFIX)) {
            return null;
        }
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(token.substring(PREFIX.length()));
        } catch (IllegalArgumentException malformed) {
            return null;
        }
        byte[] expected = Arrays.copyOf(mac(Arrays.copyOf(bytes, SIGNED_BYTES)), MAC_BYTES);
        if (!MessageDigest.isEqual(expected, Arrays.copyOfRange(bytes, SIGNED_BYTES, bytes.length))) {
            return null;
        }
        var signed = ByteBuffer.wrap(bytes);
        Subject subject =
                new Subject(uuid(signed), uuid(signed), uuid(signed), Instant.ofEpochSecond(signed.getLong()));
        return now.isBefore(subject.expiresAt()) ? subject : null;
    }

    private static UUID uuid(ByteBuffer ids) {
        return new UUID(ids.getLong(), ids.getLong());
    }

    private byte[] mac(byte[] signed) {
        try {
            Mac mac = Mac.getInstance(SessionTokens.ALGORITHM);
            mac.init(key);
            mac.update(PURPOSE);
            return mac.doFinal(signed);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every JDK has " + SessionTokens.ALGORITHM, impossible);
        }
    }
}
