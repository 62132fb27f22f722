package io.virtualqueue.server.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.virtualqueue.server.http.ProblemException;
import io.virtualqueue.server.http.TimeOrderedId;
import io.virtualqueue.server.outbound.OutboundAnswer;
import io.virtualqueue.server.outbound.OutboundException;
import io.virtualqueue.server.outbound.OutboundHttp;
import io.virtualqueue.server.outbound.OutboundRequest;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Sends an event that did not happen, to see what becomes of it. */
@Singleton
final class TestDeliveries {
    /** On one server, for each may wait long for its answer. */
    static final int MAX_AT_ONCE = 32;

    private static final int BUSY_SECONDS = 5;

    private final OutboundHttp outbound;
    private final Clock clock;
    private final Semaphore running = new Semaphore(MAX_AT_ONCE);

    /** What became of it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "WebhookTest")
    record Tested(
            @Schema(description = "Whether the answer was a success (200 to 299).")
            boolean delivered,

            @Schema(description = "Absent when there was no answer.") @Nullable
            Integer status,

            long latencyMillis,

            @Schema(description = "Why there was no answer.") @Nullable
            String error,

            @Schema(description = "How the answer began.", maxLength = DeliveryView.MAX_EXCERPT_LENGTH) @Nullable
            String excerpt) {}

    @Inject
    TestDeliveries(OutboundHttp outbound, Clock clock) {
        this.outbound = outbound;
        this.clock = clock;
    }

    /**
     * Sends one now, active or not, whatever the webhook's breaker says, and waits for the answer. Nothing is kept of it.
     *
     * @throws ProblemException 429 when {@value #MAX_AT_ONCE} are being sent
     */
    Tested send(Webhooks.Known known) {
        if (!running.tryAcquire()) {
            throw ProblemException.tooMany("too_many_tests", "Too many tests are being sent.", BUSY_SECONDS);
        }
        try {
            return sendNow(known);
        } finally {
            running.release();
        }
    }

    private Tested sendNow(Webhooks.Known known) {
        Webhook webhook = known.webhook();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var label = new DeliveryRequest.Label(TimeOrderedId.next(), TimeOrderedId.next(), EventName.TEST.wire());
        OutboundRequest request = DeliveryRequest.of(
                webhook.url(),
                known.opened().secrets(),
                known.opened().headers(),
                label,
                now,
                body(label.eventId(), webhook, now));
        long start = System.nanoTime();
        try {
            OutboundAnswer answer = outbound.send(request);
            return new Tested(answer.isSuccess(), answer.status(), answer.took().toMillis(), null, Excerpt.of(answer));
        } catch (OutboundException failure) {
            long took = Duration.ofNanos(System.nanoTime() - start).toMillis();
            return new Tested(false, null, took, failure.getMessage(), null);
        }
    }

    /** In the form of all bodies; there is nothing in it that would have to be escaped. */
    private static byte[] body(UUID eventId, Webhook webhook, Instant now) {
        return """
                {"id":"%s","type":"%s","version":"1.0","timestamp":"%s",\
                "data":{"webhook":{"id":"%s","tenantId":"%s"}},"metadata":{"source":"virtualqueue"}}""".formatted(eventId, EventName.TEST.wire(), now, webhook.id(), webhook.tenantId())
                .getBytes(StandardCharsets.UTF_8);
    }
}
