package io.virtualqueue.server.journal;

import io.virtualqueue.engine.QueueSettings;
import io.virtualqueue.server.trail.TrailEntry;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the trail is told when a command changes a queue's settings. Asked only when it did change them, and written in
 * the same transaction.
 */
@FunctionalInterface
public interface Trace {
    /**
     * The entry.
     *
     * @param before the settings as they were; null when the queue is new
     * @param after the settings as they are; null when the queue is deleted
     */
    TrailEntry entry(QueueKey queue, @Nullable QueueSettings before, @Nullable QueueSettings after, Instant at);
}
