package io.virtualqueue.server.outbound;

import java.time.Duration;
import java.util.Optional;

/** Calls of one kind. Each endpoint has a circuit breaker of its own. */
public interface OutboundService {
    /** Endpoints of one service whose breaker is remembered; those that have not been called for longest are forgotten. */
    int MAX_ENDPOINTS = 10_000;

    /**
     * Calls once.
     *
     * @param endpoint whose breaker counts, such as a webhook's id or a host
     * @throws OutboundException when no answer came; {@code CIRCUIT_OPEN} when none was asked for. An answer that the
     *     policy takes for a failure is returned like any other
     */
    OutboundAnswer call(String endpoint, OutboundRequest request) throws OutboundException;

    /** As {@link #call}, and again when there was no answer or one that the policy takes for a failure. */
    OutboundAnswer callWithRetries(String endpoint, OutboundRequest request, CallRetries retries)
            throws OutboundException;

    /** How long calls of this endpoint are refused from now on; empty when one may be made. */
    Optional<Duration> openFor(String endpoint);
}
