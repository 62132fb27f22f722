package io.virtualqueue.engine;

/** Builds a whole {@link SessionIndex} at once, by dealing the sessions out to the ways of a branch, again and again. */
final class IndexBuilder {
    private final SessionIndex.Key key;
    private final Session[] sessions;
    private final long[] spreads;
    private final Session[] dealtSessions;
    private final long[] dealtSpreads;

    IndexBuilder(SessionIndex.Key key, Session[] sessions) {
        this.key = key;
        this.sessions = sessions.clone();
        this.spreads = new long[sessions.length];
        for (int at = 0; at < sessions.length; at++) {
            spreads[at] = key.spread(sessions[at]);
        }
        this.dealtSessions = new Session[sessions.length];
        this.dealtSpreads = new long[sessions.length];
    }

    Object root() {
        return node(0, sessions.length, 0);
    }

    private Object node(int from, int to, int depth) {
        if (to - from <= IndexLeaf.MAX_ENTRIES) {
            return IndexLeaf.of(sessions, spreads, from, to);
        }
        int[] starts = deal(from, to, depth);
        Object[] branch = new Object[IndexBranch.WIDTH];
        fill(branch, starts, 0, IndexBranch.WIDTH, depth);
        return branch;
    }

    /** Lets so many ways lead to one leaf, or else halves them. */
    private void fill(Object[] branch, int[] starts, int way, int ways, int depth) {
        int from = starts[way];
        int to = starts[way + ways];
        if (ways == 1 || to - from <= IndexLeaf.MAX_ENTRIES) {
            IndexBranch.replace(branch, way, ways, node(from, to, depth + 1));
        } else {
            fill(branch, starts, way, ways / 2, depth);
            fill(branch, starts, way + ways / 2, ways / 2, depth);
        }
    }

    /** Sorts the range by its way at this depth, and tells where each way starts, and last where the range ends. */
    private int[] deal(int from, int to, int depth) {
        int[] starts = new int[IndexBranch.WIDTH + 1];
        for (int at = from; at < to; at++) {
            starts[way(at, depth) + 1]++;
        }
        starts[0] = from;
        for (int way = 0; way < IndexBranch.WIDTH; way++) {
            starts[way + 1] += starts[way];
        }
        int[] next = starts.clone();
        for (int at = from; at < to; at++) {
            int target = next[way(at, depth)]++;
            dealtSessions[target] = sessions[at];
            dealtSpreads[target] = spreads[at];
        }
        System.arraycopy(dealtSessions, from, sessions, from, to - from);
        System.arraycopy(dealtSpreads, from, spreads, from, to - from);
        return starts;
    }

    private int way(int at, int depth) {
        return depth < SessionIndex.SPREAD_DEPTH
                ? SessionIndex.way(0, spreads[at], depth)
                : SessionIndex.way(key.high(sessions[at]), spreads[at], depth);
    }
}
