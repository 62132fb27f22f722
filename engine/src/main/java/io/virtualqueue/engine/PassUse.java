package io.virtualqueue.engine;

/** How the protected site uses the passes of a waiting room. */
public enum PassUse {
    /** The site reports visitors (heartbeat, complete); a pass never shown expires. */
    ONLINE,
    /** The site only checks signatures; a visitor counts as completed when the pass ends. */
    OFFLINE
}
