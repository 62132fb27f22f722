package io.virtualqueue.server.outbound;

import io.smallrye.faulttolerance.api.CircuitBreakerState;
import io.smallrye.faulttolerance.api.TypedGuard;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;

/** Leaves one endpoint alone for a while after so many failures in a row. */
final class Breaker {
    /** How long those wait who come while one call tries whether the endpoint is back. */
    static final Duration TRIAL = Duration.ofSeconds(1);

    private final BreakerPolicy policy;
    private final TypedGuard<OutboundAnswer> guard;
    private final AtomicInteger trials = new AtomicInteger();
    private volatile State state = State.CLOSED;
    private volatile long openedNanos;

    /** Whether calls are made. */
    enum State {
        CLOSED,
        OPEN,
        /** The next call tries. */
        HALF_OPEN
    }

    Breaker(BreakerPolicy policy) {
        this.policy = policy;
        this.guard = TypedGuard.create(OutboundAnswer.class)
                .withCircuitBreaker()
                .requestVolumeThreshold(policy.failures())
                .failureRatio(1)
                .successThreshold(1)
                .delay(policy.delay().toMillis(), ChronoUnit.MILLIS)
                .onStateChange(this::became)
                .done()
                .build();
    }

    private void became(CircuitBreakerState now) {
        openedNanos = System.nanoTime();
        state = switch (now) {
            case CLOSED -> State.CLOSED;
            case OPEN -> State.OPEN;
            case HALF_OPEN -> State.HALF_OPEN;
        };
    }

    State state() {
        return state;
    }

    Optional<Duration> openFor() {
        return switch (state) {
            case CLOSED -> Optional.empty();
            case HALF_OPEN ->
                trials.get() == 0
                        ? Optional.empty()
                        : Optional.of(TRIAL.compareTo(policy.delay()) < 0 ? TRIAL : policy.delay());
            case OPEN ->
                Optional.of(policy.delay().minusNanos(System.nanoTime() - openedNanos))
                        .filter(Duration::isPositive);
        };
    }

    OutboundAnswer call(Callable<OutboundAnswer> call) throws OutboundException {
        try {
            return guard.call(() -> counted(call));
        } catch (FailedAnswer failed) {
            return failed.answer();
        } catch (CircuitBreakerOpenException open) {
            throw new OutboundException(
                    OutboundException.Reason.CIRCUIT_OPEN, "Too many calls have failed; none is made for a while.");
        } catch (OutboundException | RuntimeException failure) {
            throw failure;
        } catch (Exception impossible) {
            throw new IllegalStateException("A call ends with an answer or an OutboundException", impossible);
        }
    }

    private OutboundAnswer counted(Callable<OutboundAnswer> call) throws Exception {
        boolean isTrial = state == State.HALF_OPEN;
        if (isTrial) {
            trials.incrementAndGet();
        }
        try {
            OutboundAnswer answer = call.call();
            if (policy.isFailure().test(answer.status())) {
                throw new FailedAnswer(answer);
            }
            return answer;
        } finally {
            if (isTrial) {
                trials.decrementAndGet();
            }
        }
    }
}
