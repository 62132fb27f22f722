package io.virtualqueue.bench.load;

/** An answer that cannot be right: the row that saw it has failed. */
public final class WrongAnswerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public WrongAnswerException(String message) {
        super(message);
    }
}
