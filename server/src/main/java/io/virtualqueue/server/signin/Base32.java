package io.virtualqueue.server.signin;

/** Base32 of RFC 4648, without padding, as authenticator apps read secrets. */
final class Base32 {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int BITS = 5;
    private static final int MASK = 0x1F;
    private static final int BYTE_MASK = 0xFF;

    private Base32() {}

    static String encode(byte[] bytes) {
        var text = new StringBuilder((bytes.length * Byte.SIZE + BITS - 1) / BITS);
        int kept = 0;
        int keptBits = 0;
        for (byte each : bytes) {
            kept = (kept << Byte.SIZE) | (each & BYTE_MASK);
            keptBits += Byte.SIZE;
            while (keptBits >= BITS) {
                keptBits -= BITS;
                text.append(ALPHABET.charAt((kept >> keptBits) & MASK));
            }
        }
        if (keptBits > 0) {
            text.append(ALPHABET.charAt((kept << (BITS - keptBits)) & MASK));
        }
        return text.toString();
    }
}
