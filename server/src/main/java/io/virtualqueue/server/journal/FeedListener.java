package io.virtualqueue.server.journal;

import io.virtualqueue.engine.QueueState;
import java.util.List;

/**
 * Hears of the events of every queue that this node holds: in order, each once, after their commit. Events that
 * happened before the node held the queue are not told. Must return quickly and not throw.
 */
@FunctionalInterface
public interface FeedListener {

    /**
     * Something happened.
     *
     * @param state the queue after the last of these events
     * @param writtenHere whether this node wrote them, so that counters over all nodes count each once
     */
    void happened(QueueKey queue, List<RecordedEvent> events, QueueState state, boolean writtenHere);
}
