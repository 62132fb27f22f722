package io.virtualqueue.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Those who wait in one level, by order key, then by seq. Immutable.
 *
 * @param arrivals those for whom that is the order in which they came: nearly all
 * @param moved the others, who were given another place
 */
record LevelLine(Arrivals arrivals, RankedSessions moved) {
    static final LevelLine EMPTY = new LevelLine(Arrivals.NONE, RankedSessions.empty(RankedSessions.Order.PLACE));

    private static final Comparator<Session> BY_PLACE =
            Comparator.comparingLong(Session::orderKey).thenComparingLong(Session::seq);

    /** Holds all of the sessions, and sorts them. */
    static LevelLine of(Session[] sessions) {
        // The journal gives them more or less in order, of which this sort makes use.
        Arrays.sort(sessions, BY_PLACE);
        Session[] arrived = new Session[sessions.length];
        int count = 0;
        List<Session> moved = new ArrayList<>();
        for (Session session : sessions) {
            if (session.isInOrderOfJoining() && (count == 0 || session.seq() > arrived[count - 1].seq())) {
                arrived[count++] = session;
            } else {
                moved.add(session);
            }
        }
        return new LevelLine(
                Arrivals.of(count == arrived.length ? arrived : Arrays.copyOf(arrived, count)),
                RankedSessions.of(RankedSessions.Order.PLACE, moved));
    }

    int size() {
        return arrivals.size() + moved.size();
    }

    boolean isEmpty() {
        return size() == 0;
    }

    /** How many go before this session, which is in the line. */
    int ahead(Session session) {
        if (moved.isEmpty()) {
            return arrivals.rank(session);
        }
        return arrivals.contains(session)
                ? arrivals.rank(session) + moved.before(session.orderKey(), session.seq())
                : arrivals.before(session.orderKey(), session.seq()) + moved.rank(session);
    }

    /** How many are before someone with this place, who need not be here. */
    int before(long orderKey, long seq) {
        return arrivals.before(orderKey, seq) + (moved.isEmpty() ? 0 : moved.before(orderKey, seq));
    }

    /** The session with so many before it. */
    Session get(int rank) {
        return moved.isEmpty() ? arrivals.get(rank) : from(rank, 1).getFirst();
    }

    LevelLine with(Session session) {
        return session.isInOrderOfJoining() && arrivals.takes(session)
                ? new LevelLine(arrivals.with(session), moved)
                : new LevelLine(arrivals, moved.with(session));
    }

    /** Without this session, which is in the line. */
    LevelLine without(Session session) {
        return arrivals.contains(session)
                ? new LevelLine(arrivals.without(session), moved)
                : new LevelLine(arrivals, moved.without(session));
    }

    /** Up to {@code limit} sessions in order, the first with {@code index} before it. */
    List<Session> from(int index, int limit) {
        if (moved.isEmpty()) {
            return arrivals.from(index, limit);
        }
        int skippedMoved = movedAmongFirst(index);
        int skippedArrivals = Math.min(index - skippedMoved, arrivals.size());
        List<Session> some = arrivals.from(skippedArrivals, limit);
        List<Session> others = new ArrayList<>();
        moved.copyTo(others, skippedMoved, limit);
        return merged(some, others, limit);
    }

    /** How many of the first so many sessions are moved ones. */
    private int movedAmongFirst(int index) {
        int low = 0;
        int high = moved.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            Session session = moved.get(middle);
            if (middle + arrivals.before(session.orderKey(), session.seq()) < index) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static List<Session> merged(List<Session> some, List<Session> others, int limit) {
        List<Session> merged = new ArrayList<>();
        int next = 0;
        int other = 0;
        while (merged.size() < limit && (next < some.size() || other < others.size())) {
            boolean isOther = next == some.size()
                    || (other < others.size() && BY_PLACE.compare(others.get(other), some.get(next)) < 0);
            merged.add(isOther ? others.get(other++) : some.get(next++));
        }
        return merged;
    }
}
