package io.virtualqueue.bench.load;

/** Looks at the answers of a load; called by several threads at once, but for each connection by one. */
@FunctionalInterface
public interface AnswerCheck {
    /** Takes any answer of the expected status. */
    AnswerCheck ANY = (connection, answer) -> {};

    /**
     * Looks at an answer that has the expected status; the bytes are good for this call only.
     *
     * @throws WrongAnswerException when the answer is not what it should be
     */
    void accept(int connection, ResponseParser answer);
}
