package io.virtualqueue.server.webhook;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Counts the attempts to tell releases to callbacks, on the server that made them. */
@Singleton
final class CallbackMetrics {
    private static final Duration[] BUCKETS = {
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

    private final Counter successes;
    private final Counter failures;
    private final Timer duration;

    @Inject
    CallbackMetrics(MeterRegistry registry) {
        this.successes = Counter.builder("callback.success")
                .description("Callbacks that were taken")
                .register(registry);
        this.failures = Counter.builder("callback.failure")
                .description("Attempts at callbacks that failed")
                .register(registry);
        this.duration = Timer.builder("callback.duration")
                .description("How long attempts at callbacks took")
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }

    /** An attempt has ended; those that an open circuit breaker refused are none. */
    void attempted(boolean isSuccess, Duration took) {
        (isSuccess ? successes : failures).increment();
        duration.record(took);
    }
}
