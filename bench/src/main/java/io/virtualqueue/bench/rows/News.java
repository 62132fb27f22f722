package io.virtualqueue.bench.rows;

import io.virtualqueue.bench.listen.EventTimes;
import io.virtualqueue.bench.server.Target;

/** Something that happens while listeners are told of it. */
interface News {
    /** Who tells of it. */
    Target target();

    /** From now on it happens, at a pace. */
    void begin() throws Exception;

    /** Nothing happens any more; the number of what happened last. */
    long end() throws Exception;

    /** When each thing happened, so far. */
    EventTimes times() throws Exception;
}
