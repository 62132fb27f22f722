package io.virtualqueue.server.push.signalr;

import java.security.SecureRandom;
import java.util.Base64;

/** Ids of connections: which server they live on, and 128 bits that nobody guesses. */
final class ConnectionIds {
    private static final int SERVER_BYTES = 6;
    private static final int ID_BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final String server = random(SERVER_BYTES);

    String next() {
        return server + "." + random(ID_BYTES);
    }

    /** Whether this server made it. */
    boolean isFromHere(String id) {
        return id.startsWith(server + ".");
    }

    private static String random(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }
}
