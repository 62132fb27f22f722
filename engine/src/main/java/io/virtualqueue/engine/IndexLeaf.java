package io.virtualqueue.engine;

import org.jspecify.annotations.Nullable;

/**
 * The leaves of {@link SessionIndex}: hash tables with open addressing and linear probing, of {@value #SLOTS} slots, of
 * which at most {@value #MAX_ENTRIES} are taken. A leaf is never changed.
 *
 * <p>It is the bare array, and all have one length, so that a look-up goes from a branch to the slot at once. Free slots
 * are null.
 */
final class IndexLeaf {
    private static final int SLOTS = 64;
    private static final int LAST = SLOTS - 1;
    /** How many sessions a leaf can hold. */
    static final int MAX_ENTRIES = SLOTS * 2 / 3;

    private IndexLeaf() {}

    static int count(@Nullable Session[] leaf) {
        int count = 0;
        for (Session session : leaf) {
            count += session == null ? 0 : 1;
        }
        return count;
    }

    static @Nullable Session[] empty() {
        return new Session[SLOTS];
    }

    /**
     * Holds the sessions from {@code from} to before {@code to}, no more than {@link #MAX_ENTRIES}.
     *
     * @param spreads their keys' {@link SessionIndex#spread}, so that no session need be looked at
     */
    static Session[] of(Session[] sessions, long[] spreads, int from, int to) {
        Session[] leaf = empty();
        for (int at = from; at < to; at++) {
            put(leaf, sessions[at], spreads[at]);
        }
        return leaf;
    }

    /** For a leaf that is being made, which has not got the session yet. */
    static void put(Session[] leaf, Session session, long spread) {
        int slot = (int) spread & LAST;
        while (leaf[slot] != null) {
            slot = (slot + 1) & LAST;
        }
        leaf[slot] = session;
    }

    /** The session with this key, or null. */
    static @Nullable Session find(SessionIndex.Key key, @Nullable Session[] leaf, long spread, long high, long low) {
        int slot = (int) spread & LAST;
        Session session = leaf[slot];
        while (session != null && !key.matches(session, high, low)) {
            slot = (slot + 1) & LAST;
            session = leaf[slot];
        }
        return session;
    }

    /** With this session, in place of one with the same key; null if there is no room for one more. */
    static Session @Nullable [] with(SessionIndex.Key key, Session[] leaf, Session session, long spread) {
        int slot = slotOf(key, leaf, session, spread);
        if (leaf[slot] == null && count(leaf) == MAX_ENTRIES) {
            return null;
        }
        Session[] copy = leaf.clone();
        copy[slot] = session;
        return copy;
    }

    /** Without this session, which is in the leaf. */
    static Session[] without(SessionIndex.Key key, Session[] leaf, Session session, long spread) {
        Session[] copy = leaf.clone();
        int gap = slotOf(key, leaf, session, spread);
        for (int slot = (gap + 1) & LAST; copy[slot] != null; slot = (slot + 1) & LAST) {
            int home = (int) key.spread(copy[slot]) & LAST;
            // Whoever would not be found from home any more, across the gap, moves into it.
            if (((slot - home) & LAST) >= ((slot - gap) & LAST)) {
                copy[gap] = copy[slot];
                gap = slot;
            }
        }
        copy[gap] = null;
        return copy;
    }

    /** Holds all sessions of both, no more than {@link #MAX_ENTRIES}. */
    static Session[] joined(SessionIndex.Key key, Session[] one, Session[] other) {
        Session[] all = one.clone();
        for (Session session : other) {
            if (session != null) {
                put(all, session, key.spread(session));
            }
        }
        return all;
    }

    /** Where the session's key is, or else the free slot where it belongs. */
    private static int slotOf(SessionIndex.Key key, Session[] leaf, Session session, long spread) {
        int slot = (int) spread & LAST;
        while (leaf[slot] != null && !key.matches(leaf[slot], key.high(session), key.low(session))) {
            slot = (slot + 1) & LAST;
        }
        return slot;
    }
}
