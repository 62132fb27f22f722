package io.virtualqueue.engine;

import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The leaves of {@link SessionIndex}: hash tables with open addressing and linear probing, of at most {@value
 * #MAX_SLOTS} slots, of which at most two thirds are taken. A leaf is never changed.
 *
 * <p>It is the bare array, so that nothing lies between a branch and the slots. Free slots hold a placeholder rather
 * than null: a look-up reads two sessions at once, and need not ask first whether they are there.
 */
final class IndexLeaf {
    private static final int MIN_SLOTS = 2;
    private static final int MAX_SLOTS = 64;
    /** How many sessions a leaf can hold. */
    static final int MAX_ENTRIES = MAX_SLOTS * 2 / 3;

    private static final UUID NO_ID = new UUID(0, 0);
    private static final Session NOBODY =
            new Session(NO_ID, NO_ID, 0, 0, 0, SessionStatus.LEFT, Instant.EPOCH, Instant.EPOCH, null);

    private IndexLeaf() {}

    @SuppressWarnings("ReferenceEquality")
    static boolean isSomebody(Session session) {
        return session != NOBODY;
    }

    static int count(Session[] leaf) {
        int count = 0;
        for (Session session : leaf) {
            count += isSomebody(session) ? 1 : 0;
        }
        return count;
    }

    static Session[] of(SessionIndex.Key key, Session session) {
        return put(key, empty(MIN_SLOTS), session);
    }

    /**
     * Holds the sessions from {@code from} to before {@code to}, no more than {@link #MAX_ENTRIES}.
     *
     * @param spreads their keys' {@link SessionIndex#spread}, so that no session need be looked at
     */
    static Session[] of(Session[] sessions, long[] spreads, int from, int to) {
        int slots = slotsFor(to - from);
        Session[] leaf = empty(slots);
        for (int at = from; at < to; at++) {
            int slot = (int) spreads[at] & (slots - 1);
            while (isSomebody(leaf[slot])) {
                slot = (slot + 1) & (slots - 1);
            }
            leaf[slot] = sessions[at];
        }
        return leaf;
    }

    /**
     * The session with this key, or null. Two slots are read before either is compared: the session stands in one of
     * them nearly always, and so the two waits for the memory are one.
     */
    @SuppressWarnings("ShortCircuitBoolean")
    static @Nullable Session find(SessionIndex.Key key, Session[] leaf, long spread, long high, long low) {
        int last = leaf.length - 1;
        for (int slot = (int) spread & last; ; slot = (slot + 2) & last) {
            Session first = leaf[slot];
            Session second = leaf[(slot + 1) & last];
            boolean isFirst = key.matches(first, high, low);
            if (isFirst | key.matches(second, high, low)) {
                Session found = isFirst ? first : second;
                return isSomebody(found) ? found : null;
            }
            if (!isSomebody(first) || !isSomebody(second)) {
                return null;
            }
        }
    }

    /** With this session, in place of one with the same key; null if there is no room for one more. */
    static Session @Nullable [] with(SessionIndex.Key key, Session[] leaf, Session session, long spread) {
        int slot = slotFor(key, leaf, key.high(session), key.low(session), spread);
        if (!isSomebody(leaf[slot])) {
            int count = count(leaf);
            if (count == MAX_ENTRIES) {
                return null;
            }
            if (count == room(leaf.length)) {
                return put(key, resized(key, leaf, leaf.length * 2), session);
            }
        }
        Session[] copy = leaf.clone();
        copy[slot] = session;
        return copy;
    }

    /** Without this session, which is in the leaf; null if nobody is left. */
    static Session @Nullable [] without(SessionIndex.Key key, Session[] leaf, Session session, long spread) {
        int left = count(leaf) - 1;
        if (left == 0) {
            return null;
        }
        Session[] copy = leaf.clone();
        int last = copy.length - 1;
        int gap = slotFor(key, leaf, key.high(session), key.low(session), spread);
        for (int slot = (gap + 1) & last; isSomebody(copy[slot]); slot = (slot + 1) & last) {
            int home = (int) key.spread(copy[slot]) & last;
            // Whoever would not be found from home any more, across the gap, moves into it.
            if (((slot - home) & last) >= ((slot - gap) & last)) {
                copy[gap] = copy[slot];
                gap = slot;
            }
        }
        copy[gap] = NOBODY;
        return left * 4 < copy.length ? resized(key, copy, copy.length / 2) : copy;
    }

    /** Holds all sessions of both, no more than {@link #MAX_ENTRIES}. */
    static Session[] joined(SessionIndex.Key key, Session[] one, Session[] other) {
        Session[] all = resized(key, one, slotsFor(count(one) + count(other)));
        for (Session session : other) {
            if (isSomebody(session)) {
                put(key, all, session);
            }
        }
        return all;
    }

    /** How many sessions so many slots are for. */
    private static int room(int slots) {
        return slots * 2 / 3;
    }

    private static int slotsFor(int entries) {
        int slots = MIN_SLOTS;
        while (room(slots) < entries) {
            slots *= 2;
        }
        return slots;
    }

    private static Session[] empty(int slots) {
        Session[] leaf = new Session[slots];
        Arrays.fill(leaf, NOBODY);
        return leaf;
    }

    private static Session[] resized(SessionIndex.Key key, Session[] leaf, int slots) {
        Session[] other = empty(slots);
        for (Session session : leaf) {
            if (isSomebody(session)) {
                put(key, other, session);
            }
        }
        return other;
    }

    /** For a leaf that is being made. */
    private static Session[] put(SessionIndex.Key key, Session[] leaf, Session session) {
        leaf[slotFor(key, leaf, key.high(session), key.low(session), key.spread(session))] = session;
        return leaf;
    }

    /** Where the key is, or else the free slot where it belongs. */
    private static int slotFor(SessionIndex.Key key, Session[] leaf, long high, long low, long spread) {
        int last = leaf.length - 1;
        int slot = (int) spread & last;
        while (isSomebody(leaf[slot]) && !key.matches(leaf[slot], high, low)) {
            slot = (slot + 1) & last;
        }
        return slot;
    }
}
