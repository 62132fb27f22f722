package io.virtualqueue.engine;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One person's place in one queue. Immutable.
 *
 * <p>There may be millions, so that ids and times are kept as plain numbers within this one object; {@link #id()},
 * {@link #userKey()} and the times are made anew for each caller. Times have microsecond resolution.
 */
public final class Session {
    private final long idHigh;
    private final long idLow;
    private final long seq;
    private final long orderKey;
    private final long userKeyHigh;
    private final long userKeyLow;
    private final long joinedAtMicros;
    private final long sinceMicros;
    private final short level;
    private final SessionStatus status;

    private final @Nullable String counterId;
    private final @Nullable Visit visit;

    /** A session of which there is nothing more to say. */
    public Session(
            UUID id,
            UUID userKey,
            int level,
            long orderKey,
            long seq,
            SessionStatus status,
            Instant joinedAt,
            Instant since,
            @Nullable String counterId) {
        this(id, userKey, level, orderKey, seq, status, joinedAt, since, counterId, null);
    }

    /**
     * A session as it stands in the journal.
     *
     * @param id of the session
     * @param userKey stands for the person within the queue (a digest of the caller's user id); one live session each
     * @param level number of its {@link Level}
     * @param orderKey its order within the level; lower goes first. The microsecond of joining unless it was moved
     * @param seq the number of the event that brought it into the queue; settles equal order keys
     * @param joinedAt when it joined
     * @param since when it came into its present status
     * @param counterId the counter it was last called to, or null
     * @param visit what else is known of it, or null
     */
    public Session(
            UUID id,
            UUID userKey,
            int level,
            long orderKey,
            long seq,
            SessionStatus status,
            Instant joinedAt,
            Instant since,
            @Nullable String counterId,
            @Nullable Visit visit) {
        this.idHigh = id.getMostSignificantBits();
        this.idLow = id.getLeastSignificantBits();
        this.userKeyHigh = userKey.getMostSignificantBits();
        this.userKeyLow = userKey.getLeastSignificantBits();
        this.level = (short) level;
        this.orderKey = orderKey;
        this.seq = seq;
        this.status = status;
        this.joinedAtMicros = Micros.of(joinedAt);
        this.sinceMicros = Micros.of(since);
        this.counterId = counterId;
        this.visit = visit;
    }

    private Session(
            Session before,
            SessionStatus status,
            int level,
            long orderKey,
            long sinceMicros,
            @Nullable String counterId,
            @Nullable Visit visit) {
        this.idHigh = before.idHigh;
        this.idLow = before.idLow;
        this.userKeyHigh = before.userKeyHigh;
        this.userKeyLow = before.userKeyLow;
        this.level = (short) level;
        this.orderKey = orderKey;
        this.seq = before.seq;
        this.status = status;
        this.joinedAtMicros = before.joinedAtMicros;
        this.sinceMicros = sinceMicros;
        this.counterId = counterId;
        this.visit = visit;
    }

    /** As it is when it joins. */
    static Session joining(Event.Joined joined, long seq, Instant at) {
        return new Session(
                joined.sessionId(),
                joined.userKey(),
                joined.level(),
                joined.orderKey(),
                seq,
                SessionStatus.WAITING,
                at,
                at,
                null,
                joined.visit());
    }

    /** As it is after this event about it. */
    Session after(Event.OfSession event, Instant at) {
        return switch (event) {
            case Event.Called(UUID _, String counter) -> calledTo(counter, at);
            case Event.Recalled _ -> calledTo(counterId, at);
            case Event.Returned(UUID _, long newOrderKey, String forCounter) -> returned(newOrderKey, forCounter, at);
            case Event.Moved(UUID _, int newLevel, long newOrderKey) -> placed(newLevel, newOrderKey);
            case Event.GetReady _ -> with(visitOrPlain().told());
            case Event.ReadyAtChosen(UUID _, int position) ->
                with(visitOrPlain().readyAt(position));
            case Event.Undone undone -> undone(undone);
            default -> stepped(event.statusAfter(), at);
        };
    }

    /** In another status. */
    private Session stepped(SessionStatus newStatus, Instant at) {
        return new Session(this, newStatus, level, orderKey, Micros.of(at), counterId, visit);
    }

    private Session calledTo(@Nullable String counter, Instant at) {
        return new Session(this, SessionStatus.CALLED, level, orderKey, Micros.of(at), counter, visit);
    }

    private Session returned(long newOrderKey, @Nullable String forCounter, Instant at) {
        boolean bound = forCounter != null || (visit != null && visit.forCounter() != null);
        Visit newVisit = bound ? visitOrPlain().onlyFor(forCounter) : visit;
        return new Session(this, SessionStatus.WAITING, level, newOrderKey, Micros.of(at), counterId, newVisit);
    }

    /** At another place in the line. */
    private Session placed(int newLevel, long newOrderKey) {
        return new Session(this, status, newLevel, newOrderKey, sinceMicros, counterId, visit);
    }

    private Session with(Visit newVisit) {
        return new Session(this, status, level, orderKey, sinceMicros, counterId, newVisit);
    }

    /** As it was before a step. */
    private Session undone(Event.Undone undone) {
        return new Session(
                this,
                undone.status(),
                undone.level(),
                undone.orderKey(),
                Micros.of(undone.since()),
                undone.counterId(),
                visit);
    }

    /** The id of the session. */
    public UUID id() {
        return new UUID(idHigh, idLow);
    }

    /** What stands for the person within the queue. */
    public UUID userKey() {
        return new UUID(userKeyHigh, userKeyLow);
    }

    /** The number of its {@link Level}. */
    public int level() {
        return level;
    }

    /** Its order within the level; lower goes first. */
    public long orderKey() {
        return orderKey;
    }

    /** The number of the event that brought it into the queue. */
    public long seq() {
        return seq;
    }

    public SessionStatus status() {
        return status;
    }

    /** When it joined. */
    public Instant joinedAt() {
        return Micros.instant(joinedAtMicros);
    }

    /** When it came into its present status. */
    public Instant since() {
        return Micros.instant(sinceMicros);
    }

    /** The counter it was last called to, or null. */
    public @Nullable String counterId() {
        return counterId;
    }

    /** What is known of it beyond its place, or null. */
    public @Nullable Visit visit() {
        return visit;
    }

    Visit visitOrPlain() {
        return visit == null ? Visit.PLAIN : visit;
    }

    /** Whether this counter may call it. */
    boolean isFor(@Nullable String counter) {
        return visit == null || visit.forCounter() == null || visit.forCounter().equals(counter);
    }

    /** Whether it stands where the other, which is the same session, stands: only what it carries differs. */
    boolean isPlacedLike(Session other) {
        return status == other.status && level == other.level && orderKey == other.orderKey;
    }

    long sinceMicros() {
        return sinceMicros;
    }

    /** Whether its place is that of its joining, so that those who joined before it go before it. */
    boolean isInOrderOfJoining() {
        return orderKey == joinedAtMicros;
    }

    long idHigh() {
        return idHigh;
    }

    long idLow() {
        return idLow;
    }

    long userKeyHigh() {
        return userKeyHigh;
    }

    long userKeyLow() {
        return userKeyLow;
    }

    /** Whether it goes before whoever has this place within the same level. */
    boolean isBefore(long otherOrderKey, long otherSeq) {
        return orderKey < otherOrderKey || (orderKey == otherOrderKey && seq < otherSeq);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Session session
                && idHigh == session.idHigh
                && idLow == session.idLow
                && userKeyHigh == session.userKeyHigh
                && userKeyLow == session.userKeyLow
                && level == session.level
                && orderKey == session.orderKey
                && seq == session.seq
                && status == session.status
                && joinedAtMicros == session.joinedAtMicros
                && sinceMicros == session.sinceMicros
                && Objects.equals(counterId, session.counterId)
                && Objects.equals(visit, session.visit);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(idHigh ^ Long.rotateLeft(idLow, 1)) + 31 * status.hashCode();
    }

    @Override
    public String toString() {
        return "Session[%s of %s, level %d, order key %d, seq %d, %s since %s, joined at %s, counter %s, %s]"
                .formatted(id(), userKey(), level, orderKey, seq, status, since(), joinedAt(), counterId, visit);
    }
}
