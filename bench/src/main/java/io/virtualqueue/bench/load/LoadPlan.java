package io.virtualqueue.bench.load;

import java.time.Duration;

/**
 * What a load does: each connection sends its next request when it has the answer to the last.
 *
 * @param port on the loopback
 * @param connections 1 to {@value #MAX_CONNECTIONS}
 * @param expectedStatus every other one is an error
 * @param window how long answers are counted; zero: until the source is empty
 * @param settle how long it runs before anything is counted
 */
public record LoadPlan(
        int port,
        int connections,
        RequestSource source,
        int expectedStatus,
        AnswerCheck check,
        Duration settle,
        Duration window) {
    public static final int MAX_CONNECTIONS = 10_000;
    /** Threads that send: as many as there are cores for them. */
    public static final int THREADS = 2;

    public LoadPlan {
        if (connections < 1 || connections > MAX_CONNECTIONS) {
            throw new IllegalArgumentException("connections: " + connections);
        }
    }

    /** Sends all that the source has, and counts all of it. */
    public static LoadPlan all(int port, int connections, RequestSource source, int expectedStatus, AnswerCheck check) {
        return new LoadPlan(port, connections, source, expectedStatus, check, Duration.ZERO, Duration.ZERO);
    }

    /** Whether it ends when its source is empty, and not by the clock. */
    public boolean isUntilEmpty() {
        return window.isZero();
    }
}
