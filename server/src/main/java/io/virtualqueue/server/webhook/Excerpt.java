package io.virtualqueue.server.webhook;

import io.virtualqueue.server.outbound.OutboundAnswer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** How an answer began, as people may see it and PostgreSQL can keep it. */
final class Excerpt {
    /** A character of UTF-8 has at most so many bytes. */
    private static final int MAX_BYTES_OF_A_CHARACTER = 4;

    private Excerpt() {}

    /** At most {@link DeliveryView#MAX_EXCERPT_LENGTH} characters; null when there was nothing. */
    static @Nullable String of(OutboundAnswer answer) {
        byte[] body = answer.body();
        if (body.length == 0) {
            return null;
        }
        int length = Math.min(body.length, DeliveryView.MAX_EXCERPT_LENGTH * MAX_BYTES_OF_A_CHARACTER);
        StringBuilder excerpt = new StringBuilder();
        // What is no UTF-8 becomes U+FFFD, and what is no text a blank.
        new String(body, 0, length, StandardCharsets.UTF_8)
                .codePoints()
                .limit(DeliveryView.MAX_EXCERPT_LENGTH)
                .map(character -> Character.isISOControl(character) ? ' ' : character)
                .forEach(excerpt::appendCodePoint);
        return excerpt.toString();
    }
}
