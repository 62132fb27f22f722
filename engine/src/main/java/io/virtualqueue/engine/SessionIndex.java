package io.virtualqueue.engine;

import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Finds sessions by a UUID they hold. An immutable hash trie: a change makes a new index that shares nearly all of the
 * old one, and an entry costs little more than one reference, because its key is in the session.
 */
final class SessionIndex {

    /** Which of a session's UUIDs it is found by. */
    enum Key {
        ID,
        USER_KEY;

        UUID of(Session session) {
            return this == ID ? session.id() : session.userKey();
        }
    }

    private static final int BITS = 5;
    private static final int WIDTH = 1 << BITS;
    /** From here on a path follows the second half of the UUID, so that two UUIDs always part somewhere. */
    private static final int SPREAD_DEPTH = Math.ceilDiv(Long.SIZE, BITS);

    private static final Node EMPTY_NODE = new Node(0, new Object[0]);

    /** One slot for each set bit, in order: a {@link Session}, or a {@link Node} where several share the path. */
    private static final class Node {
        private final int bitmap;
        private final Object[] slots;

        Node(int bitmap, Object[] slots) {
            this.bitmap = bitmap;
            this.slots = slots;
        }

        int slotOf(int bit) {
            return Integer.bitCount(bitmap & (bit - 1));
        }

        Node with(int slot, Object content) {
            Object[] copy = slots.clone();
            copy[slot] = content;
            return new Node(bitmap, copy);
        }

        Node plus(int bit, Session session) {
            int slot = slotOf(bit);
            Object[] copy = new Object[slots.length + 1];
            System.arraycopy(slots, 0, copy, 0, slot);
            copy[slot] = session;
            System.arraycopy(slots, slot, copy, slot + 1, slots.length - slot);
            return new Node(bitmap | bit, copy);
        }

        Node minus(int bit) {
            int slot = slotOf(bit);
            Object[] copy = new Object[slots.length - 1];
            System.arraycopy(slots, 0, copy, 0, slot);
            System.arraycopy(slots, slot + 1, copy, slot, copy.length - slot);
            return new Node(bitmap & ~bit, copy);
        }
    }

    private final Key key;
    private final Node root;
    private final int size;

    private SessionIndex(Key key, Node root, int size) {
        this.key = key;
        this.root = root;
        this.size = size;
    }

    static SessionIndex empty(Key key) {
        return new SessionIndex(key, EMPTY_NODE, 0);
    }

    /** Holds all of the sessions; their keys differ. */
    static SessionIndex of(Key key, Session[] sessions) {
        long[] spreads = new long[sessions.length];
        Arrays.setAll(spreads, at -> spread(key.of(sessions[at])));
        Node root = new Bulk(key, sessions.clone(), spreads).build(0, sessions.length, 0);
        return new SessionIndex(key, root, sessions.length);
    }

    int size() {
        return size;
    }

    @Nullable
    Session get(UUID wanted) {
        long spread = spread(wanted);
        Node node = root;
        for (int depth = 0; ; depth++) {
            int bit = bit(wanted, spread, depth);
            if ((node.bitmap & bit) == 0) {
                return null;
            }
            Object content = node.slots[node.slotOf(bit)];
            if (content instanceof Session session) {
                return key.of(session).equals(wanted) ? session : null;
            }
            node = (Node) content;
        }
    }

    /** With this session, in place of one with the same key. */
    SessionIndex with(Session session) {
        UUID wanted = key.of(session);
        boolean known = get(wanted) != null;
        return new SessionIndex(key, with(root, session, spread(wanted), 0), known ? size : size + 1);
    }

    private Node with(Node node, Session session, long spread, int depth) {
        UUID wanted = key.of(session);
        int bit = bit(wanted, spread, depth);
        if ((node.bitmap & bit) == 0) {
            return node.plus(bit, session);
        }
        int slot = node.slotOf(bit);
        if (node.slots[slot] instanceof Node child) {
            return node.with(slot, with(child, session, spread, depth + 1));
        }
        Session present = (Session) node.slots[slot];
        UUID presentKey = key.of(present);
        if (presentKey.equals(wanted)) {
            return node.with(slot, session);
        }
        Node below = EMPTY_NODE.plus(bit(presentKey, spread(presentKey), depth + 1), present);
        return node.with(slot, with(below, session, spread, depth + 1));
    }

