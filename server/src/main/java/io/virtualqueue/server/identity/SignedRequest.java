package io.virtualqueue.server.identity;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * What a signature is over: {@code METHOD\nPATH?QUERY\nTIMESTAMP\nhex(SHA-256(BODY))} in UTF-8, as
 * {@code docs/reference/signing.md} has it.
 *
 * @param target path and query as they were sent
 * @param timestamp the header as it was sent
 * @param bodyHash SHA-256 of the body, as lower-case hex digits
 */
record SignedRequest(String method, String target, String timestamp, String bodyHash) {
    private static final String HASH = "HmacSHA256";
    private static final Pattern EPOCH_SECONDS = Pattern.compile("[0-9]{1,12}");
    /** As RFC 3339 texts with nanoseconds and an offset have it, and more. */
    private static final int MAX_TIMESTAMP_LENGTH = 40;

    static SignedRequest of(String method, String target, String timestamp, byte[] body) {
        return new SignedRequest(method, target, timestamp, HexFormat.of().formatHex(sha256(body)));
    }

    /** The signature by this secret: HMAC-SHA256. */
    byte[] signature(byte[] secret) {
        try {
            Mac mac = Mac.getInstance(HASH);
            mac.init(new SecretKeySpec(secret, HASH));
            return mac.doFinal(text().getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every JDK has " + HASH, impossible);
        }
    }

    String text() {
        return String.join("\n", method, target, timestamp, bodyHash);
    }

    /** The time of a timestamp, RFC 3339 or whole seconds since 1970; null when it is neither. */
    static @Nullable Instant time(String timestamp) {
        if (EPOCH_SECONDS.matcher(timestamp).matches()) {
            return Instant.ofEpochSecond(Long.parseLong(timestamp));
        }
        if (timestamp.length() > MAX_TIMESTAMP_LENGTH) {
            return null;
        }
        try {
            return OffsetDateTime.parse(timestamp).toInstant();
        } catch (DateTimeException malformed) {
            return null;
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every JDK has SHA-256", impossible);
        }
    }
}
