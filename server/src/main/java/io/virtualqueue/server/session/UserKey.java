package io.virtualqueue.server.session;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** Stands for a person within one queue, so that the line need not hold what callers name people by. */
final class UserKey {
    private static final int QUEUE_ID_BYTES = 16;

    private UserKey() {}

    /** The first 128 bits of SHA-256 over queue and user: the same user in the same queue has the same key. */
    static UUID of(UUID queueId, String userId) {
        byte[] user = userId.getBytes(StandardCharsets.UTF_8);
        byte[] both = ByteBuffer.allocate(QUEUE_ID_BYTES + user.length)
                .putLong(queueId.getMostSignificantBits())
                .putLong(queueId.getLeastSignificantBits())
                .put(user)
                .array();
        ByteBuffer digest = ByteBuffer.wrap(sha256().digest(both));
        return new UUID(digest.getLong(), digest.getLong());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
