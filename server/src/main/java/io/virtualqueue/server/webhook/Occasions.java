package io.virtualqueue.server.webhook;

import io.virtualqueue.engine.Event;
import io.virtualqueue.engine.Level;
import io.virtualqueue.engine.QueueSettings;
import io.virtualqueue.engine.QueueState;
import io.virtualqueue.engine.QueueStatus;
import io.virtualqueue.engine.Session;
import io.virtualqueue.engine.SessionStatus;
import io.virtualqueue.server.journal.RecordedEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What events of one queue give to tell. Counts and positions are those of the queue as it is when this is asked; all
 * else is as it was. Releases and calls of one commit, which have one time, are one round.
 */
final class Occasions {
    private final QueueState queue;
    private final Map<UUID, KnownSession> sessions;
    private final List<Occasion> found = new ArrayList<>();
    private final List<RecordedEvent> round = new ArrayList<>();
    private QueueSettings settings;

    /**
     * What the journal's rows say of a session.
     *
     * @param releasedAt when it was last released or called; null when it never was
     */
    record KnownSession(
            int level,
            Instant joinedAt,
            @Nullable Instant releasedAt,
            @Nullable String counterId) {}

    private Occasions(QueueState queue, QueueSettings settings, Map<UUID, KnownSession> sessions) {
        this.queue = queue;
        this.settings = settings;
        this.sessions = sessions;
    }

    /**
     * What there is to tell, in order.
     *
     * @param queue having seen all of these events
     * @param before the settings before the first of these events
     * @param sessions all that these events are about
     */
    static List<Occasion> of(
            QueueState queue, QueueSettings before, Map<UUID, KnownSession> sessions, List<RecordedEvent> events) {
        Occasions occasions = new Occasions(queue, before, sessions);
        events.forEach(occasions::add);
        occasions.endRound();
        return occasions.found;
    }

    private void add(RecordedEvent recorded) {
        if (!round.isEmpty() && !round.getLast().at().equals(recorded.at())) {
            endRound();
        }
        switch (recorded.event()) {
            case Event.Created(var first) -> {
                settings = first;
                add(EventName.QUEUE_CREATED, recorded, ofQueue(recorded.at(), null, null, null));
            }
            case Event.SettingsChanged(var next) -> changed(recorded, next);
            case Event.CountersOpened _ -> {}
            case Event.Deleted _ ->
                add(EventName.QUEUE_DELETED, recorded, ofQueue(recorded.at(), recorded.at(), null, null));
            case Event.GetReady _, Event.ReadyAtChosen _, Event.Moved _, Event.Recalled _, Event.Undone _ -> {}
            case Event.OfSession ofSession -> {
                found.add(new Occasion(
                        name(ofSession),
                        recorded.seq(),
                        recorded.at(),
                        ofSession.sessionId(),
                        ofSession(ofSession, recorded.at())));
                if (ofSession instanceof Event.Released || ofSession instanceof Event.Called) {
                    round.add(recorded);
                }
            }
        }
    }

    private void add(EventName name, RecordedEvent recorded, Facts facts) {
        found.add(new Occasion(name, recorded.seq(), recorded.at(), null, facts));
    }

    private void changed(RecordedEvent recorded, QueueSettings next) {
        Map<String, Facts.Change> changes = Changes.between(settings, next);
        QueueStatus status = settings.status();
        settings = next;
        Facts facts = ofQueue(recorded.at(), null, changes, null);
        add(EventName.QUEUE_UPDATED, recorded, facts);
        if (next.status() == QueueStatus.PAUSED && status != QueueStatus.PAUSED) {
            add(EventName.QUEUE_PAUSED, recorded, facts);
        } else if (next.status() == QueueStatus.ACTIVE && status == QueueStatus.PAUSED) {
            add(EventName.QUEUE_RESUMED, recorded, facts);
        }
    }

    private void endRound() {
        if (round.isEmpty()) {
            return;
        }
        RecordedEvent first = round.getFirst();
        Instant last = round.getLast().at();
        double average = round.stream()
                .mapToLong(release -> waited(((Event.OfSession) release.event()).sessionId(), release.at()))
                .average()
                .orElse(0);
        Facts.Round facts = new Facts.Round(
                round.size(),
                Math.round(average),
                Duration.between(first.at(), last).toSeconds());
        found.add(new Occasion(
                EventName.QUEUE_PROCESSED, first.seq(), last, null, ofQueue(queue.updatedAt(), null, null, facts)));
        round.clear();
    }

