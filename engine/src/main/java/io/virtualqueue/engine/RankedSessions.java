package io.virtualqueue.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Sessions in an order, each with its rank: an immutable counted B-tree. A change makes a new tree that shares nearly
 * all of the old one. Nodes are wide, and branches hold the sort keys of their children as plain numbers, so that a
 * rank among millions touches few cache lines.
 */
final class RankedSessions {

    /** What the sessions are ordered by; the session's {@code seq} settles equal keys. */
    enum Order {
        /** The order key: who goes next within a level. */
        PLACE,
        /** The microsecond of coming into the present status: who has been in it longest. */
        SINCE;

        long key(Session session) {
            return this == PLACE ? session.orderKey() : session.sinceMicros();
        }
    }

    static final int MAX_WIDTH = 64;
    /** A node that gets narrower joins its neighbour. */
    static final int MIN_WIDTH = 16;

    private final Order order;
    /** A leaf, {@code Session[]}, or a {@link Branch}. All leaves are equally deep. */
    private final Object root;

    private RankedSessions(Order order, Object root) {
        this.order = order;
        this.root = root;
    }

    static RankedSessions empty(Order order) {
        return new RankedSessions(order, new Session[0]);
    }

    /** Holds all of the sessions; the list is in no order. */
    static RankedSessions of(Order order, List<Session> sessions) {
        Session[] sorted = sessions.toArray(Session[]::new);
        Arrays.sort(sorted, (one, other) -> compare(order, one, order.key(other), other.seq()));
        List<Object> nodes = new ArrayList<>();
        for (int from = 0; from < sorted.length; from += MAX_WIDTH) {
            nodes.add(Arrays.copyOfRange(sorted, from, Math.min(sorted.length, from + MAX_WIDTH)));
        }
        while (nodes.size() > 1) {
            List<Object> above = new ArrayList<>();
            for (int from = 0; from < nodes.size(); from += MAX_WIDTH) {
                List<Object> children = nodes.subList(from, Math.min(nodes.size(), from + MAX_WIDTH));
                above.add(Branch.of(order, children.toArray()));
            }
            nodes = above;
        }
        return nodes.isEmpty() ? empty(order) : new RankedSessions(order, nodes.getFirst());
    }

    int size() {
        return sizeOf(root);
    }

    boolean isEmpty() {
        return size() == 0;
    }

    /** The session with this many before it. */
    Session get(int rank) {
        Object node = root;
        int left = rank;
        while (node instanceof Branch branch) {
            int child = branch.childAt(left);
            left -= branch.before(child);
            node = branch.children[child];
        }
        return ((Session[]) node)[left];
    }

    /** How many are before this session, which is in the tree. */
    int rank(Session session) {
        long key = order.key(session);
        Object node = root;
        int before = 0;
        while (node instanceof Branch branch) {
            int child = branch.childFor(key, session.seq());
            before += branch.before(child);
            node = branch.children[child];
        }
        return before + slotOf((Session[]) node, session);
    }

    /** How many are before someone with this place, who need not be in the tree. */
    int before(long key, long seq) {
        Object node = root;
        int before = 0;
        while (node instanceof Branch branch) {
            int child = branch.childFor(key, seq);
            before += branch.before(child);
            node = branch.children[child];
        }
        return before + lowerBound((Session[]) node, key, seq);
    }

    /** Looks for the very object first, which needs no look into the others. */
    @SuppressWarnings("ReferenceEquality")
    private int slotOf(Session[] leaf, Session session) {
        for (int slot = 0; slot < leaf.length; slot++) {
            if (leaf[slot] == session) {
                return slot;
            }
        }
        int slot = lowerBound(leaf, order.key(session), session.seq());
        if (slot < leaf.length && leaf[slot].id().equals(session.id())) {
            return slot;
        }
        throw new IllegalArgumentException("session " + session.id() + " is not in this line");
    }

    /** Adds up to {@code limit} sessions to the list, in order, from this rank on. */
    void copyTo(List<Session> list, int rank, int limit) {
        int end = (int) Math.min(size(), (long) rank + limit);
        int next = rank;
        while (next < end) {
            Object node = root;
            int left = next;
            while (node instanceof Branch branch) {
                int child = branch.childAt(left);
                left -= branch.before(child);
                node = branch.children[child];
            }
            Session[] leaf = (Session[]) node;
            int count = Math.min(leaf.length - left, end - next);
            list.addAll(Arrays.asList(leaf).subList(left, left + count));
            next += count;
        }
    }

