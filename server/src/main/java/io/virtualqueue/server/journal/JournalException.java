package io.virtualqueue.server.journal;

/** The journal could not answer now. Nothing is half done; {@link #reason} says whether it may have happened. */
public final class JournalException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Why there is no answer. */
    public enum Reason {
        /** The queue has as many commands waiting as it may hold. It has not happened. */
        MAILBOX_FULL,
        /** The connection broke during COMMIT and what became of it could not be found out. */
        OUTCOME_UNKNOWN,
        /** The server is stopping. It has not happened. */
        SHUTTING_DOWN,
        /** The node has not caught up with the number that the reader asked for. */
        BEHIND,
        /** PostgreSQL refuses the data. It has not happened. */
        UNWRITABLE
    }

    private final Reason reason;

    JournalException(Reason reason) {
        super("The journal has no answer: " + reason);
        this.reason = reason;
    }

    JournalException(Reason reason, Throwable cause) {
        super("The journal has no answer: " + reason, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
