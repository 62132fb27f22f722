package io.virtualqueue.engine;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A node of {@link Arrivals}: {@value #WIDTH} equal parts of a range of numbers. In the lowest spans each part is 32
 * numbers, and its sessions stand in a {@code Session[]} without gaps.
 */
final class Span {
    static final int BITS = 5;
    private static final int WIDTH = 1 << BITS;
    /** The lowest spans' parts are 2 to this power numbers: as many as half a {@code long} has bits. */
    static final int LOWEST_SHIFT = 5;

    private static final int ABOVE_LOWEST_SHIFT = LOWEST_SHIFT + BITS;
    private static final long[][] NOTHING = new long[0][];
    private static final Session[] NOBODY = new Session[0];

    /** By part: a span, or a leaf in the lowest spans; null where nobody is. */
    private final @Nullable Object[] children;

    private final int size;
    /**
     * By part, in one number, so that a rank reads both at once: how many sessions are in the parts before, in the lower
     * half; and in the lowest spans which of the part's numbers are there, one bit each, in the upper half.
     */
    private final long[] parts;
    /**
     * In the spans above the lowest: the {@link #parts} of the children once more, else nothing. There are too many
     * lowest spans for the nearest cache; so a rank passes them by and reads their numbers only.
     */
    private final long[] @Nullable [] below;

    private Span(@Nullable Object[] children, int size, long[] parts, long[] @Nullable [] below) {
        this.children = children;
        this.size = size;
        this.parts = parts;
        this.below = below;
    }

    static Span empty(int shift) {
        return new Span(new Object[WIDTH], 0, new long[WIDTH], noneBelow(shift));
    }

    private static long[] @Nullable [] noneBelow(int shift) {
        return shift == ABOVE_LOWEST_SHIFT ? new long[WIDTH][] : NOTHING;
    }

    /** The first number of the span that holds this one. */
    static long firstOf(long seq, int shift) {
        int bits = shift + BITS;
        return bits >= Long.SIZE ? 0 : seq >>> bits << bits;
    }

    /** A span with this one as its only part that holds anybody. */
    static Span above(Span below, long firstOfBelow, int shift) {
        return empty(shift).replaced(part(firstOfBelow, shift), below, below.size(), 0);
    }

    /** The span from {@code first} on, with those of the sessions, sorted by seq, that belong into it. */
    static Span of(Session[] sorted, long first, int shift) {
        return new Builder(sorted).span(first, shift);
    }

    private static int part(long seq, int shift) {
        return (int) (seq >>> shift) & (WIDTH - 1);
    }

    int size() {
        return size;
    }

    /** How many sessions are before a part. */
    private static int before(long[] parts, int part) {
        return (int) parts[part];
    }

    private static int mask(long[] parts, int part) {
        return (int) (parts[part] >>> Integer.SIZE);
    }

    private int upTo(int part) {
        return part == WIDTH - 1 ? size : before(parts, part + 1);
    }

    @Nullable
    Object child(int part) {
        return children[part];
    }

    /** The one part that holds anybody, or -1 if several do. */
    int onlyChild() {
        int only = -1;
        for (int part = 0; part < WIDTH; part++) {
            if (children[part] != null) {
                if (only >= 0) {
                    return -1;
                }
                only = part;
            }
        }
        return only;
    }

    /** How many have a smaller seq, which belongs into this span; with all bits flipped if nobody has that one. */
    int rankOrMinus(long seq, int shift) {
        Span span = this;
        int before = 0;
        for (int height = shift; height > ABOVE_LOWEST_SHIFT; height -= BITS) {
            int part = part(seq, height);
            before += before(span.parts, part);
            if (!(span.children[part] instanceof Span child)) {
                return ~before;
            }
            span = child;
        }
        long[] lowest = span.parts;
        if (shift > LOWEST_SHIFT) {
            int part = part(seq, ABOVE_LOWEST_SHIFT);
            before += before(lowest, part);
            lowest = span.below[part];
            if (lowest == null) {
                return ~before;
            }
        }
        int part = part(seq, LOWEST_SHIFT);
        int mask = mask(lowest, part);
        before += before(lowest, part) + slot(mask, seq);
        return (mask & bit(seq)) != 0 ? before : ~before;
    }

    private static int bit(long seq) {
        return 1 << (int) seq;
    }

    /** How many of the mask's numbers are smaller. */
    private static int slot(int mask, long seq) {
        return Integer.bitCount(mask & (bit(seq) - 1));
    }

    Session get(int rank) {
        Span span = this;
        int left = rank;
        while (true) {
            int part = span.partAt(left);
            left -= before(span.parts, part);
            Object child = span.children[part];
            if (child instanceof Session[] leaf) {
                return leaf[left];
            }
            span = span(child);
        }
    }

    private int partAt(int rank) {
        int part = 0;
        while (upTo(part) <= rank) {
            part++;
        }
        return part;
    }

    /** Adds so many sessions to the list, from this rank on. */
    void copyTo(List<Session> list, int rank, int count) {
        int next = rank;
        int end = rank + count;
        for (int part = partAt(rank); next < end; part++) {
            int start = before(parts, part);
            int until = Math.min(end, upTo(part));
            if (until > next) {
                if (children[part] instanceof Session[] leaf) {
                    list.addAll(Arrays.asList(leaf).subList(next - start, until - start));
                } else {
                    span(children[part]).copyTo(list, next - start, until - next);
                }
                next = until;
            }
        }
    }

    /** With this session, whose number is free and belongs into the span. */
    Span with(Session session, int shift) {
        int part = part(session.seq(), shift);
        if (shift > LOWEST_SHIFT) {
            Span below = children[part] instanceof Span span ? span : empty(shift - BITS);
            return replaced(part, below.with(session, shift - BITS), 1, 0);
        }
        int slot = slot(mask(parts, part), session.seq());
        Session[] leaf = children[part] instanceof Session[] present ? present : NOBODY;
        Session[] grown = Arrays.copyOf(leaf, leaf.length + 1);
        grown[slot] = session;
        System.arraycopy(leaf, slot, grown, slot + 1, leaf.length - slot);
        return replaced(part, grown, 1, bit(session.seq()));
    }

    /** Without the session of this number, which is there; null if nobody is left. */
    @Nullable
    Span without(long seq, int shift) {
        if (size() == 1) {
            return null;
        }
        int part = part(seq, shift);
        if (!(children[part] instanceof Session[] leaf)) {
            return replaced(part, span(children[part]).without(seq, shift - BITS), -1, 0);
        }
        int slot = slot(mask(parts, part), seq);
        Session[] shrunk = null;
        if (leaf.length > 1) {
            shrunk = Arrays.copyOf(leaf, leaf.length - 1);
            System.arraycopy(leaf, slot + 1, shrunk, slot, shrunk.length - slot);
        }
        return replaced(part, shrunk, -1, bit(seq));
    }

    private Span replaced(int part, @Nullable Object child, int more, int flippedBits) {
        @Nullable Object[] newChildren = children.clone();
        newChildren[part] = child;
        long[] newParts = parts.clone();
        newParts[part] ^= (long) flippedBits << Integer.SIZE;
        for (int at = part + 1; at < WIDTH; at++) {
            newParts[at] += more;
        }
        return new Span(newChildren, size + more, newParts, below.length == 0 ? below : replacedBelow(part, child));
    }

    private long[] @Nullable [] replacedBelow(int part, @Nullable Object child) {
        long[] @Nullable [] copy = below.clone();
        copy[part] = child instanceof Span span ? span.parts : null;
        return copy;
    }

    private static Span span(@Nullable Object child) {
        if (child instanceof Span span) {
            return span;
        }
        throw new IllegalStateException("a span is missing");
    }

    /** Builds spans from left to right. */
    private static final class Builder {
        private final Session[] sorted;
        private int next;

        Builder(Session[] sorted) {
            this.sorted = sorted;
        }

        private boolean belongs(long first, int bits) {
            return next < sorted.length && sorted[next].seq() >>> bits == first >>> bits;
        }

        Span span(long first, int shift) {
            @Nullable Object[] children = new Object[WIDTH];
            long[] parts = new long[WIDTH];
            long[] @Nullable [] below = noneBelow(shift);
            int start = next;
            for (int part = 0; part < WIDTH; part++) {
                long partFirst = first + ((long) part << shift);
                parts[part] = (long) next - start;
                if (belongs(partFirst, shift)) {
                    children[part] =
                            shift == LOWEST_SHIFT ? leaf(partFirst, parts, part) : span(partFirst, shift - BITS);
                }
                if (below.length > 0 && children[part] instanceof Span child) {
                    below[part] = child.parts;
                }
            }
            // Copies, so that what belongs to a span stands together in memory, and not between its children.
            return new Span(children.clone(), next - start, parts.clone(), below);
        }

        private Session[] leaf(long first, long[] parts, int part) {
            int start = next;
            while (belongs(first, LOWEST_SHIFT)) {
                parts[part] |= (long) bit(sorted[next++].seq()) << Integer.SIZE;
            }
            return Arrays.copyOfRange(sorted, start, next);
        }
    }
}
