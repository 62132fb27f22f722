package io.virtualqueue.server.push;

import io.virtualqueue.engine.Event;
import io.virtualqueue.engine.QueueKind;
import io.virtualqueue.engine.QueueState;
import io.virtualqueue.engine.Session;
import io.virtualqueue.engine.SessionStatus;
import io.virtualqueue.engine.Transitions;
import io.virtualqueue.server.journal.QueueKey;
import io.virtualqueue.server.journal.RecordedEvent;
import io.virtualqueue.server.session.Person;
import io.virtualqueue.server.session.PlaceFacts;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tells the listeners of one queue what happened since the last round. Rounds of one queue never overlap.
 *
 * <p>What is told when: every event, who joined, who is gone and each change of a session's status with the round that
 * follows the commit, in the journal's order; how full the queue is once per round; new positions of the first {@value
 * Positions#NEAR} in line with the round, those further back by a walk of at most {@value Positions#FAR_PER_ROUND} in a round. Nobody is
 * told a position twice.
 *
 * <p>Whoever is told who people are hears it with the round too; for that it waits a little for the database.
 */
final class QueuePump {
    /** Events that may wait for a round; when there are more, listeners have to come back. */
    static final int MAX_EVENTS = 20_000;

    private final QueueKey queue;
    private final Subscriptions subscriptions;
    private final Descriptions descriptions;
    private final RollCall rollCall;
    private final Object lock = new Object();
    private List<RecordedEvent> waiting = new ArrayList<>();
    private boolean overflowed;
    private @Nullable QueueState newest;
    private @Nullable QueueFacts told;
    private final Positions positions;
    /** Those that have ended for good in this round. */
    private final List<UUID> over = new ArrayList<>();

    QueuePump(QueueKey queue, Subscriptions subscriptions, Descriptions descriptions) {
        this.queue = queue;
        this.subscriptions = subscriptions;
        this.descriptions = descriptions;
        this.positions = new Positions(queue, subscriptions, descriptions);
        this.rollCall = new RollCall(queue, subscriptions, descriptions);
    }

