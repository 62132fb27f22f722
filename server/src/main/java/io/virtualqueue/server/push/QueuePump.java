package io.virtualqueue.server.push;

import io.virtualqueue.engine.Event;
import io.virtualqueue.engine.QueueState;
import io.virtualqueue.engine.Session;
import io.virtualqueue.engine.SessionStatus;
import io.virtualqueue.server.http.SpokenDuration;
import io.virtualqueue.server.journal.QueueKey;
import io.virtualqueue.server.journal.RecordedEvent;
import io.virtualqueue.server.session.PlaceFacts;
import io.virtualqueue.server.session.SessionView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tells the listeners of one queue what happened since the last round. Rounds of one queue never overlap.
 *
 * <p>What is told when: every event, who joined, who is gone and each change of a session's status with the round that
 * follows the commit, in the journal's order; how full the queue is once per round; new positions of the first {@value
 * #NEAR} in line with the round, those further back by a walk of at most {@value #FAR_PER_ROUND} in a round. Nobody is
 * told a position twice.
 */
final class QueuePump {
    /** How many at the head of the line hear at once where they stand. */
    static final int NEAR = 100;
    /** From this position on one should get ready. */
    static final int READY_FROM = 3;
    /** How many of those further back are looked at in one round. */
    static final int FAR_PER_ROUND = 500;
    /** Events that may wait for a round; when there are more, listeners are told only how things are then. */
    static final int MAX_EVENTS = 20_000;

    private final QueueKey queue;
    private final Subscriptions subscriptions;
    private final SessionView view;
    private final SpokenDuration speech;
    private final Supplier<Instant> clock;
    private final Object lock = new Object();
    private List<RecordedEvent> waiting = new ArrayList<>();
    private boolean overflowed;
    private @Nullable QueueState newest;
    private @Nullable QueueFacts told;
    private Map<UUID, Integer> nearTold = new HashMap<>();
    private boolean walking;
    private boolean walkAgain;

    QueuePump(
            QueueKey queue,
            Subscriptions subscriptions,
            SessionView view,
            SpokenDuration speech,
            Supplier<Instant> clock) {
        this.queue = queue;
        this.subscriptions = subscriptions;
        this.view = view;
        this.speech = speech;
        this.clock = clock;
    }

    /** Notes what happened; called by writers and followers, so it only notes. */
    void happened(List<RecordedEvent> events, QueueState state) {
        synchronized (lock) {
            newest = state;
            if (waiting.size() + events.size() > MAX_EVENTS) {
                overflowed = true;
                waiting.clear();
            } else if (!overflowed) {
                waiting.addAll(events);
            }
        }
    }

    /**
     * Tells what has been noted.
     *
     * @return whether there is more to tell soon, without anything new happening
     */
    synchronized boolean round() {
        List<RecordedEvent> events;
        QueueState state;
        synchronized (lock) {
            events = waiting;
            waiting = new ArrayList<>();
            overflowed = false;
            state = newest;
        }
        if (state == null) {
            return false;
        }
        if (!events.isEmpty()) {
            events.forEach(event -> tell(event, state));
            tellQueue(events, state);
            walkAgain = true;
        }
        QueueAudience audience = subscriptions.of(queue);
        if (audience == null || !state.exists()) {
            walking = false;
            walkAgain = false;
            return false;
        }
        tellNear(audience, state);
        return tellFar(audience, state);
    }

    private void tell(RecordedEvent recorded, QueueState state) {
        subscriptions.tell(new Update.Happened(queue, recorded), Audience.STAFF);
        if (recorded.event() instanceof Event.OfSession event) {
            Session live = state.exists() ? state.session(event.sessionId()) : null;
            PlaceFacts place = live != null
                    ? view.place(queue, state, live)
                    : view.ended(queue, state, event.sessionId(), statusAfter(event));
            Update forStaff = switch (event) {
                case Event.Joined _ -> new Update.Joined(queue, place.withoutPass());
                case Event.Left _, Event.Expired _, Event.NoShowed _, Event.Completed _, Event.Transferred _ ->
                    new Update.Gone(queue, place.withoutPass());
                case Event.Released _, Event.Called _, Event.Served _, Event.Returned _ ->
                    new Update.Moved(queue, place.withoutPass());
            };
            subscriptions.tell(forStaff, Audience.STAFF);
            nearTold.put(event.sessionId(), place.position());
            tellHolder(event.sessionId(), place, live);
        }
    }

