package io.virtualqueue.bench.server;

import io.virtualqueue.bench.load.AnswerCheck;
import io.virtualqueue.bench.load.ResponseParser;
import io.virtualqueue.bench.load.WrongAnswerException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Sees that every answer has a text in one field, and none the text of another answer. */
public final class EachOnce implements AnswerCheck {
    private static final byte[] QUOTE = bytes("\"");

    private final String field;
    private final byte[] start;
    private final Set<String> seen = ConcurrentHashMap.newKeySet();

    /** Looks at the first field of that name in the JSON. */
    public EachOnce(String field) {
        this.field = field;
        this.start = bytes("\"" + field + "\":\"");
    }

    @Override
    public void accept(int connection, ResponseParser answer) {
        byte[] bytes = answer.bytes();
        int end = answer.bodyStart() + answer.bodyLength();
        int from = JsonBytes.after(start, bytes, answer.bodyStart(), end);
        int after = from < 0 ? -1 : JsonBytes.after(QUOTE, bytes, from, end);
        if (after < 0) {
            throw new WrongAnswerException("no " + field + ": " + answer.body());
        }
        if (!seen.add(new String(bytes, from, after - 1 - from, StandardCharsets.UTF_8))) {
            throw new WrongAnswerException("a " + field + " for the second time: " + answer.body());
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
