package io.virtualqueue.server.journal;

import io.virtualqueue.engine.QueueSettings;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A queue to be made.
 *
 * @param applicationId the application it belongs to, or null
 */
public record NewQueue(QueueKey key, @Nullable UUID applicationId, QueueSettings settings) {}
