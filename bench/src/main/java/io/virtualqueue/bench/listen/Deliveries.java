package io.virtualqueue.bench.listen;

import java.util.Collection;
import org.HdrHistogram.Histogram;

/** How long it took from events to those who listen. */
public final class Deliveries {
    private static final long NANOS_PER_MICRO = 1_000;

    private Deliveries() {}

    /**
     * The time from each event to each text that told of it: of a text that tells of several events at once, each counts.
     *
     * @param fromMicros events before do not count
     * @param untilMicros neither do those from then on
     * @return nanoseconds; never below zero, however the clocks are read
     */
    public static Histogram of(Collection<Receipts> all, EventTimes times, long fromMicros, long untilMicros) {
        Histogram latencies = new Histogram(3);
        for (Receipts receipts : all) {
            for (int i = 0; i < receipts.size(); i++) {
                // Backwards, so that what was long before is left alone.
                for (long number = Math.min(receipts.number(i), times.last());
                        number > Math.max(0, receipts.before(i));
                        number--) {
                    if (times.counts(number)) {
                        long at = times.of(number);
                        if (at < fromMicros) {
                            break;
                        }
                        if (at < untilMicros) {
                            latencies.recordValue(Math.max(0, receipts.micros(i) - at) * NANOS_PER_MICRO);
                        }
                    }
                }
            }
        }
        return latencies;
    }
}
