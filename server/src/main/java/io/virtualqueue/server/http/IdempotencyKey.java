package io.virtualqueue.server.http;

import org.jspecify.annotations.Nullable;

/**
 * What a client sends with a write so that sending it again does nothing more.
 *
 * @param value 1 to {@value #MAX_LENGTH} visible ASCII characters
 */
public record IdempotencyKey(String value) {
    public static final String HEADER = "Idempotency-Key";
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
}
