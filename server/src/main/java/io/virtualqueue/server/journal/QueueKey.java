package io.virtualqueue.server.journal;

import java.util.UUID;

/** Names a queue. A queue id with another tenant's id names nothing. */
public record QueueKey(UUID tenantId, UUID queueId) {}
