package io.virtualqueue.server.journal;

import io.virtualqueue.engine.QueueSettings;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A queue to be made.
 *
 * @param applicationId the application it belongs to, or null
 * @param trace what the trail is told, or null for nothing
 */
public record NewQueue(
        QueueKey key,
        @Nullable UUID applicationId,
        QueueSettings settings,
        @Nullable Trace trace) {

    /** A queue of which the trail is told nothing. */
    public NewQueue(QueueKey key, @Nullable UUID applicationId, QueueSettings settings) {
        this(key, applicationId, settings, null);
    }
}
