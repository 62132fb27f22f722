package io.virtualqueue.engine;

/** An inner node of {@link RankedSessions}: its children, and of each the first sort key and the counts up to it. */
final class Branch {
    final Object[] children;
    /** How many sessions are in the children up to and including this one. */
    private final int[] counts;
    /** The order key of the first session of each child. */
    private final long[] keys;
    /** The {@code seq} of the first session of each child. */
    private final long[] seqs;

    private Branch(Object[] children) {
        this.children = children;
        this.counts = new int[children.length];
        this.keys = new long[children.length];
        this.seqs = new long[children.length];
    }

    static Branch of(RankedSessions.Order order, Object[] children) {
        Branch branch = new Branch(children);
        for (int child = 0; child < children.length; child++) {
            branch.note(order, child);
        }
        branch.count(0);
        return branch;
    }

    private void note(RankedSessions.Order order, int child) {
        if (children[child] instanceof Branch below) {
            keys[child] = below.keys[0];
            seqs[child] = below.seqs[0];
        } else {
            Session first = ((Session[]) children[child])[0];
            keys[child] = order.key(first);
            seqs[child] = first.seq();
        }
    }

    private void count(int from) {
        int sum = before(from);
        for (int child = from; child < children.length; child++) {
            sum += RankedSessions.sizeOf(children[child]);
            counts[child] = sum;
        }
    }

    /** With these nodes in place of the children from {@code from} to before {@code to}. */
    Branch replaced(RankedSessions.Order order, int from, int to, Object... nodes) {
        int after = children.length - to;
        int resume = from + nodes.length;
        Branch copy = new Branch(new Object[resume + after]);
        System.arraycopy(children, 0, copy.children, 0, from);
        System.arraycopy(counts, 0, copy.counts, 0, from);
        System.arraycopy(keys, 0, copy.keys, 0, from);
        System.arraycopy(seqs, 0, copy.seqs, 0, from);
        System.arraycopy(nodes, 0, copy.children, from, nodes.length);
        System.arraycopy(children, to, copy.children, resume, after);
        System.arraycopy(keys, to, copy.keys, resume, after);
        System.arraycopy(seqs, to, copy.seqs, resume, after);
        int sum = before(from);
        for (int child = from; child < resume; child++) {
            copy.note(order, child);
            sum += RankedSessions.sizeOf(copy.children[child]);
            copy.counts[child] = sum;
        }
        int shift = sum - before(to);
        for (int child = 0; child < after; child++) {
            copy.counts[resume + child] = counts[to + child] + shift;
        }
        return copy;
    }

    int size() {
        return children.length == 0 ? 0 : counts[children.length - 1];
    }

    /** How many sessions are before this child. */
    int before(int child) {
        return child == 0 ? 0 : counts[child - 1];
    }

    /** The child that holds the session with so many before it in this branch. */
    int childAt(int rank) {
        int low = 0;
        int high = counts.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (counts[middle] > rank) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** The child that holds, or would hold, this place: the last that does not begin after it. */
    int childFor(long key, long seq) {
        int low = 0;
        int high = keys.length - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (keys[middle] < key || (keys[middle] == key && seqs[middle] <= seq)) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }
}
