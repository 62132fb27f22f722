package io.virtualqueue.server.webhook;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Counts attempts to deliver something, each on the server that made it. */
@Singleton
final class DeliveryMetrics {
    private static final String DELIVERIES = "webhook.deliveries";

    private final Counter delivered;
    private final Counter retried;
    private final Counter dead;
    private final Timer webhooks;
    private final CallbackMetrics callbacks;

    @Inject
    DeliveryMetrics(MeterRegistry registry, CallbackMetrics callbacks) {
        delivered = attempts(registry, "delivered");
        retried = attempts(registry, "retried");
        dead = attempts(registry, "dead");
        webhooks = Timer.builder("webhook.delivery.duration")
                .description("How long attempts to deliver to webhooks took")
                .register(registry);
        this.callbacks = callbacks;
    }

    private static Counter attempts(MeterRegistry registry, String outcome) {
        return Counter.builder(DELIVERIES)
                .description("Attempts to deliver to webhooks")
                .tag("outcome", outcome)
                .register(registry);
    }

    void ended(Webhook.Kind kind, Verdict verdict, Duration took) {
        switch (kind) {
            case CALLBACK -> callbacks.attempted(verdict instanceof Verdict.Delivered, took);
            case WEBHOOK -> {
                webhooks.record(took);
                counter(verdict).increment();
            }
        }
    }

    private Counter counter(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Delivered _ -> delivered;
            case Verdict.Retry _ -> retried;
            case Verdict.Dead _ -> dead;
        };
    }
}
