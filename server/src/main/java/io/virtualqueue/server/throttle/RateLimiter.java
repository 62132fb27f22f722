package io.virtualqueue.server.throttle;

import java.util.function.Consumer;

/** Counts requests. Servers that are to count together share one behind this. */
interface RateLimiter {
    /**
     * Counts one request of the client and tells whether it is within the limit.
     *
     * @param perMinute how many requests are allowed, from 1 on
     * @param then is told on the event loop that asked, now or later
     */
    void take(Client client, int perMinute, Consumer<Verdict> then);

    /** Takes back that a request of the client was counted, if it is still known. */
    void giveBack(Client client);

    /**
     * What became of a request.
     *
     * @param limit the requests allowed per minute
     * @param remaining how many more would be allowed now
     * @param resetSeconds until as many are allowed as at first
     * @param retryAfterSeconds until the next is allowed; 0 when this one was
     */
    record Verdict(int limit, long remaining, long resetSeconds, long retryAfterSeconds) {
        boolean isAllowed() {
            return retryAfterSeconds == 0;
        }
    }
}
