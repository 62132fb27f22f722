package io.virtualqueue.server.identity;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A refresh token: which login it belongs to, and a secret. The tenant is in it, so that nothing is searched. */
record RefreshToken(UUID tenantId, UUID loginId, String text) {
    private static final String PREFIX = "vqr_";
    private static final int ID_BYTES = 32;
    private static final int LENGTH = PREFIX.length() + ((ID_BYTES + Secrets.BYTES) * 8 + 5) / 6;

    static RefreshToken next(UUID tenantId, UUID loginId) {
        byte[] bytes = ByteBuffer.allocate(ID_BYTES + Secrets.BYTES)
                .putLong(tenantId.getMostSignificantBits())
                .putLong(tenantId.getLeastSignificantBits())
                .putLong(loginId.getMostSignificantBits())
                .putLong(loginId.getLeastSignificantBits())
                .put(Secrets.random(Secrets.BYTES))
                .array();
        return new RefreshToken(tenantId, loginId, PREFIX + Secrets.encode(bytes));
    }

    /** Takes the text apart, or null when it is none. */
    static @Nullable RefreshToken parse(String text) {
        if (text.length() != LENGTH || !text.startsWith(PREFIX)) {
            return null;
        }
        try {
            var ids = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text.substring(PREFIX.length())));
            return new RefreshToken(
                    new UUID(ids.getLong(), ids.getLong()), new UUID(ids.getLong(), ids.getLong()), text);
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }

    byte[] hash() {
        return Secrets.hash(text);
    }

    @Override
    public String toString() {
        return "RefreshToken[" + loginId + "]";
    }
}
