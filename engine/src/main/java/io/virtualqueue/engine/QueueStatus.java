package io.virtualqueue.engine;

/** Whether a queue takes people in and lets them through. */
public enum QueueStatus {
    /** Takes people in and lets them through. */
    ACTIVE,
    /** Takes people in, releases nobody by itself. */
    PAUSED,
    /** Takes nobody in; those who wait are still let through. */
    CLOSED
}
