package io.virtualqueue.server.outbound;

import java.time.Duration;
import java.util.Map;

/**
 * What another system answered.
 *
 * @param headers names in lower case; of several of one name the last
 * @param body as much of it as is read: at most {@link OutboundHttp#MAX_ANSWER_BYTES}
 * @param took from the beginning to the last byte read
 */
public record OutboundAnswer(int status, Map<String, String> headers, byte[] body, Duration took) {
    /** Whether the status is 200 to 299. */
    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }
}