    RankedSessions with(Session session) {
        Object grown = with(root, session, order.key(session));
        if (width(grown) > MAX_WIDTH) {
            grown = Branch.of(order, split(grown, width(grown) / 2));
        }
        return new RankedSessions(order, grown);
    }

    private Object with(Object node, Session session, long key) {
        if (node instanceof Session[] leaf) {
            return inserted(leaf, lowerBound(leaf, key, session.seq()), session);
        }
        Branch branch = (Branch) node;
        int child = branch.childFor(key, session.seq());
        Object grown = with(branch.children[child], session, key);
        int width = width(grown);
        if (width <= MAX_WIDTH) {
            return branch.replaced(order, child, child + 1, grown);
        }
        // People mostly join at the end: there, the nodes left behind stay full.
        boolean atEnd = child == branch.children.length - 1;
        return branch.replaced(order, child, child + 1, split(grown, atEnd ? MAX_WIDTH : width / 2));
    }

    /** Without this session, which is in the tree. */
    RankedSessions without(Session session) {
        Object shrunk = without(root, session, order.key(session));
        while (shrunk instanceof Branch branch && branch.children.length <= 1) {
            shrunk = branch.children.length == 0 ? new Session[0] : branch.children[0];
        }
        return new RankedSessions(order, shrunk);
    }

    private Object without(Object node, Session session, long key) {
        if (node instanceof Session[] leaf) {
            int slot = slotOf(leaf, session);
            Session[] copy = Arrays.copyOf(leaf, leaf.length - 1);
            System.arraycopy(leaf, slot + 1, copy, slot, copy.length - slot);
            return copy;
        }
        Branch branch = (Branch) node;
        int child = branch.childFor(key, session.seq());
        Object shrunk = without(branch.children[child], session, key);
        int width = width(shrunk);
        if (width == 0) {
            return branch.replaced(order, child, child + 1);
        }
        if (width >= MIN_WIDTH || branch.children.length == 1) {
            return branch.replaced(order, child, child + 1, shrunk);
        }
        int first = Math.max(0, child - 1);
        Object left = first == child ? shrunk : branch.children[first];
        Object right = first == child ? branch.children[child + 1] : shrunk;
        Object joined = joined(left, right);
        return width(joined) <= MAX_WIDTH
                ? branch.replaced(order, first, first + 2, joined)
                : branch.replaced(order, first, first + 2, split(joined, width(joined) / 2));
    }

    private Object joined(Object left, Object right) {
        if (left instanceof Session[] leaf) {
            Session[] other = (Session[]) right;
            Session[] all = Arrays.copyOf(leaf, leaf.length + other.length);
            System.arraycopy(other, 0, all, leaf.length, other.length);
            return all;
        }
        Branch branch = (Branch) left;
        return branch.replaced(order, branch.children.length, branch.children.length, ((Branch) right).children);
    }

    private Object[] split(Object node, int cut) {
        if (node instanceof Session[] leaf) {
            return new Object[] {Arrays.copyOf(leaf, cut), Arrays.copyOfRange(leaf, cut, leaf.length)};
        }
        Object[] children = ((Branch) node).children;
        return new Object[] {
            Branch.of(order, Arrays.copyOf(children, cut)),
            Branch.of(order, Arrays.copyOfRange(children, cut, children.length))
        };
    }

    private static Session[] inserted(Session[] leaf, int slot, Session session) {
        Session[] copy = Arrays.copyOf(leaf, leaf.length + 1);
        copy[slot] = session;
        System.arraycopy(leaf, slot, copy, slot + 1, leaf.length - slot);
        return copy;
    }

    private int lowerBound(Session[] leaf, long key, long seq) {
        int low = 0;
        int high = leaf.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (compare(order, leaf[middle], key, seq) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static int compare(Order order, Session session, long key, long seq) {
        int byKey = Long.compare(order.key(session), key);
        return byKey != 0 ? byKey : Long.compare(session.seq(), seq);
    }

    private static int width(Object node) {
        return node instanceof Branch branch ? branch.children.length : ((Session[]) node).length;
    }

    static int sizeOf(Object node) {
        return node instanceof Branch branch ? branch.size() : ((Session[]) node).length;
    }

    /** How many leaves the tree has: the measure of its compactness. */
    int leaves() {
        return leaves(root);
    }

    private static int leaves(Object node) {
        return node instanceof Branch branch
                ? Arrays.stream(branch.children)
                        .mapToInt(child -> leaves(child))
                        .sum()
                : 1;
    }
}
