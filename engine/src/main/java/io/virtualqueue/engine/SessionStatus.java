package io.virtualqueue.engine;

/** Where a session is between joining and its end; which step may follow which is in {@link Transitions}. */
public enum SessionStatus {
    WAITING,
    /** A waiting room has let the session through; its pass has not been shown yet. */
    RELEASED,
    /** Staff have called the session to a counter. */
    CALLED,
    SERVING,
    COMPLETED,
    LEFT,
    EXPIRED,
    NO_SHOW,
    TRANSFERRED;

    /** Whether the session still holds a place: waiting, released, called or serving. */
    public boolean isLive() {
        return this == WAITING || isInService();
    }

    /** Whether the session counts towards the queue's capacity: released, called or serving. */
    public boolean isInService() {
        return this == RELEASED || this == CALLED || this == SERVING;
    }
}
