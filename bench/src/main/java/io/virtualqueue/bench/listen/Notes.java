package io.virtualqueue.bench.listen;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What listeners heard while it was noted.
 *
 * @param queue texts that tell how full the queue is
 * @param near texts that tell listeners near the head of the line where they stand
 * @param queueBytes the mean size of the former, by dialect
 * @param texts all of them, pings too
 * @param bytes of all texts, without what frames them
 * @param lasted how long it was noted
 */
public record Notes(
        List<Receipts> queue,
        List<Receipts> near,
        Map<String, Integer> queueBytes,
        long texts,
        long bytes,
        Duration lasted) {
    static Notes together(Collection<Noting> notings, Duration lasted) {
        Map<String, Noting.Sizes> sizes = new HashMap<>();
        for (Noting noting : notings) {
            noting.queueSizes.forEach((dialect, own) -> {
                Noting.Sizes all = sizes.computeIfAbsent(dialect, _ -> new Noting.Sizes());
                all.texts += own.texts;
                all.bytes += own.bytes;
            });
        }
        Map<String, Integer> queueBytes = new HashMap<>();
        sizes.forEach((dialect, all) -> queueBytes.put(dialect, (int) (all.bytes / all.texts)));
        return new Notes(
                notings.stream().map(noting -> noting.queue).toList(),
                notings.stream().map(noting -> noting.near).toList(),
                Map.copyOf(queueBytes),
                notings.stream().mapToLong(noting -> noting.texts).sum(),
                notings.stream().mapToLong(noting -> noting.bytes).sum(),
                lasted);
    }
}