    /** Notes what happened; called by writers and followers, so it only notes. */
    void happened(List<RecordedEvent> events, QueueState state) {
        synchronized (lock) {
            newest = state;
            if (waiting.size() + events.size() > MAX_EVENTS) {
                overflowed = true;
                waiting = new ArrayList<>();
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
        boolean lost;
        synchronized (lock) {
            events = waiting;
            waiting = new ArrayList<>();
            lost = overflowed;
            overflowed = false;
            state = newest;
        }
        QueueAudience audience = subscriptions.of(queue);
        if (state == null) {
            return false;
        }
        if (lost && audience != null) {
            audience.forEach(listener -> listener.close(Ending.BEHIND));
        }
        positions.begin(audience);
        if (!events.isEmpty()) {
            Map<UUID, Person> names = namesOf(events);
            Map<UUID, Long> lastMoveOf = lastMoveOf(events);
            events.forEach(event -> tell(event, state, names, lastMoveOf));
            // Before what goes to everyone, which takes long where many listen.
            positions.tellNear(audience, state);
            tellQueue(events, state);
            endSessions(audience);
            positions.moved();
        }
        if (!state.exists()) {
            end(audience, state);
            return false;
        }
        boolean more = positions.tell(audience, state);
        if (!more) {
            rest();
        }
        return more;
    }

    /** At a desk, everyone who waits counts those who are seen. */
    private static boolean isSomeoneDone(List<RecordedEvent> events, QueueState state) {
        return state.exists()
                && state.settings().kind() == QueueKind.SERVICE_DESK
                && events.stream()
                        .anyMatch(each ->
                                each.event() instanceof Event.Completed || each.event() instanceof Event.NoShowed);
    }

    private void endSessions(@Nullable QueueAudience audience) {
        if (audience != null) {
            over.forEach(audience::sessionEnded);
        }
        over.clear();
    }

    /** Holds on to no state of a queue of which there is nothing to tell. */
    private void rest() {
        synchronized (lock) {
            if (waiting.isEmpty()) {
                newest = null;
            }
        }
    }

    private void end(@Nullable QueueAudience audience, QueueState state) {
        positions.end();
        rest();
        if (audience != null && state.isDeleted()) {
            audience.forEach(listener -> listener.queueDeleted(queue));
        }
    }

    private Map<UUID, Person> namesOf(List<RecordedEvent> events) {
        return subscriptions.namesAreWanted(queue)
                ? descriptions.names(
                        queue,
                        events.stream()
                                .flatMap(event -> event.event() instanceof Event.Joined joined
                                        ? Stream.of(joined.sessionId())
                                        : Stream.empty())
                                .toList())
                : Map.of();
    }

    /** By session the number of the last event that put it where it is. */
    private static Map<UUID, Long> lastMoveOf(List<RecordedEvent> events) {
        Map<UUID, Long> last = new HashMap<>();
        for (RecordedEvent recorded : events) {
            if (recorded.event() instanceof Event.OfSession event && !leavesInPlace(event)) {
                last.put(event.sessionId(), recorded.seq());
            }
        }
        return last;
    }

    /** Whether the session is after it where it was before. */
    private static boolean leavesInPlace(Event.OfSession event) {
        return event instanceof Event.GetReady
                || event instanceof Event.ReadyAtChosen
                || event instanceof Event.Recalled;
    }

    private void tell(RecordedEvent recorded, QueueState state, Map<UUID, Person> names, Map<UUID, Long> lastMoveOf) {
        subscriptions.tell(new Update.Happened(queue, recorded), Audience.STAFF);
        if (recorded.event() instanceof Event.OfSession event) {
            Session live = state.exists() ? state.session(event.sessionId()) : null;
            PlaceFacts place = live != null
                    ? descriptions.place(queue, state, live)
                    : descriptions.ended(queue, state, event.sessionId(), event.statusAfter());
            Update forStaff = forStaff(event, place.withoutPass(), names);
            // Of several moves in one round all would tell the same: where it is after the last.
            boolean movesOn = lastMoveOf.getOrDefault(event.sessionId(), recorded.seq()) != recorded.seq();
            if (forStaff != null && !(forStaff instanceof Update.Moved && movesOn)) {
                subscriptions.tell(forStaff, Audience.STAFF);
            }
            if (!leavesInPlace(event)) {
                positions.told(event.sessionId(), place.position());
            }
            tellHolder(event, place, live, state);
        }
    }

    /** What staff are told besides the event itself; null when that says it all. */
    private @Nullable Update forStaff(Event.OfSession event, PlaceFacts place, Map<UUID, Person> names) {
        return switch (event) {
            case Event.Joined _ -> new Update.Joined(queue, place, names.getOrDefault(event.sessionId(), Person.NONE));
            case Event.Left _, Event.Expired _, Event.NoShowed _, Event.Completed _, Event.Transferred _ ->
                new Update.Gone(queue, place);
            case Event.Released _, Event.Called _, Event.Served _, Event.Returned _, Event.Moved _ ->
                new Update.Moved(queue, place);
            case Event.Undone undone ->
                undone.status().isLive() ? new Update.Moved(queue, place) : new Update.Gone(queue, place);
            case Event.Recalled _ -> new Update.Recalled(queue, place);
            case Event.GetReady _, Event.ReadyAtChosen _ -> null;
        };
    }

    private void tellHolder(Event.OfSession event, PlaceFacts place, @Nullable Session live, QueueState state) {
        QueueAudience audience = subscriptions.of(queue);
        QueueAudience.Watched watched = audience == null ? null : audience.watched(event.sessionId());
        boolean hasGoneSince = live == null && event.statusAfter().isLive();
        if (live == null && !hasGoneSince && !mayReturn(state, event.statusAfter())) {
            over.add(event.sessionId());
        }
        if (watched == null || hasGoneSince) {
            return;
        }
        boolean newcomers = watched.hadNewcomers();
        if (live == null) {
            watched.listeners.tell(new Update.Gone(queue, place), Audience.VISITORS);
            return;
        }
        if (watched.isNews(place.position(), live.status()) || newcomers) {
            watched.listeners.tell(new Update.Moved(queue, place), Audience.VISITORS);
        }
        // Whoever has been called since hears that alone.
        if (event instanceof Event.GetReady && live.status() == SessionStatus.WAITING) {
            watched.listeners.tell(new Update.GetReady(queue, place), Audience.VISITORS);
        } else if (event instanceof Event.Recalled && live.status() == SessionStatus.CALLED) {
            watched.listeners.tell(new Update.Recalled(queue, place), Audience.VISITORS);
        }
    }

    /** Whoever did not show up at a desk may still come. */
    static boolean mayReturn(QueueState state, SessionStatus ended) {
        return state.exists() && Transitions.isLegal(state.settings().kind(), ended, SessionStatus.WAITING);
    }

    private void tellQueue(List<RecordedEvent> events, QueueState state) {
        if (!state.exists()) {
            return;
        }
        QueueFacts facts = descriptions.facts(queue, state);
        int processed = (int) events.stream()
                .filter(event -> event.event() instanceof Event.Released || event.event() instanceof Event.Called)
                .count();
        if (processed > 0) {
            subscriptions.tell(new Update.Processed(queue, processed, facts), Audience.STAFF);
        }
        Set<Update.Cause> causes = events.stream()
                .flatMap(event -> Update.Cause.of(event.event()).stream())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Update.Cause.class)));
        long settingsSeq = events.stream()
                .filter(event -> event.event() instanceof Event.SettingsChanged)
                .mapToLong(RecordedEvent::seq)
                .max()
                .orElse(0);
        Update changed = new Update.QueueChanged(queue, facts, Set.copyOf(causes), settingsSeq);
        if (settingsSeq > 0 || !facts.tellsTheSameAs(told)) {
            told = facts;
            subscriptions.tell(changed, Audience.STAFF);
            subscriptions.tell(changed, Audience.VISITORS);
        } else {
            // Whoever came since may have been told what was so between two rounds.
            subscriptions.tellWithinQueue(changed);
        }
        if (causes.contains(Update.Cause.GONE) && subscriptions.namesAreWanted(queue)) {
            rollCall.ask();
        }
        if (isSomeoneDone(events, state)) {
            positions.tellStanding(subscriptions.of(queue), state);
        }
    }
}
