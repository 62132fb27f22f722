package io.virtualqueue.server.webhook;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Whose callback: an application's, for all queues that it made, or a queue's own. One of the two ids is there. */
record CallbackOwner(
        UUID tenantId,
        @Nullable UUID applicationId,
        @Nullable UUID queueId) {
    static CallbackOwner application(UUID tenantId, UUID applicationId) {
        return new CallbackOwner(tenantId, applicationId, null);
    }

    static CallbackOwner queue(UUID tenantId, UUID queueId) {
        return new CallbackOwner(tenantId, null, queueId);
    }
}
