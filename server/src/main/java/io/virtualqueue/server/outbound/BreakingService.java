package io.virtualqueue.server.outbound;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.smallrye.faulttolerance.api.TypedGuard;
import io.virtualqueue.server.outbound.OutboundException.Reason;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;

/** Calls of one kind, with a breaker for each endpoint. */
final class BreakingService implements OutboundService {
    /** What another try would not change. */
    private static final Set<Reason> FINAL = Set.of(Reason.CIRCUIT_OPEN, Reason.FORBIDDEN_ADDRESS, Reason.REDIRECT);

    private static final int MAX_KINDS_OF_RETRIES = 100;
    private static final int JITTER_DIVISOR = 5;

    private final String name;
    private final BreakerPolicy policy;
    private final OutboundHttp http;
    private final OutboundMetrics metrics;
    private final LoadingCache<String, Breaker> breakers;
    private final LoadingCache<CallRetries, TypedGuard<OutboundAnswer>> retrying =
            Caffeine.newBuilder().maximumSize(MAX_KINDS_OF_RETRIES).build(BreakingService::retrying);

    BreakingService(String name, BreakerPolicy policy, OutboundHttp http, OutboundMetrics metrics, int maxEndpoints) {
        this.name = name;
        this.policy = policy;
        this.http = http;
        this.metrics = metrics;
        this.breakers = Caffeine.newBuilder().maximumSize(maxEndpoints).build(_ -> new Breaker(policy));
        for (Breaker.State state : Breaker.State.values()) {
            metrics.showBreakers(name, state, this, service -> service.count(state));
        }
    }

    private long count(Breaker.State state) {
        return breakers.asMap().values().stream()
                .filter(breaker -> breaker.state() == state)
                .count();
    }

    @Override
    public OutboundAnswer call(String endpoint, OutboundRequest request) throws OutboundException {
        try {
            return breakers.get(endpoint).call(() -> http.send(name, request));
        } catch (OutboundException failure) {
            if (failure.reason() == Reason.CIRCUIT_OPEN) {
                metrics.failed(name, request.method(), Reason.CIRCUIT_OPEN, null);
            }
            throw failure;
        }
    }

    @Override
    public OutboundAnswer callWithRetries(String endpoint, OutboundRequest request, CallRetries retries)
            throws OutboundException {
        try {
            return retrying.get(retries).call(() -> {
                OutboundAnswer answer = call(endpoint, request);
                if (policy.isFailure().test(answer.status())) {
                    throw new FailedAnswer(answer);
                }
                return answer;
            });
        } catch (FailedAnswer failed) {
            return failed.answer();
        } catch (OutboundException | RuntimeException failure) {
            throw failure;
        } catch (Exception impossible) {
            throw new IllegalStateException("A call ends with an answer or an OutboundException", impossible);
        }
    }

    private static TypedGuard<OutboundAnswer> retrying(CallRetries retries) {
        long delayMillis = retries.delay().toMillis();
        return TypedGuard.create(OutboundAnswer.class)
                .withRetry()
                .maxRetries(retries.maxRetries())
                .delay(delayMillis, ChronoUnit.MILLIS)
                .jitter(delayMillis / JITTER_DIVISOR, ChronoUnit.MILLIS)
                .maxDuration(0, ChronoUnit.MILLIS)
                .whenException(BreakingService::mayPass)
                .withExponentialBackoff()
                .maxDelay(CallRetries.MAX_DELAY.toMillis(), ChronoUnit.MILLIS)
                .done()
                .done()
                .build();
    }

    private static boolean mayPass(Throwable failure) {
        return failure instanceof FailedAnswer
                || (failure instanceof OutboundException without && !FINAL.contains(without.reason()));
    }

    @Override
    public Optional<Duration> openFor(String endpoint) {
        Breaker known = breakers.getIfPresent(endpoint);
        return known == null ? Optional.empty() : known.openFor();
    }
}
