package io.virtualqueue.bench.line;

import io.virtualqueue.engine.QueueState;
import java.lang.ref.Reference;

/** Prints how much of the heap a waiting session takes, in a line restored at once. Arguments: lengths of lines. */
public final class LineMemory {
    private static final int MOST_COLLECTIONS = 5;

    private LineMemory() {}

    public static void main(String[] lengths) {
        for (String length : lengths) {
            int waiting = Integer.parseInt(length);
            long before = liveBytes();
            QueueState line = People.waiting(waiting);
            try {
                double bytes = liveBytes() - before;
                System.out.printf("%,d waiting: %.1f bytes each%n", waiting, bytes / waiting);
            } finally {
                Reference.reachabilityFence(line);
            }
        }
    }

    private static long liveBytes() {
        Runtime runtime = Runtime.getRuntime();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < MOST_COLLECTIONS; i++) {
            System.gc();
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        return least;
    }
}
