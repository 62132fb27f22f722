package io.virtualqueue.engine;

import java.util.Arrays;

/**
 * The branches of {@link SessionIndex}: arrays of {@value #WIDTH} nodes, one for each way that the next bits of a hash
 * can go. Where there are few sessions, neighbouring ways lead to one leaf: always 1, 2, 4, 8, 16 or all of them, and
 * the first of them is a multiple of their number. So a leaf that is full is divided in two, and not in {@value
 * #WIDTH}, and leaves are well filled whatever the number of sessions.
 */
final class IndexBranch {
    static final int BITS = 5;
    static final int WIDTH = 1 << BITS;

    private IndexBranch() {}

    /** A branch all of whose ways lead to this leaf. */
    static Object[] of(Session[] leaf) {
        Object[] branch = new Object[WIDTH];
        Arrays.fill(branch, leaf);
        return branch;
    }

    /** How many ways lead where this one does. */
    @SuppressWarnings("ReferenceEquality")
    static int waysLike(Object[] branch, int way) {
        int ways = 1;
        while (ways < WIDTH && branch[first(way, ways) ^ ways] == branch[way] && branch[way] instanceof Session[]) {
            ways *= 2;
        }
        return ways;
    }

    /** The first of the so many ways that lead where this one does. */
    static int first(int way, int ways) {
        return way & -ways;
    }

    /** Lets all the ways that lead where this one does lead to this node instead. */
    static void replace(Object[] branch, int way, int ways, Object node) {
        int first = first(way, ways);
        Arrays.fill(branch, first, first + ways, node);
    }
}
