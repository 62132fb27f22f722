package io.virtualqueue.engine;

import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Finds sessions by a UUID they hold. Immutable: a change makes a new index that shares nearly all of the old one.
 *
 * <p>A trie of {@value #WIDTH} ways on the bits of a hash leads to small hash tables ({@link IndexLeaf}) that hold
 * nothing but references. Where millions are listed, the trie still fits into the processor's caches, and a look-up
 * waits for the memory twice: for the place in the leaf, and for the session.
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
    }

    private static final int BITS = 5;
    static final int WIDTH = 1 << BITS;
    /** From here on a path follows the first half of the UUID itself, so that two UUIDs always part somewhere. */
    static final int SPREAD_DEPTH = Math.ceilDiv(Long.SIZE, BITS);
    /** A branch that loses a leaf becomes one itself when no more leaves than this are left. */
    private static final int FEW_LEAVES = 8;

    private final Key key;
    /** Null, a leaf ({@code Session[]}), or a branch: {@code Object[]} of {@value #WIDTH} such nodes. */
    private final @Nullable Object root;

    private final int size;

    private SessionIndex(Key key, @Nullable Object root, int size) {
        this.key = key;
        this.root = root;
        this.size = size;
    }

    static SessionIndex empty(Key key) {
        return new SessionIndex(key, null, 0);
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
        for (int depth = 0; !(node instanceof Session[] leaf); depth++) {
            if (node == null) {
                return null;
            }
            node = ((@Nullable Object[]) node)[way(high, spread, depth)];
        }
        return IndexLeaf.find(key, leaf, spread, high, low);
    }

    /** With this session, in place of one with the same key. */
    SessionIndex with(Session session) {
        long high = key.high(session);
        boolean known = get(high, key.low(session)) != null;
        return new SessionIndex(key, with(root, session, high, key.spread(session), 0), known ? size : size + 1);
    }

    private Object with(@Nullable Object node, Session session, long high, long spread, int depth) {
        if (node == null) {
            return IndexLeaf.of(key, session);
        }
        if (node instanceof Session[] leaf) {
            Session[] grown = IndexLeaf.with(key, leaf, session, spread);
            return grown == null ? with(split(leaf, depth), session, high, spread, depth) : grown;
        }
        int way = way(high, spread, depth);
        Object[] branch = ((Object[]) node).clone();
        branch[way] = with(branch[way], session, high, spread, depth + 1);
        return branch;
    }

    private Object[] split(Session[] leaf, int depth) {
        Object[] branch = new Object[WIDTH];
        for (Session session : leaf) {
            if (IndexLeaf.isSomebody(session)) {
                long spread = key.spread(session);
                int way = way(key.high(session), spread, depth);
                branch[way] = with(branch[way], session, key.high(session), spread, depth + 1);
            }
        }
        return branch;
    }

    /** Without the session of this key. */
    SessionIndex without(UUID wanted) {
        long high = wanted.getMostSignificantBits();
        long low = wanted.getLeastSignificantBits();
        Session known = get(high, low);
        return root == null || known == null
                ? this
                : new SessionIndex(key, without(root, known, spread(high, low), 0), size - 1);
    }

    private @Nullable Object without(Object node, Session session, long spread, int depth) {
        if (node instanceof Session[] leaf) {
            return IndexLeaf.without(key, leaf, session, spread);
        }
        int way = way(key.high(session), spread, depth);
        @Nullable Object[] branch = ((@Nullable Object[]) node).clone();
        branch[way] = without(((Object[]) node)[way], session, spread, depth + 1);
        return branch[way] == null ? merged(branch) : branch;
    }

    /** The branch, or a leaf in its place where little is left. */
    private @Nullable Object merged(@Nullable Object[] branch) {
        int leaves = 0;
        int entries = 0;
        for (Object child : branch) {
            if (child instanceof Session[] leaf) {
                leaves++;
                entries += IndexLeaf.count(leaf);
            } else if (child != null) {
                return branch;
            }
        }
        if (leaves > FEW_LEAVES || entries > IndexLeaf.MAX_ENTRIES / 2) {
            return branch;
        }
        Object all = null;
        for (Object child : branch) {
            if (child instanceof Session[] leaf) {
                all = all == null ? leaf : IndexLeaf.joined(key, (Session[]) all, leaf);
            }
        }
        return all;
    }

    /** Which of a branch's children the key belongs to. */
    static int way(long high, long spread, int depth) {
        long path = depth < SPREAD_DEPTH
                ? Long.rotateLeft(spread, (depth + 1) * BITS)
                : high >>> ((depth - SPREAD_DEPTH) * BITS);
        return (int) path & (WIDTH - 1);
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
        return leaves(root);
    }

    private static int leaves(@Nullable Object node) {
        if (node == null || node instanceof Session[]) {
            return node == null ? 0 : 1;
        }
        return Arrays.stream((Object[]) node).mapToInt(child -> leaves(child)).sum();
    }
}
