package io.virtualqueue.server.clinic;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** How a session stands after the events so far, as the rules that are written down have it. */
final class Standing {
    final String sessionId;
    final String queueId;
    /** Less than a microsecond for each event, so that no two places are the same. */
    final double tie;

    int level;
    double key;
    String status = "waiting";

    @Nullable
    String counterId;

    @Nullable
    String onlyFor;

    boolean toldReady;
    long statusSince;
    /** When it came to where it stands in the line. */
    long placedSince;

    private final Deque<Before> steps = new ArrayDeque<>();

    /** How it stood before a step that can be taken back. */
    private record Before(
            String status, int level, double key, @Nullable String counterId, long statusSince) {}

    /**
     * Someone who has just come.
     *
     * @param key the time of joining that counts, in microseconds
     */
    Standing(JournalEvent joined, int level, double key) {
        this.sessionId = String.valueOf(joined.sessionId());
        this.queueId = joined.queueId();
        this.tie = joined.seq() * 1e-5;
        this.level = level;
        this.key = Math.rint(key) + tie;
        this.statusSince = joined.micros();
        this.placedSince = joined.micros();
    }

    boolean isWaiting() {
        return status.equals("waiting");
    }

    boolean isFor(@Nullable String counter) {
        return onlyFor == null || onlyFor.equals(counter);
    }

    /** Another status, which can be taken back. */
    void step(String newStatus, long micros) {
        steps.push(new Before(status, level, key, counterId, statusSince));
        status = newStatus;
        statusSince = micros;
        placedSince = micros;
    }

    /** As it was before the last step; false when there was none. */
    boolean takeBack(long micros) {
        placedSince = micros;
        if (steps.isEmpty()) {
            return false;
        }
        Before before = steps.pop();
        status = before.status();
        level = before.level();
        key = before.key();
        counterId = before.counterId();
        statusSince = before.statusSince();
        return true;
    }
}