    private void tellHolder(UUID sessionId, PlaceFacts place, @Nullable Session live) {
        QueueAudience audience = subscriptions.of(queue);
        QueueAudience.Watched watched = audience == null ? null : audience.watched(sessionId);
        if (watched == null) {
            return;
        }
        SessionStatus status = live == null ? null : live.status();
        if (status == null || watched.isNews(place.position(), status)) {
            Update update = status == null ? new Update.Gone(queue, place) : new Update.Moved(queue, place);
            watched.listeners.tell(update, Audience.VISITORS);
        }
    }

    private void tellQueue(List<RecordedEvent> events, QueueState state) {
        if (!state.exists()) {
            return;
        }
        QueueFacts facts = QueueFacts.of(queue, state, clock.get(), speech);
        int processed = (int) events.stream()
                .filter(event -> event.event() instanceof Event.Released || event.event() instanceof Event.Called)
                .count();
        if (processed > 0) {
            subscriptions.tell(new Update.Processed(queue, processed, facts), Audience.STAFF);
        }
        Set<Update.Cause> causes = events.stream()
                .flatMap(event -> cause(event.event()).stream())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Update.Cause.class)));
        if (causes.contains(Update.Cause.SETTINGS) || !facts.tellsTheSameAs(told)) {
            told = facts;
            Update changed = new Update.QueueChanged(queue, facts, Set.copyOf(causes));
            subscriptions.tell(changed, Audience.STAFF);
            subscriptions.tell(changed, Audience.VISITORS);
        }
    }

    /** Staff hear of those at the head of the line, and so do they themselves. */
    private void tellNear(QueueAudience audience, QueueState state) {
        List<Session> near = state.waitingFrom(0, NEAR);
        Map<UUID, Integer> now = new HashMap<>();
        for (int index = 0; index < near.size(); index++) {
            Session session = near.get(index);
            int position = index + 1;
            now.put(session.id(), position);
            QueueAudience.Watched watched = audience.watched(session.id());
            boolean news = watched != null && watched.isNews(position, session.status());
            boolean newsForStaff = nearTold.getOrDefault(session.id(), 0) != position
                    && !audience.all.staff().isEmpty();
            if (news || newsForStaff) {
                PlaceFacts place = view.place(queue, state, session);
                if (news && watched != null) {
                    watched.listeners.tell(new Update.Moved(queue, place), Audience.VISITORS);
                    if (position <= READY_FROM && watched.isFirstReady()) {
                        watched.listeners.tell(new Update.GetReady(queue, place), Audience.VISITORS);
                    }
                }
                if (newsForStaff) {
                    audience.all.staff().tell(new Update.Moved(queue, place.withoutPass()), Audience.STAFF);
                }
            }
        }
        nearTold = now;
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
            if (session == null || session.status() != SessionStatus.WAITING) {
                continue;
            }
            int position = state.position(session);
            if (next.getValue().isNews(position, session.status())) {
                next.getValue()
                        .listeners
                        .tell(new Update.Moved(queue, view.place(queue, state, session)), Audience.VISITORS);
            }
        }
        return walking || walkAgain;
    }

    private static Optional<Update.Cause> cause(Event event) {
        return switch (event) {
            case Event.Joined _, Event.Returned _ -> Optional.of(Update.Cause.JOINED);
            case Event.Released _, Event.Called _ -> Optional.of(Update.Cause.CALLED);
            case Event.Completed _, Event.Left _, Event.Expired _, Event.NoShowed _, Event.Transferred _ ->
                Optional.of(Update.Cause.GONE);
            case Event.SettingsChanged _ -> Optional.of(Update.Cause.SETTINGS);
            case Event.Served _, Event.Created _, Event.Deleted _ -> Optional.empty();
        };
    }

    private static SessionStatus statusAfter(Event.OfSession event) {
        return switch (event) {
            case Event.Joined _, Event.Returned _ -> SessionStatus.WAITING;
            case Event.Released _ -> SessionStatus.RELEASED;
            case Event.Called _ -> SessionStatus.CALLED;
            case Event.Served _ -> SessionStatus.SERVING;
            case Event.Completed _ -> SessionStatus.COMPLETED;
            case Event.Left _ -> SessionStatus.LEFT;
            case Event.Expired _ -> SessionStatus.EXPIRED;
            case Event.NoShowed _ -> SessionStatus.NO_SHOW;
            case Event.Transferred _ -> SessionStatus.TRANSFERRED;
        };
    }
}
