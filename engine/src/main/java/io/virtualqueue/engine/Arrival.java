package io.virtualqueue.engine;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What someone tells on joining that matters to the queue. The components are those of {@link Visit}.
 */
public record Arrival(int partySize, @Nullable Instant appointmentAt, int readyAt, Channel channel) {
    /** Someone who came alone, without an appointment. */
    public static final Arrival PLAIN = new Arrival(1, null, 0, Channel.API);
}
