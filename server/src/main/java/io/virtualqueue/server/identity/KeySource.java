package io.virtualqueue.server.identity;

import org.jspecify.annotations.Nullable;

/** Where what signs and verifies comes from. */
interface KeySource {
    /** The keys as they are known now; costs nothing. */
    SigningKeys keys();

    /** The pair of this id, looked for where it is not known yet; null when there is none. */
    @Nullable
    SigningPair find(String id);
}
