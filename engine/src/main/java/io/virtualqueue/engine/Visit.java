package io.virtualqueue.engine;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a session carries beyond its place in the line. Most sessions of waiting rooms have none.
 *
 * @param ticket what the person is called by, or null
 * @param partySize how many come together: 1 to {@value #MAX_PARTY_SIZE}
 * @param appointmentAt the booked time, or null for someone who just came
 * @param readyAt at which position the person wants to be told to get ready, up to {@value #MAX_READY_AT}; 0 for
 *     where the queue says
 * @param toldReady whether that has been told
 * @param forCounter the only counter that may call the session, or null for any
 * @param transferredFrom the session in another queue that went on as this one, or null
 * @param channel by which way the person came
 */
public record Visit(
        @Nullable Ticket ticket,
        int partySize,
        @Nullable Instant appointmentAt,
        int readyAt,
        boolean toldReady,
        @Nullable String forCounter,
        @Nullable UUID transferredFrom,
        Channel channel) {

    public static final int MAX_PARTY_SIZE = 100;
    public static final int MAX_READY_AT = 100;
    /** Someone who came alone, with nothing to tell. */
    public static final Visit PLAIN = of(null, Arrival.PLAIN);

    static Visit of(@Nullable Ticket ticket, Arrival arrival) {
        return new Visit(
                ticket,
                arrival.partySize(),
                arrival.appointmentAt(),
                arrival.readyAt(),
                false,
                null,
                null,
                arrival.channel());
    }

    Visit told() {
        return new Visit(ticket, partySize, appointmentAt, readyAt, true, forCounter, transferredFrom, channel);
    }

    Visit readyAt(int position) {
        return new Visit(ticket, partySize, appointmentAt, position, toldReady, forCounter, transferredFrom, channel);
    }

    Visit onlyFor(@Nullable String counter) {
        return new Visit(ticket, partySize, appointmentAt, readyAt, toldReady, counter, transferredFrom, channel);
    }

    /** The same in another queue, as the continuation of this session, of which nothing has been told there. */
    Visit continuing(UUID session, @Nullable Ticket newTicket) {
        return new Visit(newTicket, partySize, appointmentAt, readyAt, false, null, session, channel);
    }
}
