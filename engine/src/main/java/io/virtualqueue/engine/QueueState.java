package io.virtualqueue.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A queue after a number of events. Immutable: {@link #evolve} makes a new state that shares nearly all of the old
 * one, so a reader may keep a reference as long as it likes, without a lock, and a batch that fails is simply dropped.
 *
 * <p>Times have microsecond resolution, as in the journal.
 */
public final class QueueState {
    private static final QueueState EMPTY = new QueueState(Head.NONE, Sessions.NONE, WaitModel.since(Instant.EPOCH));

    private final Head head;
    private final Sessions sessions;
    private final WaitModel waits;

    private QueueState(Head head, Sessions sessions, WaitModel waits) {
        this.head = head;
        this.sessions = sessions;
        this.waits = waits;
    }

    /** A queue before its first event. */
    public static QueueState empty() {
        return EMPTY;
    }

    /** The queue as it was when the snapshot was taken. */
    public static QueueState restore(Snapshot snapshot) {
        return new QueueState(Head.of(snapshot), Sessions.of(snapshot.live()), WaitModel.since(snapshot.lastEventAt()));
    }

    /**
     * The state after one more event, which gets the next number.
     *
     * @throws IllegalStateException if the event cannot have happened here: it is about an unknown session, or comes
     *     before {@link Event.Created}
     */
    public QueueState evolve(Event event, Instant at) {
        return switch (event) {
            case Event.Created(QueueSettings first) ->
                new QueueState(head.created(first, at), sessions, WaitModel.since(at));
            case Event.SettingsChanged(QueueSettings next) -> with(head.changed(next, bucketAt(at), at), at);
            case Event.Deleted() -> with(head.deleted(restedBucket(at), at), at);
            case Event.CountersOpened(int count) ->
                new QueueState(head.opened(count).next(restedBucket(at), at), sessions, waits.until(at, this));
            case Event.Joined joined -> joined(joined, at);
            case Event.ReadyAtChosen chosen -> with(head.reaching(chosen.position()), chosen, at);
            case Event.OfSession step -> with(head, step, at);
        };
    }

    private QueueState joined(Event.Joined joined, Instant at) {
        Session session = Session.joining(joined, seq() + 1, at);
        Head counted = joined.visit() == null ? head : head.visited(joined.visit());
        Head next = counted.woken(session.level(), sessions.line()).next(restedBucket(at), at);
        return new QueueState(next, sessions.with(session), waits.until(at, this)).sampling();
    }

    private QueueState with(Head known, Event.OfSession event, Instant at) {
        Session before = sessions.get(event.sessionId());
        if (before == null) {
            throw new IllegalStateException(
                    "event " + (seq() + 1) + " is about an unknown session: " + event.sessionId());
        }
        Session after = before.after(event, at);
        TokenBucket bucket =
                after.status() == SessionStatus.RELEASED ? bucketAt(at).afterRelease() : restedBucket(at);
        WaitModel passed = waits.until(at, this);
        WaitModel counted = after.isPlacedLike(before) ? passed : passed.counting(before, after);
        return new QueueState(
                        known.turned(before, after, sessions.line()).next(bucket, at), sessions.with(after), counted)
                .sampling();
    }

    private QueueState with(Head newHead, Instant at) {
        QueueState changed = new QueueState(newHead, sessions, waits.until(at, this));
        return new QueueState(newHead, sessions, changed.waits.changed(changed));
    }

    private QueueState sampling() {
        return waits.isSampleDue(this) ? new QueueState(head, sessions, waits.sampling(this)) : this;
    }

    /** While nobody can be released the bucket gathers no more than its burst; this holds at every event. */
    private TokenBucket restedBucket(Instant at) {
        return releases() ? head.bucket() : bucketAt(at);
    }

    /** The bucket at this time, if nothing happens until then. */
    TokenBucket bucketAt(Instant at) {
        return head.bucketAt(at, releases());
    }

    /** Whether somebody can be released, as soon as the rate allows. */
    private boolean releases() {
        return waiting() > 0 && head.letsThrough() && head.freeCapacity(inService()) > 0;
    }

    Head head() {
        return head;
    }

    /** Whether people can go from the line: released by the queue, or called by staff. */
    boolean admits() {
        boolean called = exists() && settings().kind() == QueueKind.SERVICE_DESK;
        return head.letsThrough() || (called && settings().status() != QueueStatus.PAUSED);
    }

    /** How many a tick may release now, after so many have gone from service. */
    int releasable(int gone, Instant now) {
        if (!head.letsThrough()) {
            return 0;
        }
        int free = head.freeCapacity(inService() - gone);
        return (int) Math.min(Math.min(free, waiting()), bucketAt(now).releases());
    }

    /** Whether the queue was created and not deleted. */
    public boolean exists() {
        return head.exists();
    }

    public boolean isDeleted() {
        return head.deleted();
    }

    /** The number of the last event; 0 before the first. */
    public long seq() {
        return head.seq();
    }

    /** The time of the last event. */
    public Instant lastEventAt() {
        return head.lastEventAt();
    }

    /** The time of the first event. */
    public Instant createdAt() {
        return head.createdAt();
    }

    /** The time of the last event that set the settings or deleted the queue. */
    public Instant updatedAt() {
        return head.updatedAt();
    }

    /**
     * The settings, also of a deleted queue.
     *
     * @throws IllegalStateException before the first event
     */
    public QueueSettings settings() {
        return head.settings();
    }

    /** What may be released, as of the last event that changed it. Belongs into the head: any event may change it. */
    public TokenBucket bucket() {
        return head.bucket();
    }

    /** The session, live, or ended and not yet forgotten; else null. */
    public @Nullable Session session(UUID id) {
        return sessions.get(id);
    }

    /** The live session of this person, or null. */
    public @Nullable Session liveSessionOf(UUID userKey) {
        return sessions.byUserKey().get(userKey);
    }

    /** 1 + the number of those who go before this session, which comes from this very state; 0 when not waiting. */
    public int position(Session session) {
        if (session.status() != SessionStatus.WAITING) {
            return 0;
        }
        Turns turns = head.turns();
        WaitingLine line = sessions.line();
        return 1 + (turns == null ? line.ahead(session) : line.ahead(session, turns));
    }

    /** The position that someone who joins this level now would get. */
    public int positionOnJoining(int level, Instant now) {
        return 1 + head.aheadOfNewcomer(level, sessions.line(), now);
    }

    /** Whose turn it is, as of the last event. Belongs into the head: any event may change it. */
    public Shares shares() {
        return head.shares();
    }

    /** What the queue counts for desks, as of the last event. */
    public DeskFacts desk() {
        return head.desk();
    }

    /** How many wait. */
    public int waiting() {
        return sessions.line().size();
    }

    /** How many are released, called or serving: those who count towards the capacity. */
    public int inService() {
        return sessions.inService();
    }

    /**
     * How many sessions are in this status.
     *
     * @throws IllegalArgumentException if it is not a live one
     */
    public int count(SessionStatus live) {
        return sessions.count(live);
    }

    /**
     * How long whoever is at this position will still wait.
     *
     * @param position 1 or more
     * @return null when nobody can tell: the rate is 0, the queue is paused, nothing was seen yet
     */
    public @Nullable WaitEstimate waitEstimate(int position, Instant now) {
        return waits.estimate(this, position, now);
    }

    /** When a {@link Command.Tick} will next do something, if nothing else happens; null for never. */
    public @Nullable Instant nextDue() {
        if (!exists()) {
            return null;
        }
        Instant release = releases() ? head.bucket().nextRelease(head.ratePerMinute()) : null;
        if (sessions.released().isEmpty()) {
            return release;
        }
        Instant expiry = sessions.released().get(0).since().plus(settings().passTtl());
        return release == null || expiry.isBefore(release) ? expiry : release;
    }

    /** Up to {@code limit} waiting sessions in order, from the one with {@code index} sessions before it. */
    public List<Session> waitingFrom(int index, int limit) {
        if (waiting() == 0) {
            return List.of();
        }
        Turns turns = head.turns();
        WaitingLine line = sessions.line();
        return turns == null ? line.from(index, limit) : line.from(index, limit, turns);
    }

    /** Those who wait in this level, in its order. */
    LevelLine level(int number) {
        return sessions.line().level(number);
    }

    /** Up to {@code limit} sessions that have been served since {@code before} or longer, longest first. */
    public List<Session> servingSince(Instant before, int limit) {
        return startingBy(sessions.serving(), before, limit);
    }

    /** Up to {@code limit} sessions that were released at {@code before} or earlier, longest ago first. */
    List<Session> releasedSince(Instant before, int limit) {
        return startingBy(sessions.released(), before, limit);
    }

    private static List<Session> startingBy(RankedSessions ranked, Instant before, int limit) {
        List<Session> first = new ArrayList<>();
        ranked.copyTo(first, 0, limit);
        int end = 0;
        while (end < first.size() && !first.get(end).since().isAfter(before)) {
            end++;
        }
        return first.subList(0, end);
    }

    /** Whether a live session is in this level. */
    boolean hasAnyoneIn(int level) {
        return sessions.hasAnyoneIn(level);
    }

    /** The same state, which also knows these ended sessions, because commands or events refer to them. */
    public QueueState remembering(Collection<Session> ended) {
        return new QueueState(head, sessions.remembering(ended), waits);
    }

    /** The same state, which knows no ended session. */
    public QueueState forgetEnded() {
        return sessions.ended().size() == 0 ? this : new QueueState(head, sessions.forgetEnded(), waits);
    }
}
