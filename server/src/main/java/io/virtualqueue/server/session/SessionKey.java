package io.virtualqueue.server.session;

import io.virtualqueue.server.journal.QueueKey;
import java.util.UUID;

/** Names a session in its queue. */
public record SessionKey(QueueKey queue, UUID sessionId) {}
