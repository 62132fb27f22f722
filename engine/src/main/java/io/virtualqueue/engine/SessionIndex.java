package io.virtualqueue.engine;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Finds sessions by a UUID they hold. Immutable: a change makes a new index that shares nearly all of the old one.
 *
 * <p>A trie of branches on the bits of a hash leads to small hash tables that hold nothing but references. Where
 * millions are listed, the trie still fits into the processor's caches, and a look-up waits for the memory twice: for
 * the place in the leaf, and for the session.
 */
final class SessionIndex {

    /** Which of a session's UUIDs it is found by. */
    enum Key {
        ID,
        USER_KEY;

        long high(Session session) {
            return this == ID ? session.idHigh() : session.userKeyHigh();
        }

        long low(Session session) {
            return this == ID ? session.idLow() : session.userKeyLow();
        }

        long spread(Session session) {
            return SessionIndex.spread(high(session), low(session));
        }

        /** Reads all of the key before it compares: there is one branch to guess, not two. */
        boolean matches(Session session, long high, long low) {
            return ((low(session) ^ low) | (high(session) ^ high)) == 0;
        }

        int way(Session session, int depth) {
            return SessionIndex.way(high(session), spread(session), depth);
        }
    }

    /** From here on a path follows the first half of the UUID itself, so that two UUIDs always part somewhere. */
    static final int SPREAD_DEPTH = Math.ceilDiv(Long.SIZE, IndexBranch.BITS);
    /** Two neighbouring leaves become one when no more sessions than this are left in them. */
    private static final int FEW = IndexLeaf.MAX_ENTRIES / 2;

    private final Key key;
    /** A leaf ({@code Session[]}, see {@link IndexLeaf}), or a branch ({@code Object[]}, see {@link IndexBranch}). */
    private final Object root;

    private final int size;

    private SessionIndex(Key key, Object root, int size) {
        this.key = key;
        this.root = root;
        this.size = size;
    }

    static SessionIndex empty(Key key) {
        return new SessionIndex(key, IndexLeaf.empty(), 0);
    }

    /** Holds all of the sessions; their keys differ. */
    static SessionIndex of(Key key, Session[] sessions) {
        return new SessionIndex(key, new IndexBuilder(key, sessions).root(), sessions.length);
    }

    int size() {
        return size;
    }

    @Nullable
    Session get(UUID wanted) {
        return get(wanted.getMostSignificantBits(), wanted.getLeastSignificantBits());
    }

    private @Nullable Session get(long high, long low) {
        long spread = spread(high, low);
        Object node = root;
        for (int depth = 0; !(node instanceof Session[]); depth++) {
            node = ((Object[]) node)[way(high, spread, depth)];
        }
        return IndexLeaf.find(key, (Session[]) node, spread, high, low);
    }

    /** With this session, in place of one with the same key. */
    SessionIndex with(Session session) {
        boolean known = get(key.high(session), key.low(session)) != null;
        return new SessionIndex(key, with(root, session, key.spread(session), 0), known ? size : size + 1);
    }

    private Object with(Object node, Session session, long spread, int depth) {
        if (node instanceof Session[] leaf) {
            Session[] grown = IndexLeaf.with(key, leaf, session, spread);
            return grown != null ? grown : with(IndexBranch.of(leaf), session, spread, depth);
        }
        Object[] branch = ((Object[]) node).clone();
        int way = way(key.high(session), spread, depth);
        int ways = IndexBranch.waysLike(branch, way);
        if (ways == 1) {
            branch[way] = with(branch[way], session, spread, depth + 1);
            return branch;
        }
        Session[] grown = IndexLeaf.with(key, (Session[]) branch[way], session, spread);
        if (grown == null) {
            divide(branch, way, ways, depth);
            return with(branch, session, spread, depth);
        }
        IndexBranch.replace(branch, way, ways, grown);
        return branch;
    }

    /** Divides the leaf that several ways lead to into two. */
    private void divide(Object[] branch, int way, int ways, int depth) {
        int first = IndexBranch.first(way, ways);
        int middle = first + ways / 2;
        Session[] left = IndexLeaf.empty();
        Session[] right = IndexLeaf.empty();
        for (Session session : (Session[]) branch[way]) {
            if (session != null) {
                IndexLeaf.put(key.way(session, depth) < middle ? left : right, session, key.spread(session));
            }
        }
        IndexBranch.replace(branch, first, ways / 2, left);
        IndexBranch.replace(branch, middle, ways / 2, right);
    }

    /** Without the session of this key. */
    SessionIndex without(UUID wanted) {
        Session known = get(wanted);
        return known == null ? this : new SessionIndex(key, without(root, known, key.spread(known), 0), size - 1);
    }

    private Object without(Object node, Session session, long spread, int depth) {
        if (node instanceof Session[] leaf) {
            return IndexLeaf.without(key, leaf, session, spread);
        }
        Object[] branch = ((Object[]) node).clone();
        int way = way(key.high(session), spread, depth);
        int ways = IndexBranch.waysLike(branch, way);
        Object shrunk = without(branch[way], session, spread, depth + 1);
        IndexBranch.replace(branch, way, ways, shrunk);
        return shrunk instanceof Session[] leaf && IndexLeaf.count(leaf) <= FEW ? merged(branch, way, ways) : branch;
    }

    /** The branch, with one leaf for two as long as it can be; the leaf itself when it is the only one. */
    private Object merged(Object[] branch, int way, int ways) {
        while (ways < IndexBranch.WIDTH) {
            int other = IndexBranch.first(way, ways) ^ ways;
            if (IndexBranch.waysLike(branch, other) != ways
                    || !(branch[other] instanceof Session[] neighbour)
                    || !(branch[way] instanceof Session[] leaf)
                    || IndexLeaf.count(neighbour) + IndexLeaf.count(leaf) > FEW) {
                return branch;
            }
            ways *= 2;
            IndexBranch.replace(branch, way, ways, IndexLeaf.joined(key, leaf, neighbour));
        }
        return branch[way];
    }

    /** Which way of a branch the key goes. */
    static int way(long high, long spread, int depth) {
        long path = depth < SPREAD_DEPTH
                ? Long.rotateLeft(spread, (depth + 1) * IndexBranch.BITS)
                : high >>> ((depth - SPREAD_DEPTH) * IndexBranch.BITS);
        return (int) path & (IndexBranch.WIDTH - 1);
    }

    /** Ids hold a time in their first bits, and callers may choose theirs: every bit counts for the path. */
    static long spread(long high, long low) {
        return mixed(low ^ mixed(high));
    }

    /** Keeps different values different: an odd factor and a shifted exclusive-or both can be undone. */
    static long mixed(long bits) {
        long once = (bits ^ (bits >>> 32)) * 0x9E3779B97F4A7C15L;
        long twice = (once ^ (once >>> 29)) * 0xBF58476D1CE4E5B9L;
        return twice ^ (twice >>> 32);
    }

    /** How many leaves there are: the measure of compactness. */
    int leaves() {
        Set<Object> leaves = new HashSet<>();
        collect(root, leaves);
        return leaves.size();
    }

    private static void collect(Object node, Set<Object> leaves) {
        if (node instanceof Session[]) {
            leaves.add(node);
        } else {
            for (Object child : (Object[]) node) {
                collect(child, leaves);
            }
        }
    }
}
