package io.virtualqueue.server.identity;

import io.virtualqueue.server.http.TimeOrderedId;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the bearer of a ticket shows: which ticket it is, and a secret. The tenant is in it, so that nothing is searched. */
public record TicketToken(UUID tenantId, UUID ticketId, String text) {
    /** The most characters that a token has. */
    public static final int MAX_LENGTH = 100;

    private static final String PREFIX = "vqt_";
    private static final int ID_BYTES = 32;
    private static final int LENGTH = PREFIX.length() + ((ID_BYTES + Secrets.BYTES) * 8 + 5) / 6;

    static TicketToken next(UUID tenantId) {
        UUID ticketId = TimeOrderedId.next();
        byte[] bytes = ByteBuffer.allocate(ID_BYTES + Secrets.BYTES)
                .putLong(tenantId.getMostSignificantBits())
                .putLong(tenantId.getLeastSignificantBits())
                .putLong(ticketId.getMostSignificantBits())
                .putLong(ticketId.getLeastSignificantBits())
                .put(Secrets.random(Secrets.BYTES))
                .array();
        return new TicketToken(tenantId, ticketId, PREFIX + Secrets.encode(bytes));
    }

    /** Takes the text apart, or null when it is none. */
    public static @Nullable TicketToken parse(String text) {
        if (text.length() != LENGTH || !text.startsWith(PREFIX)) {
            return null;
        }
        try {
            var ids = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text.substring(PREFIX.length())));
            return new TicketToken(
                    new UUID(ids.getLong(), ids.getLong()), new UUID(ids.getLong(), ids.getLong()), text);
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }

    byte[] hash() {
        return Secrets.hash(text);
    }

    @Override
    public String toString() {
        return "TicketToken[" + ticketId + "]";
    }
}
