package io.virtualqueue.server.push;

import io.virtualqueue.engine.QueueState;
import io.virtualqueue.engine.Session;
import io.virtualqueue.engine.SessionStatus;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Those who listen to one queue or to somebody in it, and what they were told last. */
final class QueueAudience {
    final ByAudience all = new ByAudience();
    private final Map<UUID, Watched> sessions = new ConcurrentHashMap<>();
    /** The connections that stand on a session, whether they listen to it or to nothing at all. */
    private final Map<UUID, Set<Listener>> holders = new ConcurrentHashMap<>();
    /** Where the head of the line was when the first staff came. */
    private volatile Map<UUID, Integer> nearAtFirst = Map.of();
    /** Where the walk over those far behind goes on; null when it begins anew. */
    private @Nullable Iterator<Map.Entry<UUID, Watched>> walk;

    /** A session that somebody listens to. */
    static final class Watched {
        final Listeners listeners = new Listeners();
        private int position;
        private @Nullable SessionStatus status;
        private boolean hasNewcomers;

        /** Notes where the session is told to be; false when its listeners have been told that. */
        synchronized boolean isNews(int newPosition, SessionStatus newStatus) {
            boolean news = position != newPosition || status != newStatus;
            position = newPosition;
            status = newStatus;
            return news;
        }

        /** Whether some have come since it was asked last: what they were told first may be newer than the last round. */
        synchronized boolean hadNewcomers() {
            boolean had = hasNewcomers;
            hasNewcomers = false;
            return had;
        }

        private synchronized Seat add(Listener listener) {
            hasNewcomers = true;
            return listeners.add(listener, new Seat.AtSession());
        }
    }

    /** @param queue as it is now: the session's listeners are told what differs from it */
    Seat add(UUID sessionId, Listener listener, QueueState queue) {
        Seat[] seat = new Seat[1];
        sessions.compute(sessionId, (_, present) -> {
            Watched watched = present == null ? new Watched() : present;
            seat[0] = watched.add(listener);
            Session session = queue.session(sessionId);
            if (present == null && session != null) {
                watched.isNews(queue.position(session), session.status());
            }
            return watched;
        });
        return seat[0];
    }

    /** Staff begin to listen: what is so now is no news to them. */
    void staffCome(QueueState queue) {
        if (all.staff().isEmpty()) {
            Map<UUID, Integer> near = new HashMap<>();
            for (Session session : queue.waitingFrom(0, Positions.NEAR)) {
                near.put(session.id(), near.size() + 1);
            }
            nearAtFirst = near;
        }
    }

    Map<UUID, Integer> nearAtFirst() {
        return nearAtFirst;
    }

    void remove(UUID sessionId, Listener listener) {
        sessions.computeIfPresent(sessionId, (_, watched) -> {
            watched.listeners.remove(listener);
            return watched.listeners.isEmpty() ? null : watched;
        });
    }

    void hold(UUID sessionId, Listener holder) {
        holders.computeIfAbsent(sessionId, _ -> ConcurrentHashMap.newKeySet()).add(holder);
    }

    void letGo(UUID sessionId, Listener holder) {
        holders.computeIfPresent(sessionId, (_, present) -> {
            present.remove(holder);
            return present.isEmpty() ? null : present;
        });
    }

    @Nullable
    Watched watched(UUID sessionId) {
        return sessions.get(sessionId);
    }

    boolean isEmpty() {
        return all.isEmpty() && sessions.isEmpty() && holders.isEmpty();
    }

    /** All who listen to the queue or to somebody in it, and whose session is in it; some of them twice. */
    void forEach(Consumer<Listener> action) {
        all.forEach(action);
        sessions.values().forEach(watched -> watched.listeners.forEach(action));
        holders.values().forEach(present -> present.forEach(action));
    }

    /** Says that a session has ended for good to those who listen to it, and to those who stand on it. */
    void sessionEnded(UUID sessionId) {
        Watched watched = sessions.get(sessionId);
        if (watched != null) {
            watched.listeners.forEach(listener -> listener.sessionEnded(sessionId));
        }
        holders.getOrDefault(sessionId, Set.of()).forEach(holder -> holder.sessionEnded(sessionId));
    }

    /** The next of those that are listened to, in no order, each once on a walk; null at the end of it. */
    Map.@Nullable Entry<UUID, Watched> next() {
        Iterator<Map.Entry<UUID, Watched>> going = walk;
        if (going == null) {
            going = sessions.entrySet().iterator();
            walk = going;
        }
        if (going.hasNext()) {
            return going.next();
        }
        walk = null;
        return null;
    }
}
