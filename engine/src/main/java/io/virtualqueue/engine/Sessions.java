package io.virtualqueue.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of one queue, found by id, by person and by place. Immutable.
 *
 * @param byId the live ones
 * @param byUserKey the live ones
 * @param released waiting to show their pass, longest first
 * @param called on their way to a counter, longest first
 * @param serving being served, longest first
 * @param ended those that ended lately or are remembered, by id
 */
record Sessions(
        SessionIndex byId,
        SessionIndex byUserKey,
        WaitingLine line,
        RankedSessions released,
        RankedSessions called,
        RankedSessions serving,
        SessionIndex ended) {

    static final Sessions NONE = new Sessions(
            SessionIndex.empty(SessionIndex.Key.ID),
            SessionIndex.empty(SessionIndex.Key.USER_KEY),
            WaitingLine.EMPTY,
            RankedSessions.empty(RankedSessions.Order.SINCE),
            RankedSessions.empty(RankedSessions.Order.SINCE),
            RankedSessions.empty(RankedSessions.Order.SINCE),
            SessionIndex.empty(SessionIndex.Key.ID));

    static Sessions of(List<Session> live) {
        Session[] all = live.toArray(Session[]::new);
        return new Sessions(
                SessionIndex.of(SessionIndex.Key.ID, all),
                SessionIndex.of(SessionIndex.Key.USER_KEY, all),
                WaitingLine.of(all),
                longestFirst(all, SessionStatus.RELEASED),
                longestFirst(all, SessionStatus.CALLED),
                longestFirst(all, SessionStatus.SERVING),
                NONE.ended);
    }

    private static RankedSessions longestFirst(Session[] sessions, SessionStatus status) {
        List<Session> some = new ArrayList<>();
        for (Session session : sessions) {
            if (session.status() == status) {
                some.add(session);
            }
        }
        return RankedSessions.of(RankedSessions.Order.SINCE, some);
    }

    /** The session, live or remembered. */
    @Nullable
    Session get(UUID id) {
        Session live = byId.get(id);
        return live != null ? live : ended.get(id);
    }

    int inService() {
        return released.size() + called.size() + serving.size();
    }

    int count(SessionStatus live) {
        return switch (live) {
            case WAITING -> line.size();
            case RELEASED -> released.size();
            case CALLED -> called.size();
            case SERVING -> serving.size();
            default -> throw new IllegalArgumentException("ended sessions are not counted: " + live);
        };
    }

    /** Up to {@code limit} of these that came into their status at {@code before} or earlier, longest ago first. */
    static List<Session> startingBy(RankedSessions ranked, Instant before, int limit) {
        List<Session> first = new ArrayList<>();
        ranked.copyTo(first, 0, limit);
        int end = 0;
        while (end < first.size() && !first.get(end).since().isAfter(before)) {
            end++;
        }
        return first.subList(0, end);
    }

    boolean hasAnyoneIn(int level) {
        return line.hasAnyoneIn(level) || isIn(level, released) || isIn(level, called) || isIn(level, serving);
    }

    private static boolean isIn(int level, RankedSessions sessions) {
        List<Session> all = new ArrayList<>(sessions.size());
        sessions.copyTo(all, 0, sessions.size());
        return all.stream().anyMatch(session -> session.level() == level);
    }

    /** With this session, in place of what was known of it. */
    Sessions with(Session session) {
        Session before = byId.get(session.id());
        Sessions others = before == null ? this : withoutPlaceOf(before);
        if (!session.status().isLive()) {
            return before == null
                    ? others.withEnded(session)
                    : others.unlisted(before).withEnded(session);
        }
        return others.withPlaceOf(session).listed(session);
    }

    Sessions withEnded(Session session) {
        return new Sessions(byId, byUserKey, line, released, called, serving, ended.with(session));
    }

    /** Remembers those of the ended sessions that are not live again. */
    Sessions remembering(Collection<Session> sessions) {
        SessionIndex more = ended;
        for (Session session : sessions) {
            more = byId.get(session.id()) == null ? more.with(session) : more;
        }
        return new Sessions(byId, byUserKey, line, released, called, serving, more);
    }

    Sessions forgetEnded() {
        return new Sessions(byId, byUserKey, line, released, called, serving, NONE.ended);
    }

    private Sessions listed(Session session) {
        return new Sessions(
                byId.with(session),
                byUserKey.with(session),
                line,
                released,
                called,
                serving,
                ended.without(session.id()));
    }

    private Sessions unlisted(Session session) {
        return new Sessions(
                byId.without(session.id()),
                byUserKey.without(session.userKey()),
                line,
                released,
                called,
                serving,
                ended);
    }

    private Sessions withPlaceOf(Session session) {
        return switch (session.status()) {
            case WAITING -> placed(line.with(session), released, called, serving);
            case RELEASED -> placed(line, released.with(session), called, serving);
            case CALLED -> placed(line, released, called.with(session), serving);
            case SERVING -> placed(line, released, called, serving.with(session));
            default -> this;
        };
    }

    private Sessions withoutPlaceOf(Session session) {
        return switch (session.status()) {
            case WAITING -> placed(line.without(session), released, called, serving);
            case RELEASED -> placed(line, released.without(session), called, serving);
            case CALLED -> placed(line, released, called.without(session), serving);
            case SERVING -> placed(line, released, called, serving.without(session));
            default -> this;
        };
    }

    private Sessions placed(
            WaitingLine newLine, RankedSessions newReleased, RankedSessions newCalled, RankedSessions newServing) {
        return new Sessions(byId, byUserKey, newLine, newReleased, newCalled, newServing, ended);
    }
}
