package io.virtualqueue.server.webhook;

import io.virtualqueue.server.journal.QueueKey;
import io.virtualqueue.server.outbound.BreakerPolicy;
import io.virtualqueue.server.outbound.OutboundAnswer;
import io.virtualqueue.server.outbound.OutboundException;
import io.virtualqueue.server.outbound.OutboundHttp;
import io.virtualqueue.server.outbound.OutboundRequest;
import io.virtualqueue.server.outbound.OutboundService;
import io.virtualqueue.server.session.FeedbackLink;
import io.virtualqueue.server.session.FeedbackLinks;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Sends deliveries, each once. Each webhook has a circuit breaker of its own. */
@Singleton
final class Sender {
    private static final Logger LOG = Logger.getLogger(Sender.class);
    private static final String RETRY_AFTER = "retry-after";
    private static final String HIDDEN = "[…]";
    private static final int SHORTEST_HIDDEN = 3;

    private final Map<Webhook.Kind, OutboundService> services = new EnumMap<>(Webhook.Kind.class);
    private final FeedbackLinks links;
    private final Clock clock;

    /**
     * What came of sending.
     *
     * @param attempt null when the circuit breaker is open and nothing was sent
     * @param retryAfter the header of the answer, or null
     */
    record Sent(@Nullable Attempt attempt, @Nullable String retryAfter) {
        static final Sent NOT = new Sent(null, null);
    }

    @Inject
    Sender(OutboundHttp http, FeedbackLinks links, Clock clock) {
        this(http, links, clock, BreakerPolicy.DEFAULT.withEveryErrorAsFailure());
    }

    Sender(OutboundHttp http, FeedbackLinks links, Clock clock, BreakerPolicy policy) {
        services.put(Webhook.Kind.WEBHOOK, http.service("webhook", policy));
        services.put(Webhook.Kind.CALLBACK, http.service("callback", policy));
        this.links = links;
        this.clock = clock;
    }

    private OutboundService service(Webhook webhook) {
        return Objects.requireNonNull(services.get(webhook.kind()));
    }

    /** How long nothing is sent to this webhook from now on; empty when something may be. */
    Optional<Duration> pausedFor(Webhook webhook) {
        return service(webhook).openFor(webhook.id().toString());
    }

    /** Sends one. Waits for the answer, up to {@link DeliveryRequest#TIMEOUT}. */
    Sent send(Target target, Due due, @Nullable ToldSession session) {
        Instant at = clock.instant();
        long start = System.nanoTime();
        Webhook webhook = target.webhook();
        try {
            OutboundAnswer answer = service(webhook).call(webhook.id().toString(), request(target, due, session, at));
            Attempt attempt = new Attempt(
                    at,
                    answer.status(),
                    answer.took().toMillis(),
                    answer.isSuccess() ? null : "The receiver answered " + answer.status() + ".",
                    without(Excerpt.of(answer), session));
            return new Sent(attempt, answer.headers().get(RETRY_AFTER));
        } catch (OutboundException failure) {
            return failure.reason() == OutboundException.Reason.CIRCUIT_OPEN
                    ? Sent.NOT
                    : failed(at, start, String.valueOf(failure.getMessage()));
        } catch (RuntimeException fault) {
            LOG.errorf(fault, "Delivery %s could not be sent", due.id());
            return failed(at, start, "It could not be sent.");
        }
    }

    private OutboundRequest request(Target target, Due due, @Nullable ToldSession session, Instant at) {
        Webhook webhook = target.webhook();
        return DeliveryRequest.of(
                webhook.url(),
                target.opened().secrets(),
                target.opened().headers(),
                new DeliveryRequest.Label(due.id(), due.eventId(), due.name().wire()),
                at,
                Bodies.of(webhook.tenantId(), due, session, feedback(webhook.tenantId(), due)));
    }

    /** By which a person may say now how it was; null for all but the end of a service or visit. */
    private @Nullable FeedbackLink feedback(UUID tenantId, Due due) {
        UUID sessionId = due.sessionId();
        return due.name() == EventName.USER_COMPLETED && sessionId != null
                ? links.of(new QueueKey(tenantId, due.queueId()), sessionId, due.happenedAt())
                : null;
    }

    private static Sent failed(Instant at, long startNanos, String error) {
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
        return new Sent(new Attempt(at, null, millis, error, null), null);
    }

    /** An excerpt without the person that it may repeat. */
    static @Nullable String without(@Nullable String excerpt, @Nullable ToldSession session) {
        return excerpt == null || session == null
                ? excerpt
                : without(without(excerpt, session.userName()), session.userEmail());
    }

    private static String without(String text, @Nullable String personal) {
        return personal == null || personal.length() < SHORTEST_HIDDEN ? text : text.replace(personal, HIDDEN);
    }
}
