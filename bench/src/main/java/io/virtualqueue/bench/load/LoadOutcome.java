package io.virtualqueue.bench.load;

import java.time.Duration;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * What became of a load.
 *
 * @param counted answers inside the window
 * @param answers all answers of the expected status, those before and after the window too
 * @param window how long it was counted
 * @param latencies of the counted answers, in nanoseconds
 * @param errors how often each thing went wrong
 */
public record LoadOutcome(long counted, long answers, Duration window, Histogram latencies, Map<String, Long> errors) {
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double MEDIAN = 50;

    public double perSecond() {
        return counted * NANOS_PER_SECOND / window.toNanos();
    }

    public double p50Millis() {
        return latencies.getValueAtPercentile(MEDIAN) / NANOS_PER_MILLI;
    }

    public double p99Millis() {
        return latencies.getValueAtPercentile(99) / NANOS_PER_MILLI;
    }

    /**
     * This outcome when nothing went wrong.
     *
     * @throws WrongAnswerException when something did
     */
    public LoadOutcome requireClean() {
        if (!errors.isEmpty()) {
            throw new WrongAnswerException("the load saw errors (count each): " + errors);
        }
        return this;
    }
}
