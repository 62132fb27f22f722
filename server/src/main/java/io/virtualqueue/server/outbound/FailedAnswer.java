package io.virtualqueue.server.outbound;

/** Tells breakers and retries that an answer was a failure; it never leaves this package. */
final class FailedAnswer extends Exception {
    private static final long serialVersionUID = 1;

    private final transient OutboundAnswer answer;

    FailedAnswer(OutboundAnswer answer) {
        // Thrown for each answer of a receiver in trouble: without a trace of the stack, which nobody reads.
        super(null, null, false, false);
        this.answer = answer;
    }

    OutboundAnswer answer() {
        return answer;
    }
}
