package io.virtualqueue.server.webhook;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of a lane's deliveries and is not written down yet. For one thread. */
final class Ledger {
    /** How long results are gathered before they are written down. */
    static final Duration GATHERS = Duration.ofMillis(20);

    static final int MAX_RESULTS_AT_ONCE = 100;

    private final LaneRows.Key lane;
    private final LaneRows rows;
    private final List<LaneRows.Result> results = new ArrayList<>();
    /** Whether something has arrived; null when nothing was tried. */
    private @Nullable Boolean isWell;

    private long sinceNanos;

    Ledger(LaneRows.Key lane, LaneRows rows) {
        this.lane = lane;
        this.rows = rows;
    }

    void delivered(Due due, Attempt attempt) {
        isWell = true;
        note(new LaneRows.Result(due.ord(), "delivered", attempt, 0));
    }

    void dead(Due due, Attempt attempt) {
        failed();
        note(new LaneRows.Result(due.ord(), "dead", attempt, 0));
    }

    /** It is tried again after that, and what comes after it in its chain not before. */
    void later(Due due, Attempt attempt, List<Due> rest, Duration after) {
        failed();
        note(new LaneRows.Result(due.ord(), "pending", attempt, after.toMillis()));
        rest.forEach(next -> note(new LaneRows.Result(next.ord(), "pending", null, after.toMillis())));
    }

    private void failed() {
        if (isWell == null) {
            isWell = false;
        }
    }

    private void note(LaneRows.Result result) {
        if (results.isEmpty()) {
            sinceNanos = System.nanoTime();
        }
        results.add(result);
    }

    boolean isEmpty() {
        return results.isEmpty();
    }

    boolean isDue() {
        return results.size() >= MAX_RESULTS_AT_ONCE
                || (!results.isEmpty() && System.nanoTime() - sinceNanos > GATHERS.toNanos());
    }

    /** Writes all down; returns the numbers of those deliveries. */
    List<Long> write() {
        if (results.isEmpty()) {
            return List.of();
        }
        rows.write(lane, results, isWell);
        List<Long> written = results.stream().map(LaneRows.Result::ord).toList();
        results.clear();
        isWell = null;
        return written;
    }
}
