package io.virtualqueue.server.counter;

import java.util.Locale;

/** Whether somebody is served at a counter. */
enum CounterStatus {
    /** People are called to it. */
    OPEN,
    /** Nobody is called for the moment. */
    PAUSED,
    /** Nobody is called until the break is over. */
    BREAK,
    /** Nobody works there. */
    CLOSED;

    /** The name in JSON and the database. */
    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static CounterStatus ofWireName(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }
}
