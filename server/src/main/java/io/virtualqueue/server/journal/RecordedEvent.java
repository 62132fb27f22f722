package io.virtualqueue.server.journal;

import io.virtualqueue.engine.Event;
import java.time.Instant;

/**
 * An event with its place in the journal.
 *
 * @param seq 1 for the first of a queue, without gaps
 */
public record RecordedEvent(long seq, Instant at, Event event) {

    /** What the journal calls it, such as {@code called} or {@code no_showed}. */
    public String type() {
        return EventColumns.of(event).type();
    }
}
