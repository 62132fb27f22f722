package io.virtualqueue.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.virtualqueue.engine.Event;
import io.virtualqueue.engine.Level;
import io.virtualqueue.engine.QueueSettings;
import io.virtualqueue.engine.QueueState;
import io.virtualqueue.engine.QueueStatus;
import io.virtualqueue.engine.SessionStatus;
import io.virtualqueue.server.journal.RecordedEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What events give to tell. */
class OccasionsTest {
    private static final Instant START = Instant.parse("2026-01-31T12:00:00Z");
    private static final QueueSettings ROOM = QueueSettings.waitingRoom("Room", 10, 60);
    private static final UUID ANN = new UUID(0, 1);
    private static final UUID BOB = new UUID(0, 2);

    private final List<RecordedEvent> events = new ArrayList<>();
    private final Map<UUID, Occasions.KnownSession> sessions = new HashMap<>();
    private QueueState queue = QueueState.empty();

    private void happens(int atSecond, Event event) {
        Instant at = START.plusSeconds(atSecond);
        queue = queue.evolve(event, at);
        events.add(new RecordedEvent(queue.seq(), at, event));
    }

    private void joins(int atSecond, UUID session) {
        happens(atSecond, new Event.Joined(session, session, Level.NORMAL, atSecond));
        sessions.put(session, new Occasions.KnownSession(Level.NORMAL, START.plusSeconds(atSecond), null, null));
    }

    private void released(UUID session, int atSecond) {
        Occasions.KnownSession known = Objects.requireNonNull(sessions.get(session));
        sessions.put(
                session,
                new Occasions.KnownSession(known.level(), known.joinedAt(), START.plusSeconds(atSecond), null));
    }

    private List<Occasion> told() {
        return Occasions.of(queue, ROOM, sessions, events);
    }

    private Facts.OfSession session(int index) {
        return (Facts.OfSession) told().get(index).facts();
    }

    private Facts.OfQueue ofQueue(int index) {
        return (Facts.OfQueue) told().get(index).facts();
    }

    @Test
    void aQueueIsMadeChangedPausedResumedAndDeleted() {
        happens(0, new Event.Created(ROOM));
        happens(1, new Event.SettingsChanged(ROOM.withStatus(QueueStatus.PAUSED)));
        happens(2, new Event.SettingsChanged(ROOM));
        happens(3, new Event.SettingsChanged(ROOM.withStatus(QueueStatus.CLOSED)));
        happens(4, new Event.Deleted());

        assertThat(told())
                .extracting(Occasion::name)
                .containsExactly(
                        EventName.QUEUE_CREATED,
                        EventName.QUEUE_UPDATED,
                        EventName.QUEUE_PAUSED,
                        EventName.QUEUE_UPDATED,
                        EventName.QUEUE_RESUMED,
                        EventName.QUEUE_UPDATED,
                        EventName.QUEUE_DELETED);
        assertThat(told()).extracting(Occasion::sessionId).containsOnlyNulls();
        assertThat(ofQueue(0).isActive()).isTrue();
        assertThat(ofQueue(0).createdAt()).isEqualTo(START);
        assertThat(ofQueue(1).changes())
                .containsOnlyKeys("status", "isActive")
                .containsEntry("status", new Facts.Change("active", "paused"));
        assertThat(ofQueue(2).isActive()).isFalse();
        assertThat(ofQueue(6).deletedAt()).isEqualTo(START.plusSeconds(4));
    }

    @Test
    void everyFieldThatChangedIsTold() {
        QueueSettings other = QueueSettings.waitingRoom("Hall", 20, 120);

        assertThat(Changes.between(ROOM, other))
                .containsOnly(
                        Map.entry("name", new Facts.Change("Room", "Hall")),
                        Map.entry("maxConcurrentUsers", new Facts.Change(10, 20)),
                        Map.entry("releaseRatePerMinute", new Facts.Change(60, 120)));
        assertThat(Changes.between(ROOM, ROOM)).isEmpty();
    }

    @Test
    void whoJoinsHasThePositionOfTheLine() {
        happens(0, new Event.Created(ROOM));
        joins(1, ANN);
        joins(2, BOB);

        assertThat(session(1).position()).isEqualTo(1);
        assertThat(session(2).position()).isEqualTo(2);
        assertThat(session(2).status()).isEqualTo("waiting");
        assertThat(session(2).priority()).isEqualTo("normal");
        assertThat(session(2).queueName()).isEqualTo("Room");
        assertThat(session(2).waitTime()).isNull();
        assertThat(session(2).leftAt()).isNull();
        assertThat(session(2).maxConcurrentUsers()).isEqualTo(10);
    }

    @Test
    void whoWaitsNoMoreHasNoPositionToTell() {
        happens(0, new Event.Created(ROOM));
        joins(1, ANN);
        happens(2, new Event.Released(ANN));

        assertThat(session(1).position()).isNull();
        assertThat(session(2).position()).isZero();
        assertThat(session(2).currentUsers()).isEqualTo(1);
    }

