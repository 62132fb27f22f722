package io.virtualqueue.server.http;

import org.jspecify.annotations.Nullable;

/** The header by which a reader says what it has seen already: the answer is at least as new. */
public final class MinSeq {
    public static final String HEADER = "VQ-Min-Seq";

    private MinSeq() {}

    /**
     * Reads the header.
     *
     * @return 0 when there is none
     * @throws ProblemException 422 when it is not a whole number
     */
    public static long of(@Nullable String header) {
        if (header == null) {
            return 0;
        }
        return WholeNumber.parse(header)
                .orElseThrow(() -> ProblemException.invalidField(HEADER, "must be a whole number from 0"));
    }
}
