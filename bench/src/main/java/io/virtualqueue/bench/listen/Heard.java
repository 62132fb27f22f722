package io.virtualqueue.bench.listen;

/** What a listener heard, as far as it has to know. */
public enum Heard {
    /** Its connection is open; nothing was said yet. */
    OPENED,
    /** The other end has said who it is. */
    GREETING,
    /** It listens to something now. */
    JOINED,
    /** How full the queue is. */
    QUEUE,
    /** Where it stands itself. */
    PLACE,
    PING,
    OTHER
}
