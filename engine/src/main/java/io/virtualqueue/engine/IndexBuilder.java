package io.virtualqueue.engine;

import org.jspecify.annotations.Nullable;

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

    @Nullable
    Object root() {
        return node(0, sessions.length, 0);
    }

    private @Nullable Object node(int from, int to, int depth) {
        if (to - from <= IndexLeaf.MAX_ENTRIES) {
            return from == to ? null : IndexLeaf.of(sessions, spreads, from, to);
        }
        int[] ends = deal(from, to, depth);
        @Nullable Object[] branch = new Object[SessionIndex.WIDTH];
        int start = from;
        for (int way = 0; way < branch.length; way++) {
            branch[way] = node(start, ends[way], depth + 1);
            start = ends[way];
        }
        return branch;
    }

    /** Sorts the range by its way at this depth, and tells where each way ends. */
    private int[] deal(int from, int to, int depth) {
        int[] next = new int[SessionIndex.WIDTH + 1];
        for (int at = from; at < to; at++) {
            next[way(at, depth) + 1]++;
        }
        next[0] = from;
        for (int way = 0; way < SessionIndex.WIDTH; way++) {
            next[way + 1] += next[way];
        }
        for (int at = from; at < to; at++) {
            int target = next[way(at, depth)]++;
            dealtSessions[target] = sessions[at];
            dealtSpreads[target] = spreads[at];
        }
        System.arraycopy(dealtSessions, from, sessions, from, to - from);
        System.arraycopy(dealtSpreads, from, spreads, from, to - from);
        return next;
    }

    private int way(int at, int depth) {
        return depth < SessionIndex.SPREAD_DEPTH
                ? SessionIndex.way(0, spreads[at], depth)
                : SessionIndex.way(key.high(sessions[at]), spreads[at], depth);
    }
}
