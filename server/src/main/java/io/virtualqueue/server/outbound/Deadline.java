package io.virtualqueue.server.outbound;

import java.time.Duration;

/** Until when a call may last, by the JVM's clock that never jumps. */
record Deadline(long begunNanos, Duration timeout) {
    static Deadline after(Duration timeout) {
        return new Deadline(System.nanoTime(), timeout);
    }

    /** At least 1, so that what is there already is still taken. */
    long remainingMillis() {
        return Math.max(1, timeout.minus(elapsed()).toMillis());
    }

    boolean isOver() {
        return elapsed().compareTo(timeout) >= 0;
    }

    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - begunNanos);
    }

    /** What a call ends with whose thread is to stop. */
    static OutboundException stopped() {
        Thread.currentThread().interrupt();
        return new OutboundException(OutboundException.Reason.CONNECTION, "The call was given up.");
    }
}
