package io.virtualqueue.server.release;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.virtualqueue.engine.QueueKind;
import io.virtualqueue.engine.QueueState;
import io.virtualqueue.engine.WaitCoverage;
import io.virtualqueue.server.identity.Sandbox;
import io.virtualqueue.server.journal.Journal;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * Shows how the wait estimates of all queues of a kind have proved, so that the number of time series does not grow with
 * the queues; each queue's own figures are in its status. Sandboxes do not count.
 */
@Singleton
final class WaitMetrics {
    private final Journal journal;
    private final MeterRegistry registry;

    @Inject
    WaitMetrics(Journal journal, MeterRegistry registry) {
        this.journal = journal;
        this.registry = registry;
    }

    void start(@Observes StartupEvent event) {
        for (QueueKind kind : QueueKind.values()) {
            show(kind, "median", WaitCoverage::withinMedian);
            show(kind, "p90", WaitCoverage::withinP90);
        }
    }

    private void show(QueueKind kind, String estimate, ToDoubleFunction<WaitCoverage> share) {
        Gauge.builder("queue.wait.coverage", () -> coverage(kind, share))
                .description("The share of those who waited no longer than the estimate, lately; NaN when none did")
                .tag("kind", kind.name().toLowerCase(Locale.ROOT))
                .tag("estimate", estimate)
                .register(registry);
    }

    private double coverage(QueueKind kind, ToDoubleFunction<WaitCoverage> share) {
        Sum sum = new Sum();
        journal.forEachHeld((key, queue) -> {
            if (isOf(kind, queue) && !Sandbox.isSandbox(key.tenantId())) {
                sum.add(queue.waitCoverage(), share);
            }
        });
        return sum.within / sum.compared;
    }

    private static boolean isOf(QueueKind kind, QueueState queue) {
        return queue.exists() && queue.settings().kind() == kind;
    }

    /** Queues count by the comparisons that their share rests on. */
    private static final class Sum {
        private double compared;
        private double within;

        void add(WaitCoverage coverage, ToDoubleFunction<WaitCoverage> share) {
            double weight = Math.min(coverage.compared(), WaitCoverage.MEMORY);
            compared += weight;
            within += weight * share.applyAsDouble(coverage);
        }
    }
}
