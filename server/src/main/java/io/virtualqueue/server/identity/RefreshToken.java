package io.virtualqueue.server.identity;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A refresh token: which login it belongs to, and a secret. The tenant is in it, so that nothing is searched. */
record RefreshToken(UUID tenantId, UUID loginId, String text) {
    private static final String PREFIX = "vqr_";

    static RefreshToken next(UUID tenantId, UUID loginId) {
        return new RefreshToken(tenantId, loginId, IdentifiedSecret.next(PREFIX, tenantId, loginId));
    }

    /** Takes the text apart, or null when it is none. */
    static @Nullable RefreshToken parse(String text) {
        List<UUID> ids = IdentifiedSecret.ids(PREFIX, 2, text);
        return ids.isEmpty() ? null : new RefreshToken(ids.get(0), ids.get(1), text);
    }

    byte[] hash() {
        return Secrets.hash(text);
    }

    @Override
    public String toString() {
        return "RefreshToken[" + loginId + "]";
    }
}
