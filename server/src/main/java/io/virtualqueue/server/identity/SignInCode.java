package io.virtualqueue.server.identity;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a browser exchanges for tokens after a sign-in elsewhere. The tenant is in it, so that nothing is searched. */
record SignInCode(UUID tenantId, String text) {
    private static final String PREFIX = "vqo_";
    private static final int ID_BYTES = 16;
    private static final int LENGTH = PREFIX.length() + ((ID_BYTES + Secrets.BYTES) * 8 + 5) / 6;

    static SignInCode next(UUID tenantId) {
        byte[] bytes = ByteBuffer.allocate(ID_BYTES + Secrets.BYTES)
                .putLong(tenantId.getMostSignificantBits())
                .putLong(tenantId.getLeastSignificantBits())
                .put(Secrets.random(Secrets.BYTES))
                .array();
        return new SignInCode(tenantId, PREFIX + Secrets.encode(bytes));
    }

    /** Takes the text apart, or null when it is none. */
    static @Nullable SignInCode parse(String text) {
        if (text.length() != LENGTH || !text.startsWith(PREFIX)) {
            return null;
        }
        try {
            var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text.substring(PREFIX.length())));
            return new SignInCode(new UUID(bytes.getLong(), bytes.getLong()), text);
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }

    byte[] hash() {
        return Secrets.hash(text);
    }

    @Override
    public String toString() {
        return "SignInCode";
    }
}
