package io.virtualqueue.server.http;

/** How a problem is told to clients of an older API, which know nothing of RFC 9457. */
@FunctionalInterface
public interface ProblemForm {
    /**
     * What such a client is answered.
     *
     * @param status the HTTP status, which need not be the problem's own
     */
    record Told(int status, String mediaType, String body) {}

    /** Puts the problem into words. */
    Told told(Problem problem);
}
