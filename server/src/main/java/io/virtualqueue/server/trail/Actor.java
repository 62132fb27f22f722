package io.virtualqueue.server.trail;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who did something, and from where.
 *
 * @param id of the person, application or session; null for the others
 * @param address the network address that the request came from, or null when there was none
 */
public record Actor(Kind kind, @Nullable UUID id, @Nullable String address) {
    /** The server itself, by a job. */
    public static final Actor SYSTEM = new Actor(Kind.SYSTEM, null, null);

    /** What somebody is. */
    public enum Kind {
        PERSON,
        APPLICATION,
        SESSION,
        ANONYMOUS,
        SYSTEM
    }
}
