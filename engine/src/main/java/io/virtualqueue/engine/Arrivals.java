package io.virtualqueue.engine;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sessions in the order of their {@code seq}, each with its rank. Immutable: a change makes a new tree that shares
 * nearly all of the old one.
 *
 * <p>A radix tree on the seq: no key is compared on the way down. Which of 32 neighbouring numbers are there is one
 * bit each, kept in the {@link Span}s above the leaves, so that a rank among ten millions needs a few megabytes, which stay
 * in the processor's caches, and looks at no session.
 */
final class Arrivals {
    static final Arrivals NONE = new Arrivals(null, Span.LOWEST_SHIFT, 0, Long.MIN_VALUE, Long.MIN_VALUE);

    private final @Nullable Span root;
    /** The root's children are for 2 to this power numbers each. */
    private final int shift;
    /** The seq of the first place in the root. */
    private final long first;
    /** No seq in here is above this, and no order key above the other. */
    private final long maxSeq;

    private final long maxOrderKey;

    private Arrivals(@Nullable Span root, int shift, long first, long maxSeq, long maxOrderKey) {
        this.root = root;
        this.shift = shift;
        this.first = first;
        this.maxSeq = maxSeq;
        this.maxOrderKey = maxOrderKey;
    }

    /** Holds all of the sessions, which are in order. */
    static Arrivals of(Session[] sorted) {
        if (sorted.length == 0) {
            return NONE;
        }
        Session last = sorted[sorted.length - 1];
        int shift = Span.LOWEST_SHIFT;
        long first = Span.firstOf(sorted[0].seq(), shift);
        while (first != Span.firstOf(last.seq(), shift)) {
            shift += Span.BITS;
            first = Span.firstOf(sorted[0].seq(), shift);
        }
        return new Arrivals(Span.of(sorted, first, shift), shift, first, last.seq(), last.orderKey());
    }

    int size() {
        return root == null ? 0 : root.size();
    }

    boolean contains(Session session) {
        return rankOrMinus(session.seq()) >= 0;
    }

    /**
     * How many are before this session.
     *
     * @throws IllegalArgumentException if it is not in the tree
     */
    int rank(Session session) {
        int rank = rankOrMinus(session.seq());
        if (rank < 0) {
            throw new IllegalArgumentException("session " + session.id() + " is not in this line");
        }
        return rank;
    }

    /** How many have a smaller seq; below 0 if nobody has this one. */
    private int rankOrMinus(long seq) {
        return root == null || !spans(seq) ? -1 : root.rankOrMinus(seq, shift);
    }

    /** How many have a smaller seq. */
    int before(long seq) {
        if (root == null || seq < first) {
            return 0;
        }
        if (!spans(seq)) {
            return root.size();
        }
        int rank = root.rankOrMinus(seq, shift);
        return rank < 0 ? ~rank : rank;
    }

    /** How many go before someone with this place, who may not be in the tree. */
    int before(long orderKey, long seq) {
        int low = 0;
        int high = size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (get(middle).isBefore(orderKey, seq)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The session with so many before it. */
    Session get(int rank) {
        if (root == null) {
            throw new IndexOutOfBoundsException(rank);
        }
        return root.get(rank);
    }

    /** Whether the order by seq is that by place, with this session too, which is not in the tree. */
    boolean takes(Session session) {
        if (session.seq() > maxSeq && session.orderKey() >= maxOrderKey) {
            return true;
        }
        int rank = before(session.seq());
        return (rank == 0 || get(rank - 1).isBefore(session.orderKey(), session.seq()))
                && (rank == size() || !get(rank).isBefore(session.orderKey(), session.seq()))
                && !contains(session);
    }

    /** With this session, which it takes. */
    Arrivals with(Session session) {
        long seq = session.seq();
        long newMaxSeq = Math.max(maxSeq, seq);
        long newMaxKey = Math.max(maxOrderKey, session.orderKey());
        if (root == null) {
            int lowest = Span.LOWEST_SHIFT;
            long start = Span.firstOf(seq, lowest);
            return new Arrivals(Span.empty(lowest).with(session, lowest), lowest, start, newMaxSeq, newMaxKey);
        }
        Span grown = root;
        int newShift = shift;
        long newFirst = first;
        while (newFirst != Span.firstOf(seq, newShift)) {
            newShift += Span.BITS;
            grown = Span.above(grown, newFirst, newShift);
            newFirst = Span.firstOf(newFirst, newShift);
        }
        return new Arrivals(grown.with(session, newShift), newShift, newFirst, newMaxSeq, newMaxKey);
    }

    /** Without this session, which is in the tree. */
    Arrivals without(Session session) {
        if (root == null || !contains(session)) {
            throw new IllegalArgumentException("session " + session.id() + " is not in this line");
        }
        Span shrunk = root.without(session.seq(), shift);
        int newShift = shift;
        long newFirst = first;
        while (newShift > Span.LOWEST_SHIFT && shrunk != null) {
            int only = shrunk.onlyChild();
            if (only < 0) {
                break;
            }
            newFirst += (long) only << newShift;
            newShift -= Span.BITS;
            shrunk = (Span) shrunk.child(only);
        }
        return new Arrivals(shrunk, newShift, newFirst, maxSeq, maxOrderKey);
    }

    /** Up to {@code limit} sessions, in order, from this rank on. */
    List<Session> from(int rank, int limit) {
        int start = Math.min(rank, size());
        int count = Math.min(limit, size() - start);
        List<Session> found = new ArrayList<>(count);
        if (root != null && count > 0) {
            root.copyTo(found, start, count);
        }
        return found;
    }

    private boolean spans(long seq) {
        return Span.firstOf(seq, shift) == first;
    }
}
