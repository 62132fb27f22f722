package io.virtualqueue.server.release;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.virtualqueue.engine.Event;
import io.virtualqueue.engine.QueueState;
import io.virtualqueue.server.identity.Sandbox;
import io.virtualqueue.server.journal.Journal;
import io.virtualqueue.server.journal.QueueKey;
import io.virtualqueue.server.journal.RecordedEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * Counts releases and expiries, each on the node that wrote it, and shows how many wait. Queues beyond {@link
 * #MAX_QUEUES_SHOWN} are summed up under one name, so that the number of time series has a limit. Sandboxes do not count.
 */
@Singleton
final class ReleaseMetrics {
    /** Queues with time series of their own. */
    static final int MAX_QUEUES_SHOWN = 1_000;
    /** How often it is looked up how many wait. */
    static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    /** Stands for all queues that are not shown by themselves. */
    private static final Tags OTHERS = tags("others", "others");

    private final Journal journal;
    private final MeterRegistry registry;
    private final int maxQueuesShown;
    private final MultiGauge size;
    private final Map<QueueKey, Counters> counters = new ConcurrentHashMap<>();
    private final Counters others;
    private final Thread thread = Thread.ofVirtual().name("queue sizes").unstarted(this::lookUntilClosed);
    private volatile boolean closed;

    @Inject
    ReleaseMetrics(Journal journal, MeterRegistry registry) {
        this(journal, registry, MAX_QUEUES_SHOWN);
    }

    ReleaseMetrics(Journal journal, MeterRegistry registry, int maxQueuesShown) {
        this.journal = journal;
        this.registry = registry;
        this.maxQueuesShown = maxQueuesShown;
        this.size = MultiGauge.builder("queue.size")
                .description("How many wait in a queue")
                .register(registry);
        this.others = counters(OTHERS);
    }

    private record Counters(Counter released, Counter expired) {}

    /** How many wait in a queue. */
    private record Size(QueueKey queue, int waiting) {}

    void start(@Observes StartupEvent event) {
        journal.listen(this::count);
        thread.start();
    }

    void stop(@Observes ShutdownEvent event) {
        closed = true;
        LockSupport.unpark(thread);
    }

    private void count(QueueKey key, List<RecordedEvent> events, QueueState queue, boolean writtenHere) {
        if (writtenHere && !Sandbox.isSandbox(key.tenantId())) {
            int released = 0;
            int expired = 0;
            for (RecordedEvent event : events) {
                released += event.event() instanceof Event.Released ? 1 : 0;
                expired += event.event() instanceof Event.Expired ? 1 : 0;
            }
            if (released + expired > 0) {
                Counters of = countersOf(key);
                of.released().increment(released);
                of.expired().increment(expired);
            }
        }
        if (queue.isDeleted()) {
            forget(key);
        }
    }

    private Counters countersOf(QueueKey key) {
        Counters known = counters.get(key);
        if (known != null) {
            return known;
        }
        return counters.size() < maxQueuesShown ? counters.computeIfAbsent(key, _ -> counters(tags(key))) : others;
    }

    private Counters counters(Tags tags) {
        return new Counters(
                Counter.builder("queue.users.released")
                        .description("How many were released")
                        .tags(tags)
                        .register(registry),
                Counter.builder("queue.users.expired")
                        .description("How many passes ended unused, and visits without a heartbeat")
                        .tags(tags)
                        .register(registry));
    }

    private void forget(QueueKey key) {
        Counters gone = counters.remove(key);
        if (gone != null) {
            registry.remove(gone.released());
            registry.remove(gone.expired());
        }
    }

    private void lookUntilClosed() {
        while (!closed) {
            size.register(rows(), true);
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
    }

    /** The fullest queues, and the sum of all others when there are any. */
    private List<MultiGauge.Row<?>> rows() {
        List<Size> sizes = new ArrayList<>();
        journal.forEachHeld((key, queue) -> {
            if (queue.exists() && !Sandbox.isSandbox(key.tenantId())) {
                sizes.add(new Size(key, queue.waiting()));
            }
        });
        sizes.sort(Comparator.comparingInt(Size::waiting).reversed());
        int shown = Math.min(sizes.size(), maxQueuesShown);
        List<MultiGauge.Row<?>> rows = new ArrayList<>();
        for (Size each : sizes.subList(0, shown)) {
            rows.add(MultiGauge.Row.of(tags(each.queue()), each.waiting()));
        }
        if (shown < sizes.size()) {
            long rest = sizes.subList(shown, sizes.size()).stream()
                    .mapToLong(Size::waiting)
                    .sum();
            rows.add(MultiGauge.Row.of(OTHERS, rest));
        }
        return rows;
    }

    private static Tags tags(QueueKey key) {
        return tags(key.tenantId().toString(), key.queueId().toString());
    }

    private static Tags tags(String tenant, String queue) {
        return Tags.of("tenant", tenant, "queue", queue);
    }
}