    /** Without the session of this key. */
    SessionIndex without(UUID wanted) {
        if (get(wanted) == null) {
            return this;
        }
        return new SessionIndex(key, without(root, wanted, spread(wanted), 0), size - 1);
    }

    private static Node without(Node node, UUID wanted, long spread, int depth) {
        int bit = bit(wanted, spread, depth);
        int slot = node.slotOf(bit);
        if (!(node.slots[slot] instanceof Node child)) {
            return node.minus(bit);
        }
        Node smaller = without(child, wanted, spread, depth + 1);
        boolean oneIsLeft = smaller.slots.length == 1 && smaller.slots[0] instanceof Session;
        return node.with(slot, oneIsLeft ? smaller.slots[0] : smaller);
    }

    private static int bit(UUID wanted, long spread, int depth) {
        long path = depth < SPREAD_DEPTH
                ? spread >>> (depth * BITS)
                : wanted.getMostSignificantBits() >>> ((depth - SPREAD_DEPTH) * BITS);
        return 1 << (path & (WIDTH - 1));
    }

    /** Ids hold a time in their first bits, and callers may choose theirs: every bit counts for the path. */
    private static long spread(UUID wanted) {
        return mixed(wanted.getLeastSignificantBits() ^ mixed(wanted.getMostSignificantBits()));
    }

    /** Keeps different values different: an odd factor and a shifted exclusive-or both can be undone. */
    static long mixed(long bits) {
        long once = (bits ^ (bits >>> 32)) * 0x9E3779B97F4A7C15L;
        long twice = (once ^ (once >>> 29)) * 0xBF58476D1CE4E5B9L;
        return twice ^ (twice >>> 32);
    }

    /** Builds a whole trie at once, by dealing the sessions out to the 32 slots of a node, slot by slot again. */
    private static final class Bulk {
        private final Key key;
        private Session[] sessions;
        private long[] spreads;
        private Session[] dealtSessions;
        private long[] dealtSpreads;

        Bulk(Key key, Session[] sessions, long[] spreads) {
            this.key = key;
            this.sessions = sessions;
            this.spreads = spreads;
            this.dealtSessions = new Session[sessions.length];
            this.dealtSpreads = new long[sessions.length];
        }

        Node build(int from, int to, int depth) {
            if (depth == SPREAD_DEPTH) {
                return oneByOne(from, to);
            }
            int[] ends = deal(from, to, depth * BITS);
            Object[] slots = new Object[WIDTH];
            int bitmap = 0;
            int used = 0;
            int start = from;
            for (int way = 0; way < WIDTH; way++) {
                int end = ends[way];
                if (end > start) {
                    bitmap |= 1 << way;
                    slots[used++] = end - start == 1 ? sessions[start] : build(start, end, depth + 1);
                }
                start = end;
            }
            return new Node(bitmap, Arrays.copyOf(slots, used));
        }

        /** Sorts the range by its way at this depth, and tells where each way ends. */
        private int[] deal(int from, int to, int shift) {
            int[] next = new int[WIDTH + 1];
            for (int at = from; at < to; at++) {
                next[(int) ((spreads[at] >>> shift) & (WIDTH - 1)) + 1]++;
            }
            next[0] = from;
            for (int way = 0; way < WIDTH; way++) {
                next[way + 1] += next[way];
            }
            for (int at = from; at < to; at++) {
                int target = next[(int) ((spreads[at] >>> shift) & (WIDTH - 1))]++;
                dealtSessions[target] = sessions[at];
                dealtSpreads[target] = spreads[at];
            }
            System.arraycopy(dealtSessions, from, sessions, from, to - from);
            System.arraycopy(dealtSpreads, from, spreads, from, to - from);
            return next;
        }

        private Node oneByOne(int from, int to) {
            SessionIndex index = empty(key);
            Node node = EMPTY_NODE;
            for (int at = from; at < to; at++) {
                node = index.with(node, sessions[at], spreads[at], SPREAD_DEPTH);
            }
            return node;
        }
    }
}
