package io.virtualqueue.bench.load;

import java.nio.ByteBuffer;

/** Where the connections of a load get their requests; called by several threads at once. */
@FunctionalInterface
public interface RequestSource {
    /** The most bytes that one request may have. */
    int MAX_REQUEST_BYTES = 8_192;

    /**
     * Puts the next request of a connection, head and body, into the buffer.
     *
     * @param connection its number, from 0
     * @return false when there is none left for this connection
     */
    boolean next(int connection, ByteBuffer into);

    /** The same request again and again. */
    static RequestSource constant(byte[] request) {
        return (connection, into) -> {
            into.put(request);
            return true;
        };
    }
}
