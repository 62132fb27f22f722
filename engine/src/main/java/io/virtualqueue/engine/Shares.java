package io.virtualqueue.engine;

import java.util.HashMap;
import java.util.Map;

/**
 * Whose turn it is where levels share turns by weight: stride scheduling (Waldspurger and Weihl, 1995). Each level has a
 * mark; whoever is first in the level with the lowest mark goes, and the mark moves on by a stride that is the shorter
 * the larger the weight. A level that was empty begins where the others are, so that nothing can be saved up.
 *
 * @param reached the highest mark that had its turn
 * @param marks by level; 0 where there is none
 */
public record Shares(long reached, Map<Integer, Long> marks) {
    /** Nobody has had a turn. */
    public static final Shares NONE = new Shares(0, Map.of());

    /** The stride of the weight 1. Divisible by all weights up to 16; for others the error is below one in 7,000. */
    private static final long LONGEST_STRIDE = 720_720;

    public Shares {
        marks = Map.copyOf(marks);
    }

    static long stride(int weight) {
        return LONGEST_STRIDE / weight;
    }

    long mark(int level) {
        return marks.getOrDefault(level, 0L);
    }

    /** Somebody comes into this level, in which nobody was. */
    Shares woken(int level) {
        return mark(level) >= reached ? this : new Shares(reached, with(level, reached));
    }

    /** Somebody of this level, of this weight, has had a turn. */
    Shares taken(int level, int weight) {
        long mark = mark(level);
        return new Shares(Math.max(reached, mark), with(level, mark + stride(weight)));
    }

    private Map<Integer, Long> with(int level, long mark) {
        Map<Integer, Long> changed = new HashMap<>(marks);
        changed.put(level, mark);
        return changed;
    }
}
