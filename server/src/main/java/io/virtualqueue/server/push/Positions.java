package io.virtualqueue.server.push;

import io.virtualqueue.engine.QueueState;
import io.virtualqueue.engine.Session;
import io.virtualqueue.engine.SessionStatus;
import io.virtualqueue.server.journal.QueueKey;
import io.virtualqueue.server.session.PlaceFacts;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Tells where the sessions of one queue stand: the first {@value #NEAR} in line with each round, to their holders and to
 * staff; those further back to their holders, by a walk of at most {@value #FAR_PER_ROUND} in a round.
 */
final class Positions {
    /** How many at the head of the line hear at once where they stand. */
    static final int NEAR = 100;
    /** How many of those further back are looked at in one round. */
    static final int FAR_PER_ROUND = 500;

    private final QueueKey queue;
    private final Subscriptions subscriptions;
    private final Descriptions descriptions;
    /** Where staff know those at the head of the line to be; null before the first round. */
    private @Nullable Map<UUID, Integer> known;

    /** Whose holders have been told in this round where they stand. */
    private final Set<UUID> toldNow = new HashSet<>();

    private boolean walking;
    private boolean walkAgain;

    Positions(QueueKey queue, Subscriptions subscriptions, Descriptions descriptions) {
        this.queue = queue;
        this.subscriptions = subscriptions;
        this.descriptions = descriptions;
    }

    /** A round begins. */
    void begin(@Nullable QueueAudience audience) {
        toldNow.clear();
        if (known == null) {
            known = audience == null ? new HashMap<>() : new HashMap<>(audience.nearAtFirst());
        }
    }

    /** Staff have been told already where this session is. */
    void told(UUID sessionId, int position) {
        if (known != null) {
            known.put(sessionId, position);
        }
    }

    /** The line is another than before. */
    void moved() {
        walkAgain = true;
    }

    /** There is no line any more. */
    void end() {
        walking = false;
        walkAgain = false;
    }

    /**
     * Tells what is new.
     *
     * @return whether there is more to tell in the next round
     */
    boolean tell(@Nullable QueueAudience audience, QueueState state) {
        tellNear(audience, state);
        return audience != null && tellFar(audience, state);
    }

    /** Tells what is new of those at the head of the line only. */
    void tellNear(@Nullable QueueAudience audience, QueueState state) {
        if (!state.exists()) {
            return;
        }
        boolean staffListen = subscriptions.staffListenTo(queue);
        Map<UUID, Integer> before = known == null ? Map.of() : known;
        Map<UUID, Integer> now = new HashMap<>();
        for (Session session : state.waitingFrom(0, NEAR)) {
            int position = now.size() + 1;
            now.put(session.id(), position);
            QueueAudience.Watched watched = audience == null ? null : audience.watched(session.id());
            if (watched != null) {
                tell(watched, position, session, state);
            }
            if (staffListen && before.getOrDefault(session.id(), 0) != position) {
                PlaceFacts place = descriptions.place(queue, state, session);
                subscriptions.tell(new Update.Moved(queue, place.withoutPass()), Audience.STAFF);
            }
        }
        known = now;
    }

    /** Tells the holders at the head of the line where they stand, also those for whom that is nothing new. */
    void tellStanding(@Nullable QueueAudience audience, QueueState state) {
        if (audience == null || !state.exists()) {
            return;
        }
        for (Session session : state.waitingFrom(0, NEAR)) {
            QueueAudience.Watched watched = audience.watched(session.id());
            if (watched != null && !toldNow.contains(session.id())) {
                PlaceFacts place = descriptions.place(queue, state, session);
                watched.listeners.tell(new Update.Standing(queue, place), Audience.VISITORS);
            }
        }
    }

    private void tell(QueueAudience.Watched watched, int position, Session session, QueueState state) {
        boolean newcomers = watched.hadNewcomers();
        if (!watched.isNews(position, session.status()) && !newcomers) {
            return;
        }
        toldNow.add(session.id());
        PlaceFacts place = descriptions.place(queue, state, session);
        watched.listeners.tell(new Update.Moved(queue, place), Audience.VISITORS);
    }

    /** Goes on with the walk; a new one begins when the last is over and something has happened since it began. */
    private boolean tellFar(QueueAudience audience, QueueState state) {
        if (!walking) {
            walking = walkAgain;
            walkAgain = false;
        }
        for (int looked = 0; walking && looked < FAR_PER_ROUND; looked++) {
            Map.Entry<UUID, QueueAudience.Watched> next = audience.next();
            if (next == null) {
                walking = false;
                break;
            }
            Session session = state.session(next.getKey());
            if (session != null && session.status() == SessionStatus.WAITING) {
                tell(next.getValue(), state.position(session), session, state);
            }
        }
        return walking || walkAgain;
    }
}
