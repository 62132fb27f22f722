package io.virtualqueue.bench.listen;

import java.util.HashMap;
import java.util.Map;

/** What the listeners of one thread hear, while it is noted. */
final class Noting {
    final Receipts queue = new Receipts();
    final Receipts near = new Receipts();
    /** The sizes of texts that tell how full the queue is, by dialect. */
    final Map<String, Sizes> queueSizes = new HashMap<>();

    long texts;
    long bytes;

    /** How many texts there were, and their bytes together. */
    static final class Sizes {
        long texts;
        long bytes;
    }

    void queueText(Dialect dialect, int size) {
        Sizes sizes = queueSizes.computeIfAbsent(dialect.name(), _ -> new Sizes());
        sizes.texts++;
        sizes.bytes += size;
    }
}
