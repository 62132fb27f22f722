package io.virtualqueue.server.http;

/** Says from which web pages browsers may call. */
@FunctionalInterface
public interface OriginPolicy {
    /** Whether some application allows this origin; called on the event loop, so it must not block. */
    boolean allows(String origin);
}
