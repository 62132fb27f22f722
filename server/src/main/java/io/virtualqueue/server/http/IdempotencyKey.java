package io.virtualqueue.server.http;

import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * What a client sends with a write so that sending it again does nothing more.
 *
 * @param value 1 to {@value #MAX_LENGTH} visible ASCII characters
 */
public record IdempotencyKey(String value) {
    public static final String HEADER = "Idempotency-Key";
    /** Stands in an answer that was found by its key. */
    public static final String REPLAYED = "Idempotent-Replayed";

    public static final int MAX_LENGTH = 255;

    /**
     * Reads the header.
     *
     * @return null when there is none
     * @throws ProblemException 422 when it is no good
     */
    public static @Nullable IdempotencyKey of(@Nullable String header) {
        if (header == null) {
            return null;
        }
        if (header.isEmpty() || header.length() > MAX_LENGTH || !header.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw ProblemException.invalidField(HEADER, "must be 1 to " + MAX_LENGTH + " visible ASCII characters");
        }
        return new IdempotencyKey(header);
    }

    /** The answer, with a sign when it was found by its key. */
    public static Response.ResponseBuilder marked(Response.ResponseBuilder answer, boolean isReplayed) {
        return isReplayed ? answer.header(REPLAYED, "true") : answer;
    }

    /**
     * Tells requests apart, so that a key which comes again with another request is noticed.
     *
     * @return SHA-256 over all three, as lower-case hex digits
     */
    public static String fingerprint(String method, String path, byte[] body) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((method + " " + path + "\n").getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest(body));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
