package io.virtualqueue.server.outbound;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** What calls are counted by: kind, method and how they ended. Never by URL: there are too many, and some are secret. */
final class OutboundMetrics {
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(10),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2_500),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30)
    };
    private static final int HUNDRED = 100;

    private final MeterRegistry registry;

    OutboundMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void answered(String service, String method, int status, Duration took) {
        String outcome = status >= HUNDRED && status < 6 * HUNDRED ? status / HUNDRED + "xx" : "other";
        count(service, method, outcome, took);
    }

    /** No answer came; took is null when none was asked for. */
    void failed(String service, String method, OutboundException.Reason reason, @Nullable Duration took) {
        count(service, method, reason.name().toLowerCase(Locale.ROOT), took);
    }

    private void count(String service, String method, String outcome, @Nullable Duration took) {
        Tags tags =
                Tags.of("service", service, "method", METHODS.contains(method) ? method : "other", "outcome", outcome);
        Counter.builder("api.calls")
                .description("Calls to other systems")
                .tags(tags)
                .register(registry)
                .increment();
        if (took != null) {
            Timer.builder("api.call.duration")
                    .description("How long calls to other systems took")
                    .tags(tags)
                    .serviceLevelObjectives(BUCKETS)
                    .register(registry)
                    .record(took);
        }
    }

    <T> void showBreakers(String service, Breaker.State state, T owner, ToDoubleFunction<T> count) {
        Gauge.builder("circuit.breaker.state", owner, count)
                .description("Endpoints whose circuit breaker is in this state")
                .tags("service", service, "state", state.name().toLowerCase(Locale.ROOT))
                .register(registry);
    }
}
