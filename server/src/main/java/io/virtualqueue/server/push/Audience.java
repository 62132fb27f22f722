package io.virtualqueue.server.push;

/** Who listens, and hence how much is told. */
public enum Audience {
    /** Staff, applications: everything that happens to a queue. */
    STAFF,
    /** Those who wait: how full the queue is, nothing of the others. */
    VISITORS
}
