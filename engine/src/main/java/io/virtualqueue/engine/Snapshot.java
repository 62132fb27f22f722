package io.virtualqueue.engine;

import java.time.Instant;
import java.util.List;

/**
 * A queue at one moment: what its head says, and its live sessions.
 *
 * @param seq number of the last event
 * @param lastEventAt time of the last event
 * @param deleted whether the queue has ended
 * @param createdAt time of the first event
 * @param updatedAt time of the last event that set the settings
 * @param bucket {@link QueueState#bucket} after the last event
 * @param shares {@link QueueState#shares} after the last event
 * @param live the sessions that hold a place, in any order
 */
public record Snapshot(
        long seq,
        Instant lastEventAt,
        QueueSettings settings,
        boolean deleted,
        Instant createdAt,
        Instant updatedAt,
        TokenBucket bucket,
        Shares shares,
        List<Session> live) {

    public Snapshot {
        live = List.copyOf(live);
    }
}
