package io.virtualqueue.server.push;

import io.virtualqueue.engine.Command;
import io.virtualqueue.engine.Decider;
import io.virtualqueue.engine.Decision;
import io.virtualqueue.engine.Event;
import io.virtualqueue.engine.QueueSettings;
import io.virtualqueue.engine.QueueState;
import io.virtualqueue.engine.Session;
import io.virtualqueue.server.db.Database;
import io.virtualqueue.server.db.TestDatabase;
import io.virtualqueue.server.http.SpokenDuration;
import io.virtualqueue.server.journal.Journal;
import io.virtualqueue.server.journal.QueueKey;
import io.virtualqueue.server.journal.RecordedEvent;
import io.virtualqueue.server.session.PlaceFacts;
import io.virtualqueue.server.session.QueuePeople;
import io.virtualqueue.server.session.SessionView;
import io.virtualqueue.server.session.TestSessionView;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A queue with listeners, led by commands; rounds happen when the test says so. */
final class PumpScene {
    private static final Database DATABASE = TestDatabase.fresh().database();
    private static final SessionView VIEW = TestSessionView.of(new Journal(DATABASE.worker(), Clock.systemUTC()));
    private static final QueuePeople PEOPLE = TestSessionView.people(DATABASE, VIEW);
    private static final SpokenDuration SPEECH = new SpokenDuration();
    private static final int MORE_ROUNDS_THAN_ANY_WALK = 1_000;

    final QueueKey key = new QueueKey(UUID.randomUUID(), UUID.randomUUID());
    final Told staff = new Told();
    final Told lobby = new Told();
    final Map<UUID, Told> holders = new LinkedHashMap<>();
    final List<RecordedEvent> journal = new ArrayList<>();
    QueueState state = QueueState.empty();

    private final Subscriptions subscriptions = new Subscriptions();
    private Instant now = Instant.parse("2026-01-01T08:00:00Z");
    private final QueuePump pump =
            new QueuePump(key, subscriptions, new Descriptions(VIEW, PEOPLE, SPEECH, () -> now, _ -> state));

    /** Staff and somebody in the waiting area listen from the beginning. */
    PumpScene(QueueSettings settings) {
        state = state.evolve(new Event.Created(settings), now);
        subscriptions.add(new Topic.OfQueue(key, Audience.STAFF), staff, state);
        subscriptions.add(new Topic.OfQueue(key, Audience.VISITORS), lobby, state);
    }

    /** A desk with so many people in line, each of whom listens, all told where they stand. */
    static PumpScene line(int people) {
        PumpScene scene = new PumpScene(QueueSettings.serviceDesk("desk"));
        for (int i = 0; i < people; i++) {
            scene.listen(scene.join());
        }
        scene.allRounds();
        return scene;
    }

    /** Decides a command, and what follows by itself; what is not legal changes nothing. */
    void command(Command command) {
        now = now.plus(Duration.ofMillis(1));
        if (Decider.decide(state, command, now) instanceof Decision.Accepted accepted) {
            List<RecordedEvent> events = new ArrayList<>();
            accepted.events().forEach(event -> happens(event, events));
            if (state.exists()) {
                Decider.followUps(state).forEach(event -> happens(event, events));
            }
            state = state.forgetEnded();
            journal.addAll(events);
            if (!events.isEmpty()) {
                pump.happened(events, state);
            }
        }
    }

    private void happens(Event event, List<RecordedEvent> events) {
        state = state.evolve(event, now);
        events.add(new RecordedEvent(state.seq(), now, event));
    }

    /** So many things happen at once, none of which changes anything. */
    void happened(int events) {
        RecordedEvent nothing = new RecordedEvent(state.seq(), now, new Event.SettingsChanged(state.settings()));
        pump.happened(Collections.nCopies(events, nothing), state);
    }

    UUID join() {
        UUID id = UUID.randomUUID();
        command(new Command.Join(id, UUID.randomUUID(), null));
        return id;
    }

    /** Lets the holder of a session listen, who knows where it stands. */
    Told listen(UUID sessionId) {
        Told holder = new Told();
        Session session = Objects.requireNonNull(state.session(sessionId));
        holders.put(sessionId, holder);
        Seat seat = subscriptions.add(new Topic.OfSession(key, sessionId), holder, state);
        Update first = new Update.Moved(key, VIEW.place(key, state, session));
        Listeners.tellOne(holder, seat, first, Audience.VISITORS);
        return holder;
    }

    /** Lets somebody stand on a session who listens to nothing. */
    Told holds(UUID sessionId) {
        Told holder = new Told();
        subscriptions.hold(key, sessionId, holder);
        return holder;
    }

    /** Lets somebody in the waiting area listen, who is told how things are. */
    void comes(Told newcomer) {
        Seat seat = subscriptions.add(new Topic.OfQueue(key, Audience.VISITORS), newcomer, state);
        Update first = new Update.QueueChanged(key, QueueFacts.of(key, state, now, SPEECH), Set.of(), 0);
        Listeners.tellOne(newcomer, seat, first, Audience.VISITORS);
    }

    void stopListening(UUID sessionId) {
        subscriptions.remove(new Topic.OfSession(key, sessionId), Objects.requireNonNull(holders.remove(sessionId)));
    }

    UUID lastInLine() {
        return state.waitingFrom(state.waiting() - 1, 1).getFirst().id();
    }

    /** Where the holder of a session was told that it is. */
    List<PlaceFacts> places(UUID sessionId) {
        return holders.getOrDefault(sessionId, new Told()).updates.stream()
                .filter(update -> !(update instanceof Update.GetReady || update instanceof Update.Recalled))
                .map(PumpScene::place)
                .filter(Objects::nonNull)
                .toList();
    }

    PlaceFacts lastPlace(UUID sessionId) {
        return places(sessionId).getLast();
    }

    /** Where an update says that a session is, or null when it does not. */
    static @Nullable PlaceFacts place(Update update) {
        return switch (update) {
            case Update.Moved moved -> moved.place();
            case Update.Gone gone -> gone.place();
            case Update.GetReady ready -> ready.place();
            case Update.Recalled again -> again.place();
            default -> null;
        };
    }

    /** Whether there is more to tell. */
    boolean round() {
        return pump.round();
    }

    /** As many rounds as it takes. */
    void allRounds() {
        for (int rounds = 0; round(); rounds++) {
            if (rounds > MORE_ROUNDS_THAN_ANY_WALK) {
                throw new AssertionError("the rounds have no end");
            }
        }
    }
}
