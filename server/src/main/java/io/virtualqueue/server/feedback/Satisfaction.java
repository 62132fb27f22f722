package io.virtualqueue.server.feedback;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How content the people of a queue were within a period. The share of the content is what is known as the customer
 * satisfaction score: those who gave 4 or 5 of all who gave something.
 */
@Schema(name = "Satisfaction")
@JsonInclude(JsonInclude.Include.ALWAYS)
record Satisfaction(
        UUID queueId,
        Instant from,
        Instant to,

        @Schema(description = "How many said something.") long count,

        @Schema(nullable = true, description = "The mean of their ratings, to two places; null when there are none.")
        @Nullable
        Double average,

        @Schema(nullable = true, description = "The part of them that gave 4 or 5, from 0 to 1, to four places.")
        @Nullable
        Double satisfiedShare,

        @Schema(description = "By rating, from 1 to 5, how many gave it.")
        Map<String, Long> ratings,

        @Schema(description = "The same by counter, of at most 500; who was served at none is left out.")
        List<OfCounter> counters) {

    private static final int SATISFIED_FROM = 4;
    private static final double PLACES_OF_AVERAGE = 100;
    private static final double PLACES_OF_SHARE = 10_000;

    /** How content those were who were served at a counter. */
    @Schema(name = "SatisfactionOfCounter")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record OfCounter(
            String counterId,
            long count,
            @Schema(nullable = true) @Nullable Double average,
            @Schema(nullable = true) @Nullable Double satisfiedShare) {}

    /**
     * Sums up.
     *
     * @param counts by rating how often it was given
     * @param byCounter the same of each counter
     */
    static Satisfaction of(
            UUID queueId, Period period, Map<Integer, Long> counts, Map<String, Map<Integer, Long>> byCounter) {
        Map<String, Long> ratings = new TreeMap<>();
        for (int rating = Feedback.WORST; rating <= Feedback.BEST; rating++) {
            ratings.put(Integer.toString(rating), counts.getOrDefault(rating, 0L));
        }
        return new Satisfaction(
                queueId,
                period.from(),
                period.to(),
                count(counts),
                average(counts),
                satisfiedShare(counts),
                ratings,
                byCounter.entrySet().stream()
                        .map(counter -> new OfCounter(
                                counter.getKey(),
                                count(counter.getValue()),
                                average(counter.getValue()),
                                satisfiedShare(counter.getValue())))
                        .toList());
    }

    private static long count(Map<Integer, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    private static @Nullable Double average(Map<Integer, Long> counts) {
        long sum = counts.entrySet().stream()
                .mapToLong(each -> each.getKey() * each.getValue())
                .sum();
        return part(sum, count(counts), PLACES_OF_AVERAGE);
    }

    private static @Nullable Double satisfiedShare(Map<Integer, Long> counts) {
        long satisfied = counts.entrySet().stream()
                .filter(each -> each.getKey() >= SATISFIED_FROM)
                .mapToLong(Map.Entry::getValue)
                .sum();
        return part(satisfied, count(counts), PLACES_OF_SHARE);
    }

    private static @Nullable Double part(long part, long whole, double places) {
        return whole == 0 ? null : (Double) (Math.round(part * places / whole) / places);
    }
}
