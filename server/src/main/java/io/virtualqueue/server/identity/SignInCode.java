package io.virtualqueue.server.identity;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a browser exchanges for tokens after a sign-in elsewhere. The tenant is in it, so that nothing is searched. */
record SignInCode(UUID tenantId, String text) {
    private static final String PREFIX = "vqo_";

    static SignInCode next(UUID tenantId) {
        return new SignInCode(tenantId, IdentifiedSecret.next(PREFIX, tenantId));
    }

    /** Takes the text apart, or null when it is none. */
    static @Nullable SignInCode parse(String text) {
        List<UUID> ids = IdentifiedSecret.ids(PREFIX, 1, text);
        return ids.isEmpty() ? null : new SignInCode(ids.getFirst(), text);
    }

    byte[] hash() {
        return Secrets.hash(text);
    }

    @Override
    public String toString() {
        return "SignInCode";
    }
}