    @Test
    void releasesOfOneMomentAreOneRound() {
        happens(0, new Event.Created(ROOM));
        joins(1, ANN);
        joins(2, BOB);
        happens(11, new Event.Released(ANN));
        happens(11, new Event.Released(BOB));
        happens(12, new Event.Served(ANN));
        joins(13, new UUID(0, 3));
        happens(14, new Event.Released(new UUID(0, 3)));

        assertThat(told())
                .extracting(Occasion::name)
                .containsExactly(
                        EventName.QUEUE_CREATED,
                        EventName.USER_JOINED,
                        EventName.USER_JOINED,
                        EventName.USER_RELEASED,
                        EventName.USER_RELEASED,
                        EventName.QUEUE_PROCESSED,
                        EventName.USER_SERVED,
                        EventName.USER_JOINED,
                        EventName.USER_RELEASED,
                        EventName.QUEUE_PROCESSED);
        assertThat(ofQueue(5).round()).isEqualTo(new Facts.Round(2, 10, 0));
        assertThat(told().get(5).seq()).isEqualTo(4);
        assertThat(ofQueue(9).round()).isEqualTo(new Facts.Round(1, 1, 0));
    }

    @Test
    void theWaitEndsWithTheReleaseOrWithLeaving() {
        happens(0, new Event.Created(ROOM));
        joins(0, ANN);
        joins(0, BOB);
        happens(5, new Event.Released(ANN));
        released(ANN, 5);
        happens(8, new Event.Completed(ANN));
        happens(9, new Event.Left(BOB, false));

        assertThat(session(3).waitTime()).isEqualTo(5);
        // After the round of the release.
        assertThat(session(5).status()).isEqualTo("completed");
        assertThat(session(5).waitTime()).isEqualTo(5);
        assertThat(session(5).leftAt()).isEqualTo(START.plusSeconds(8));
        assertThat(session(6).status()).isEqualTo("left");
        assertThat(session(6).waitTime()).isEqualTo(9);
    }

    @Test
    void staffCallSomebodyToACounter() {
        happens(0, new Event.Created(QueueSettings.serviceDesk("Desk")));
        joins(1, ANN);
        happens(2, new Event.Called(ANN, "7"));
        happens(3, new Event.NoShowed(ANN));

        assertThat(told())
                .extracting(Occasion::name)
                .containsExactly(
                        EventName.QUEUE_CREATED,
                        EventName.USER_JOINED,
                        EventName.USER_CALLED,
                        EventName.QUEUE_PROCESSED,
                        EventName.USER_NO_SHOW);
        assertThat(session(2).counterId()).isEqualTo("7");
        assertThat(session(2).status()).isEqualTo("called");
    }

    @Test
    void whatStaffDoWithALineIsTold() {
        happens(0, new Event.Created(QueueSettings.serviceDesk("Desk")));
        joins(1, ANN);
        happens(1, new Event.GetReady(ANN));
        happens(2, new Event.ReadyAtChosen(ANN, 5));
        happens(3, new Event.Moved(ANN, Level.NORMAL, 7));
        happens(4, new Event.CountersOpened(2));
        happens(5, new Event.Called(ANN, "7"));
        sessions.put(ANN, new Occasions.KnownSession(Level.NORMAL, START.plusSeconds(1), START.plusSeconds(5), "7"));
        happens(6, new Event.Recalled(ANN));
        happens(7, new Event.Undone(ANN, SessionStatus.WAITING, Level.NORMAL, 7, null, START.plusSeconds(1)));

        assertThat(told())
                .extracting(Occasion::name)
                .containsExactly(
                        EventName.QUEUE_CREATED,
                        EventName.USER_JOINED,
                        EventName.USER_GET_READY,
                        EventName.USER_MOVED,
                        EventName.USER_CALLED,
                        EventName.QUEUE_PROCESSED,
                        EventName.USER_RECALLED,
                        EventName.USER_UNDONE);
        assertThat(session(2).status()).isEqualTo("waiting");
        assertThat(session(2).position()).isEqualTo(1);
        assertThat(session(6).status()).isEqualTo("called");
        assertThat(session(6).counterId()).isEqualTo("7");
        assertThat(session(6).waitTime()).isEqualTo(4);
        assertThat(session(7).status()).isEqualTo("waiting");
        assertThat(session(7).waitTime()).isNull();
    }

    @Test
    void positionsAreToldOfThoseWhoseChanged() {
        happens(0, new Event.Created(ROOM));
        joins(1, ANN);
        joins(2, BOB);
        PositionNews news = new PositionNews();
        assertThat(news.changes(queue)).as("nothing was told before").isEmpty();
        news.tell(queue);
        assertThat(news.changes(queue)).isEmpty();

        happens(3, new Event.Released(ANN));

        assertThat(news.changes(queue)).hasSize(1).first().satisfies(change -> {
            assertThat(change.name()).isEqualTo(EventName.POSITION_CHANGED);
            assertThat(change.sessionId()).isEqualTo(BOB);
            Facts.OfSession facts = (Facts.OfSession) change.facts();
            assertThat(facts.position()).isEqualTo(1);
            assertThat(facts.previousPosition()).isEqualTo(2);
        });
        news.tell(queue);
        assertThat(news.changes(queue)).isEmpty();
    }

    @Test
    void factsAreStoredAndReadAgain() {
        happens(0, new Event.Created(ROOM));
        happens(1, new Event.SettingsChanged(QueueSettings.waitingRoom("Hall", 20, 120)));
        joins(2, ANN);

        assertThat(told())
                .allSatisfy(occasion -> assertThat(Facts.Json.read(occasion.name(), Facts.Json.write(occasion.facts())))
                        .isEqualTo(occasion.facts()));
    }
}
