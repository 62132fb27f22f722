package io.virtualqueue.server.journal;

/** The commit is known not to have happened, so that the transaction may be tried again. */
final class CommitFailedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    CommitFailedException(Throwable cause) {
        super("The commit did not happen", cause);
    }
}
