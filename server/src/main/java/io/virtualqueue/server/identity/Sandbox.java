package io.virtualqueue.server.identity;

import java.util.UUID;

/**
 * Each tenant has a sandbox to try things in: a tenant of its own, so that nothing in it mixes with what is live. Its id
 * is the tenant's with version 8 instead of 7 (RFC 9562), so that nothing is looked up.
 */
public final class Sandbox {
    private static final int VERSION = 8;
    private static final int LIVE_VERSION = 7;
    private static final long VERSION_BITS = 0xF000L;
    private static final int VERSION_SHIFT = 12;

    private Sandbox() {}

    /** The sandbox of this tenant; a sandbox is its own. */
    public static UUID of(UUID tenantId) {
        return tenantId.version() == LIVE_VERSION ? withVersion(tenantId, VERSION) : tenantId;
    }

    /** The tenant whose sandbox this is; any other is its own. */
    public static UUID liveOf(UUID tenantId) {
        return isSandbox(tenantId) ? withVersion(tenantId, LIVE_VERSION) : tenantId;
    }

    public static boolean isSandbox(UUID tenantId) {
        return tenantId.version() == VERSION;
    }

    private static UUID withVersion(UUID id, int version) {
        return new UUID(
                (id.getMostSignificantBits() & ~VERSION_BITS) | ((long) version << VERSION_SHIFT),
                id.getLeastSignificantBits());
    }
}
