package io.virtualqueue.server.identity;

import java.time.Duration;
import java.util.UUID;

/** When a key that is remembered was last noted as used. */
final class KeyUse {
    static final Duration NOTED_EVERY = Duration.ofMinutes(1);

    private static final long NEVER = Long.MIN_VALUE;

    private final UUID tenantId;
    private final UUID keyId;
    private volatile long notedAtMillis = NEVER;

    /** Of a key that belongs to this tenant, not to its sandbox. */
    KeyUse(UUID tenantId, UUID keyId) {
        this.tenantId = tenantId;
        this.keyId = keyId;
    }

    UUID tenantId() {
        return tenantId;
    }

    UUID keyId() {
        return keyId;
    }

    /** Whether this use is to be noted: the first in a minute. Two at the same moment may both be. */
    boolean isDue(long nowMillis) {
        long before = notedAtMillis;
        if (before != NEVER && nowMillis - before < NOTED_EVERY.toMillis()) {
            return false;
        }
        notedAtMillis = nowMillis;
        return true;
    }
}
