package io.virtualqueue.server.push;

import io.virtualqueue.server.journal.QueueKey;
import java.util.UUID;

/** What can be listened to. */
public sealed interface Topic {

    /** A queue. */
    record OfQueue(QueueKey queue, Audience audience) implements Topic {}

    /** One session: its place in the line and what becomes of it. */
    record OfSession(QueueKey queue, UUID sessionId) implements Topic {}

    /** All queues of a tenant. */
    record OfTenant(UUID tenantId, Audience audience) implements Topic {}
}
