package io.virtualqueue.engine;

/** Why a command changes nothing. */
public enum Rejection {
    /** The queue does not exist (any more). */
    QUEUE_DELETED,
    /** The queue exists already. */
    QUEUE_EXISTS,
    /** A closed queue takes nobody in, and is neither paused nor resumed. */
    QUEUE_CLOSED,
    /** The command is for the other kind of queue. */
    WRONG_KIND,
    /** The queue has no level of that name. */
    UNKNOWN_PRIORITY,
    /** A level with people in it, or the default level, was to be removed. */
    LEVEL_IN_USE,
    /** The session is not in this queue. */
    UNKNOWN_SESSION,
    /** The session's status does not allow it: see {@link Transitions}. */
    ILLEGAL_TRANSITION,
    /** Outside the opening hours nobody joins. */
    CLOSED_NOW,
    /** As many wait as the queue lets wait. */
    LINE_FULL,
    /** It may be done later: a no-show before the grace is over, checking in long before an appointment. */
    TOO_EARLY,
    /** It could have been done before: coming back long after a no-show. */
    TOO_LATE,
    /** The session is no longer as it was when this was decided. */
    CHANGED_SINCE
}
