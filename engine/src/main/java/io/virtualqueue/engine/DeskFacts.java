package io.virtualqueue.engine;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a queue with staff counts beside its sessions.
 *
 * @param ticketDay of the last ticket; null before the first
 * @param lastTicket its number
 * @param openCounters how many counters serve this queue now; 0 also when nobody says
 */
public record DeskFacts(@Nullable LocalDate ticketDay, int lastTicket, int openCounters) {
    public static final DeskFacts NONE = new DeskFacts(null, 0, 0);

    /** Days do not go back, so that no ticket is given twice, whatever becomes of the time zone. */
    Ticket next(String prefix, LocalDate today) {
        return ticketDay == null || today.isAfter(ticketDay)
                ? Ticket.of(prefix, today, 1)
                : Ticket.of(prefix, ticketDay, lastTicket + 1);
    }

    DeskFacts given(Ticket ticket) {
        return new DeskFacts(ticket.day(), ticket.number(), openCounters);
    }

    DeskFacts open(int counters) {
        return new DeskFacts(ticketDay, lastTicket, counters);
    }
}
