package io.virtualqueue.server.identity;

import io.virtualqueue.server.http.TimeOrderedId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the bearer of a ticket shows: which ticket it is, and a secret. The tenant is in it, so that nothing is searched. */
public record TicketToken(UUID tenantId, UUID ticketId, String text) {
    /** The most characters that a token has. */
    public static final int MAX_LENGTH = 100;

    private static final String PREFIX = "vqt_";

    static TicketToken next(UUID tenantId) {
        UUID ticketId = TimeOrderedId.next();
        return new TicketToken(tenantId, ticketId, IdentifiedSecret.next(PREFIX, tenantId, ticketId));
    }

    /** Takes the text apart, or null when it is none. */
    public static @Nullable TicketToken parse(String text) {
        List<UUID> ids = IdentifiedSecret.ids(PREFIX, 2, text);
        return ids.isEmpty() ? null : new TicketToken(ids.get(0), ids.get(1), text);
    }

    byte[] hash() {
        return Secrets.hash(text);
    }

    @Override
    public String toString() {
        return "TicketToken[" + ticketId + "]";
    }
}
