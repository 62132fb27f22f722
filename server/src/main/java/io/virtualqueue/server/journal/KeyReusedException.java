package io.virtualqueue.server.journal;

/** An idempotency key came again with another body, and nothing has changed. An answer: it has no stack trace. */
public final class KeyReusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public KeyReusedException() {
        super("The idempotency key was used with another body", null, false, false);
    }
}
