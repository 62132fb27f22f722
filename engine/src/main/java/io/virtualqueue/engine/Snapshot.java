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
 * @param desk {@link QueueState#desk} after the last event
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
        DeskFacts desk,
        List<Session> live) {

    /** A queue that has counted nothing for desks. */
    public Snapshot(
            long seq,
            Instant lastEventAt,
            QueueSettings settings,
            boolean deleted,
            Instant createdAt,
            Instant updatedAt,
            TokenBucket bucket,
            Shares shares,
            List<Session> live) {
        this(seq, lastEventAt, settings, deleted, createdAt, updatedAt, bucket, shares, DeskFacts.NONE, live);
    }

    public Snapshot {
        live = List.copyOf(live);
    }
}
