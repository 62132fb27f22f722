package io.virtualqueue.server.outbound;

import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** A request to another system. */
public final class OutboundRequest {
    /** For calls that name none. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(5);

    private final String method;
    private final URI url;
    private final Map<String, String> headers;
    private final byte[] body;
    private final Duration timeout;

    /**
     * A request.
     *
     * @param headers sent in this order; {@code Host}, {@code Content-Length} and those of the connection are set by
     *     themselves
     * @param body empty for none
     * @param timeout for everything, from looking up the name to the last byte of the answer
     */
    public OutboundRequest(String method, URI url, Map<String, String> headers, byte[] body, Duration timeout) {
        this.method = method;
        this.url = url;
        this.headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
        this.body = body.clone();
        this.timeout = timeout;
    }

    public String method() {
        return method;
    }

    public URI url() {
        return url;
    }

    public Map<String, String> headers() {
        return headers;
    }

    public byte[] body() {
        return body.clone();
    }

    public Duration timeout() {
        return timeout;
    }

    /** Without what may be secret of it. */
    @Override
    public String toString() {
        return "OutboundRequest[" + method + " " + url.getHost() + "]";
    }
}
