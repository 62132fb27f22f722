package io.virtualqueue.server.identity;

import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of an API key that works.
 *
 * @param expiresAt when it stops, or null
 * @param signing what its requests must be signed with, or null when they need not be
 * @param use when it was last used
 */
record KnownKey(
        Caller.Application caller,
        @Nullable Instant expiresAt,
        @Nullable List<SigningSecret> signing,
        KeyUse use) {
    private static final String LIVE = "vq_live_";
    private static final String TEST = "vq_test_";
    private static final Pattern KEY = Pattern.compile("vq_(live|test)_[A-Za-z0-9_-]{43}");

    KnownKey {
        signing = signing == null ? null : List.copyOf(signing);
    }

    /** What the secret of such a key begins with. */
    static String prefix(boolean test) {
        return test ? TEST : LIVE;
    }

    /** Whether a text can be a key at all. */
    static boolean isWellFormed(String text) {
        return KEY.matcher(text).matches();
    }

    boolean holdsAt(Instant now) {
        return expiresAt == null || now.isBefore(expiresAt);
    }
}
