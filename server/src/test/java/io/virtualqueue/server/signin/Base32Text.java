package io.virtualqueue.server.signin;

import java.io.ByteArrayOutputStream;

/** Reads Base32 as an authenticator app does. */
final class Base32Text {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private Base32Text() {}

    static byte[] decode(String text) {
        var bytes = new ByteArrayOutputStream();
        int kept = 0;
        int bits = 0;
        for (int index = 0; index < text.length(); index++) {
            kept = (kept << 5) | ALPHABET.indexOf(text.charAt(index));
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                bytes.write((kept >> bits) & 0xFF);
            }
        }
        return bytes.toByteArray();
    }
}
