package io.virtualqueue.server.journal;

import io.virtualqueue.engine.QueueState;
import io.virtualqueue.engine.Session;

/** A session seen in its queue. The session may have ended; then the state no longer knows it. */
public record Place(QueueState queue, Session session) {

    /** 1 + the number of waiting sessions that go before this one; 0 when it is not waiting. */
    public int position() {
        return queue.position(session);
    }
}
