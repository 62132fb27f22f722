package io.virtualqueue.bench.report;

import java.util.Arrays;
import java.util.Collection;

/** What several runs of the same gave: the one in the middle, and the ends. */
public record Spread(double median, double least, double most) {
    /**
     * The spread of these values; of an even number of them, the median is the mean of the two in the middle.
     *
     * @throws IllegalArgumentException when there are none
     */
    public static Spread of(Collection<Double> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("no values");
        }
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(median, sorted[0], sorted[sorted.length - 1]);
    }

    /** As {@code 0.53 (0.51–0.56)}. */
    public String asRatio() {
        return Numbers.ratio(median) + " (" + Numbers.ratio(least) + "–" + Numbers.ratio(most) + ")";
    }

    /** As {@code 28,300/s (27,100–29,000)}, with that unit. */
    public String with(String unit) {
        return Numbers.rounded(median) + unit + " (" + Numbers.rounded(least) + "–" + Numbers.rounded(most) + ")";
    }
}