    private Facts.OfQueue ofQueue(
            Instant updatedAt,
            @Nullable Instant deletedAt,
            @Nullable Map<String, Facts.Change> changes,
            Facts.@Nullable Round processed) {
        return new Facts.OfQueue(
                settings.name(),
                settings.description(),
                settings.maxConcurrentUsers(),
                settings.releaseRatePerMinute(),
                settings.status() == QueueStatus.ACTIVE,
                queue.createdAt(),
                updatedAt,
                deletedAt,
                changes,
                processed);
    }

    private Facts.OfSession ofSession(Event.OfSession event, Instant at) {
        SessionStatus status = event.statusAfter();
        KnownSession known = sessions.get(event.sessionId());
        return new Facts.OfSession(
                word(status),
                settings.name(),
                queue.inService(),
                settings.maxConcurrentUsers(),
                known == null ? null : priority(known.level()),
                position(event.sessionId(), status),
                null,
                status.isLive() ? null : at,
                status == SessionStatus.WAITING ? null : (Long) waitedUntil(event, at),
                event instanceof Event.Called(var _, var counter) ? counter : known == null ? null : known.counterId());
    }

    /** What there is to tell of a session whose position has changed. */
    static Occasion moved(QueueState queue, Session session, int previousPosition) {
        QueueSettings settings = queue.settings();
        Facts facts = new Facts.OfSession(
                word(session.status()),
                settings.name(),
                queue.inService(),
                settings.maxConcurrentUsers(),
                settings.level(session.level()).map(Level::name).orElse(null),
                queue.position(session),
                previousPosition,
                null,
                null,
                session.counterId());
        return new Occasion(EventName.POSITION_CHANGED, queue.seq(), queue.lastEventAt(), session.id(), facts);
    }

    private @Nullable String priority(int level) {
        return settings.level(level).map(Level::name).orElse(null);
    }

    private @Nullable Integer position(UUID sessionId, SessionStatus status) {
        if (status != SessionStatus.WAITING) {
            return 0;
        }
        Session session = queue.session(sessionId);
        return session == null || session.status() != SessionStatus.WAITING ? null : queue.position(session);
    }

    /** Whole seconds from joining to the release or call, or to the end when there was none. */
    private long waitedUntil(Event.OfSession event, Instant at) {
        KnownSession known = sessions.get(event.sessionId());
        boolean isTurn = event instanceof Event.Released || event instanceof Event.Called;
        Instant releasedAt = known == null ? null : known.releasedAt();
        boolean hadTurn = !isTurn && releasedAt != null && !releasedAt.isAfter(at);
        return waited(event.sessionId(), hadTurn && releasedAt != null ? releasedAt : at);
    }

    private long waited(UUID sessionId, Instant until) {
        KnownSession known = sessions.get(sessionId);
        return known == null
                ? 0
                : Math.max(0, Duration.between(known.joinedAt(), until).toSeconds());
    }

    private static EventName name(Event.OfSession event) {
        return switch (event) {
            case Event.Joined _ -> EventName.USER_JOINED;
            case Event.Released _ -> EventName.USER_RELEASED;
            case Event.Called _ -> EventName.USER_CALLED;
            case Event.Served _ -> EventName.USER_SERVED;
            case Event.Completed _ -> EventName.USER_COMPLETED;
            case Event.Left _ -> EventName.USER_LEFT;
            case Event.Expired _ -> EventName.USER_EXPIRED;
            case Event.NoShowed _ -> EventName.USER_NO_SHOW;
            case Event.Transferred _ -> EventName.USER_TRANSFERRED;
            case Event.Returned _ -> EventName.USER_RETURNED;
            case Event.GetReady _, Event.ReadyAtChosen _, Event.Moved _, Event.Recalled _, Event.Undone _ ->
                throw new IllegalArgumentException("nobody is told of " + event);
        };
    }

    private static String word(SessionStatus status) {
        return status.name().toLowerCase(Locale.ROOT);
    }
}
