package io.virtualqueue.engine;

/** What a queue is for; fixed when it is created. */
public enum QueueKind {
    /** Online visitors wait and are released to a site at a set rate. */
    WAITING_ROOM,
    /** People check in and are called by staff. */
    SERVICE_DESK
}
