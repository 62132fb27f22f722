package io.virtualqueue.server.outbound;

/** No answer came. The message says why, without the request's content, and may be shown to whoever set up the call. */
public final class OutboundException extends Exception {
    private static final long serialVersionUID = 1;

    private final Reason reason;

    /** Why there was none. */
    public enum Reason {
        /** The address is private, of this machine or of its link, and that is not allowed. */
        FORBIDDEN_ADDRESS,
        UNKNOWN_HOST,
        /** Refused, reset or ended before an answer. */
        CONNECTION,
        TIMEOUT,
        TLS,
        /** Redirected too often, or elsewhere than a request of this method may follow. */
        REDIRECT,
        /** Too many calls have failed; none is made for a while. */
        CIRCUIT_OPEN,
        /** The answer was no HTTP. */
        PROTOCOL
    }

    public OutboundException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
