package io.virtualqueue.server.outbound;

import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Optional;

/**
 * Calls other systems over HTTP/1.1. Where a name leads is checked, and exactly the checked address is connected to, on
 * redirects too. All calls block: they belong on virtual threads.
 */
@Singleton
public class OutboundHttp {
    /** What is read of an answer's body; the rest is not waited for. */
    public static final int MAX_ANSWER_BYTES = 16 * 1024;

    /**
     * Why this URL may never be called, as its author may read it: it names a private address, this machine or no host, or
     * is not of http or https. Names are not looked up: where they lead is checked when they are called.
     */
    public Optional<String> refusal(URI url) {
        throw new UnsupportedOperationException("follows");
    }

    /** Calls once, whatever breakers say. */
    public OutboundAnswer send(OutboundRequest request) throws OutboundException {
        throw new UnsupportedOperationException("follows");
    }

    /**
     * Calls of one kind, with breakers of their own.
     *
     * @param name of the kind in metrics, such as {@code webhook}; one of few
     */
    public OutboundService service(String name, BreakerPolicy policy) {
        throw new UnsupportedOperationException("follows");
    }
}
