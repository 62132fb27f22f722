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
    private final Counter callbackSuccess;
    private final Counter callbackFailure;
    private final Timer callbacks;

    @Inject
    DeliveryMetrics(MeterRegistry registry) {
        delivered = attempts(registry, "delivered");
        retried = attempts(registry, "retried");
        dead = attempts(registry, "dead");
        webhooks = Timer.builder("webhook.delivery.duration")
                .description("How long attempts to deliver to webhooks took")
                .register(registry);
        callbackSuccess = Counter.builder("callback.success")
                .description("Callbacks that were answered well")
                .register(registry);
        callbackFailure = Counter.builder("callback.failure")
                .description("Attempts at callbacks that failed")
                .register(registry);
        callbacks = Timer.builder("callback.duration")
                .description("How long attempts at callbacks took")
                .register(registry);
    }

    private static Counter attempts(MeterRegistry registry, String outcome) {
        return Counter.builder(DELIVERIES)
                .description("Attempts to deliver to webhooks")
                .tag("outcome", outcome)
                .register(registry);
    }

    void ended(Webhook.Kind kind, Verdict verdict, Duration took) {
        switch (kind) {
            case CALLBACK -> {
                callbacks.record(took);
                (verdict instanceof Verdict.Delivered ? callbackSuccess : callbackFailure).increment();
            }
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
