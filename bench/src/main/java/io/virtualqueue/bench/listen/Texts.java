package io.virtualqueue.bench.listen;

import io.virtualqueue.bench.load.WrongAnswerException;
import io.virtualqueue.bench.server.JsonBytes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;

/** What the dialects have in common. */
final class Texts {
    private static final byte[] SEQ = bytes("\"seq\":");
    private static final byte[] POSITION = bytes("\"position\":");
    private static final int KEY_BYTES = 16;
    private static final int MOST_SHOWN = 300;

    private Texts() {}

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static boolean starts(byte[] with, byte[] bytes, int from, int to) {
        return to - from >= with.length && Arrays.equals(bytes, from, from + with.length, with, 0, with.length);
    }

    /** The number of the newest event, which stands in every JSON of facts; -1 when there is none. */
    static long seq(byte[] bytes, int from, int to) {
        int at = JsonBytes.after(SEQ, bytes, from, to);
        return at < 0 ? -1 : JsonBytes.number(bytes, at);
    }

    /** The place in line in a text, 0 when there is none. */
    static int position(byte[] bytes, int from, int to) {
        int at = JsonBytes.after(POSITION, bytes, from, to);
        return at < 0 ? 0 : (int) JsonBytes.number(bytes, at);
    }

    /** A request to become a WebSocket; it offers to compress, as those of browsers do. */
    static byte[] upgrade(String path, int listener, String... headers) {
        byte[] key = new byte[KEY_BYTES];
        new Random(listener).nextBytes(key);
        StringBuilder head = new StringBuilder("GET ").append(path).append(" HTTP/1.1\r\nHost: 127.0.0.1\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        return bytes(head.append("Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n")
                .append("Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\nSec-WebSocket-Key: ")
                .append(Base64.getEncoder().encodeToString(key))
                .append("\r\n\r\n")
                .toString());
    }

    static WrongAnswerException refused(byte[] bytes, int from, int to) {
        return new WrongAnswerException(
                new String(bytes, from, Math.min(MOST_SHOWN, to - from), StandardCharsets.UTF_8));
    }
}
