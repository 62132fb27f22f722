package io.virtualqueue.server.identity;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/** Texts that are secrets and say what they are of: a prefix, ids, so that nothing is searched, and 256 random bits. */
final class IdentifiedSecret {
    private static final int ID_BYTES = 16;

    private IdentifiedSecret() {}

    /** A new one, of these ids in this order. */
    static String next(String prefix, UUID... ids) {
        ByteBuffer bytes = ByteBuffer.allocate(ids.length * ID_BYTES + Secrets.BYTES);
        for (UUID id : ids) {
            bytes.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
        }
        return prefix + Secrets.encode(bytes.put(Secrets.random(Secrets.BYTES)).array());
    }

    /** The ids in a text, so many as there must be, or none when it is not of this kind. */
    static List<UUID> ids(String prefix, int count, String text) {
        int length = prefix.length() + ((count * ID_BYTES + Secrets.BYTES) * 8 + 5) / 6;
        if (text.length() != length || !text.startsWith(prefix)) {
            return List.of();
        }
        ByteBuffer bytes;
        try {
            bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text.substring(prefix.length())));
        } catch (IllegalArgumentException malformed) {
            return List.of();
        }
        List<UUID> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ids.add(new UUID(bytes.getLong(), bytes.getLong()));
        }
        return ids;
    }
}
