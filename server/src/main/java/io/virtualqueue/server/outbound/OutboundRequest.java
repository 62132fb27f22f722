package io.virtualqueue.server.outbound;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * A request to another system.
 *
 * @param headers in this order; {@code Host} and {@code Content-Length} are set by themselves
 * @param body empty for none
 * @param timeout for everything, from looking up the name to the last byte of the answer
 */
public record OutboundRequest(String method, URI url, Map<String, String> headers, byte[] body, Duration timeout) {
    /** For calls that name none. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(5);
}
