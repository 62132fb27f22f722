package io.virtualqueue.bench.listen;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class DeliveriesTest {
    private static final long NANOS = 1_000;

    @Test
    void aTextThatTellsOfSeveralEventsCountsForEach() {
        Receipts receipts = new Receipts();
        receipts.add(0, 3, 130);
        Histogram latencies = Deliveries.of(List.of(receipts), new EventTimes(new long[] {100, 110, 120}), 0, 1_000);
        assertThat(latencies.getTotalCount()).isEqualTo(3);
        assertThat(latencies.getMinValue()).isEqualTo(10 * NANOS);
        assertMost(latencies, 30 * NANOS);
    }

    /** Histograms keep three digits. */
    private static void assertMost(Histogram latencies, long nanos) {
        assertThat(latencies.lowestEquivalentValue(latencies.getMaxValue()))
                .isEqualTo(latencies.lowestEquivalentValue(nanos));
    }

    @Test
    void whatWasHeardBeforeDoesNotCountAgain() {
        Receipts receipts = new Receipts();
        receipts.add(-1, 1, 105);
        receipts.add(1, 2, 140);
        Histogram latencies = Deliveries.of(List.of(receipts), new EventTimes(new long[] {100, 110}), 0, 1_000);
        assertThat(latencies.getTotalCount()).isEqualTo(2);
        assertMost(latencies, 30 * NANOS);
    }

    @Test
    void onlyWhatHappenedWhileItWasWatchedCounts() {
        Receipts receipts = new Receipts();
        receipts.add(0, 4, 400);
        EventTimes times = new EventTimes(new long[] {100, 200, EventTimes.NEVER, 300});
        assertThat(Deliveries.of(List.of(receipts), times, 150, 300).getTotalCount())
                .isEqualTo(1);
        assertThat(Deliveries.of(List.of(receipts), times, 0, 1_000).getTotalCount())
                .isEqualTo(3);
        assertThat(times.count(150, 300)).isEqualTo(1);
        assertThat(times.count(0, 1_000)).isEqualTo(3);
    }

    @Test
    void clocksThatDifferALittleMakeNoNegativeTimes() {
        Receipts receipts = new Receipts();
        receipts.add(0, 1, 99);
        Histogram latencies = Deliveries.of(List.of(receipts), new EventTimes(new long[] {100}), 0, 1_000);
        assertThat(latencies.getMaxValue()).isZero();
    }

    @Test
    void keepsMoreThanItHasRoomForAtFirst() {
        Receipts receipts = new Receipts();
        long[] times = new long[100_000];
        for (int i = 0; i < times.length; i++) {
            times[i] = i;
            receipts.add(i, i + 1, i + 5);
        }
        Histogram latencies = Deliveries.of(List.of(receipts), new EventTimes(times), 0, Long.MAX_VALUE);
        assertThat(latencies.getTotalCount()).isEqualTo(times.length);
        assertThat(latencies.getMinValue()).isEqualTo(5 * NANOS);
        assertMost(latencies, 5 * NANOS);
    }
}
