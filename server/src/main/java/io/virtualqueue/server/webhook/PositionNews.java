package io.virtualqueue.server.webhook;

import io.virtualqueue.engine.QueueState;
import io.virtualqueue.engine.Session;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The positions at the head of one queue's line as they were told last. Whoever was not among them has no position to
 * have changed, but for those who have joined since: joining tells the first one.
 */
final class PositionNews {
    /** So many from the head of the line hear of their position. */
    static final int NEAR = 100;
    /** So many are remembered at most until positions are told again. */
    static final int MAX_REMEMBERED = 10_000;

    private Map<UUID, Integer> told = new HashMap<>();

    /** Somebody has joined, which tells the position that they have now. */
    void joined(QueueState queue, UUID sessionId) {
        Session session = queue.session(sessionId);
        int position = session == null ? 0 : queue.position(session);
        if (position > 0 && position <= NEAR && told.size() < MAX_REMEMBERED) {
            told.putIfAbsent(sessionId, position);
        }
    }

    /** Positions that are not as they were told; said again until {@link #tell}. */
    List<Occasion> changes(QueueState queue) {
        List<Occasion> changes = new ArrayList<>();
        for (Session session : queue.waitingFrom(0, NEAR)) {
            Integer before = told.get(session.id());
            if (before != null && before != queue.position(session)) {
                changes.add(Occasions.moved(queue, session, before));
            }
        }
        return changes;
    }

    /** These positions have been told now. */
    void tell(QueueState queue) {
        List<Session> near = queue.waitingFrom(0, NEAR);
        Map<UUID, Integer> now = HashMap.newHashMap(near.size());
        for (int i = 0; i < near.size(); i++) {
            now.put(near.get(i).id(), i + 1);
        }
        told = now;
    }
}
