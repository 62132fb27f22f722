package io.virtualqueue.engine;

import java.util.UUID;

/** Where in its level a waiting session is moved to. */
public sealed interface Placement {
    record First() implements Placement {}

    record Last() implements Placement {}

    /** To right before another waiting session of that level. */
    record Before(UUID sessionId) implements Placement {}

    /** Where its time of joining puts it: for a move to another level. */
    record Kept() implements Placement {}
}
