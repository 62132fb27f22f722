package io.virtualqueue.bench.server;

import io.virtualqueue.bench.load.AnswerCheck;
import io.virtualqueue.bench.load.ResponseParser;
import io.virtualqueue.bench.load.WrongAnswerException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/** The places that people got by joining: id and session token of each, kept as bytes because there are many. */
public final class Places implements AnswerCheck {
    /** Of an id in an answer. */
    public static final int ID_LENGTH = 36;

    private static final byte[] ID = bytes("\"sessionId\":\"");
    private static final byte[] QUOTE = bytes("\"");
    private static final byte[] TOKEN = bytes("\"sessionToken\":\"");

    private final byte[][] places;
    private final AtomicInteger next = new AtomicInteger();

    /** Room for that many. */
    public Places(int most) {
        places = new byte[most][];
    }

    @Override
    public void accept(int connection, ResponseParser answer) {
        byte[] bytes = answer.bytes();
        int end = answer.bodyStart() + answer.bodyLength();
        int id = JsonBytes.after(ID, bytes, answer.bodyStart(), end);
        int token = JsonBytes.after(TOKEN, bytes, answer.bodyStart(), end);
        int tokenEnd = token < 0 ? -1 : JsonBytes.after(QUOTE, bytes, token, end) - 1;
        if (id < 0 || tokenEnd < token) {
            throw new WrongAnswerException("not the answer to a join: " + answer.body());
        }
        byte[] place = new byte[ID_LENGTH + tokenEnd - token];
        System.arraycopy(bytes, id, place, 0, ID_LENGTH);
        System.arraycopy(bytes, token, place, ID_LENGTH, tokenEnd - token);
        places[next.getAndIncrement()] = place;
    }

    public int size() {
        return next.get();
    }

    public String id(int place) {
        return new String(places[place], 0, ID_LENGTH, StandardCharsets.US_ASCII);
    }

    public String token(int place) {
        return new String(places[place], ID_LENGTH, places[place].length - ID_LENGTH, StandardCharsets.US_ASCII);
    }

    void putId(int place, ByteBuffer into) {
        into.put(places[place], 0, ID_LENGTH);
    }

    void putToken(int place, ByteBuffer into) {
        into.put(places[place], ID_LENGTH, places[place].length - ID_LENGTH);
    }

    /** Whether an answer begins with the id of that place. */
    boolean begins(int place, ResponseParser answer) {
        int start = answer.bodyStart() + 1 + ID.length;
        return answer.bodyLength() > 1 + ID.length + ID_LENGTH
                && Arrays.equals(answer.bytes(), start, start + ID_LENGTH, places[place], 0, ID_LENGTH);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
