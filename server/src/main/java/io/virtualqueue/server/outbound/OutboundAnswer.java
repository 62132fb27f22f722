package io.virtualqueue.server.outbound;

import java.time.Duration;
import java.util.Map;

/** What another system answered. */
public final class OutboundAnswer {
    private final int status;
    private final Map<String, String> headers;
    private final byte[] body;
    private final Duration took;

    public OutboundAnswer(int status, Map<String, String> headers, byte[] body, Duration took) {
        this.status = status;
        this.headers = Map.copyOf(headers);
        this.body = body.clone();
        this.took = took;
    }

    public int status() {
        return status;
    }

    /** By their names in lower case; of several of one name the last. */
    public Map<String, String> headers() {
        return headers;
    }

    /** As much of it as is read: at most {@link OutboundHttp#MAX_ANSWER_BYTES}. */
    public byte[] body() {
        return body.clone();
    }

    /** From the beginning to the last byte read. */
    public Duration took() {
        return took;
    }

    /** Whether the status is 200 to 299. */
    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    @Override
    public String toString() {
        return "OutboundAnswer[" + status + "]";
    }
}
