package io.virtualqueue.bench.server;

import io.virtualqueue.bench.load.AnswerCheck;
import io.virtualqueue.bench.load.ResponseParser;
import io.virtualqueue.bench.load.WrongAnswerException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The joins that were answered: what the server has promised to keep. */
public final class Acknowledged implements AnswerCheck {
    private static final byte[] ID = "\"sessionId\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] SEQ = "\"seq\":".getBytes(StandardCharsets.US_ASCII);

    private final Map<UUID, Long> seqs = new ConcurrentHashMap<>();

    @Override
    public void accept(int connection, ResponseParser answer) {
        byte[] bytes = answer.bytes();
        int end = answer.bodyStart() + answer.bodyLength();
        int id = JsonBytes.after(ID, bytes, answer.bodyStart(), end);
        int seq = JsonBytes.after(SEQ, bytes, answer.bodyStart(), end);
        if (id < 0 || seq < 0) {
            throw new WrongAnswerException("not the answer to a join: " + answer.body());
        }
        UUID session = UUID.fromString(new String(bytes, id, Places.ID_LENGTH, StandardCharsets.US_ASCII));
        if (seqs.put(session, JsonBytes.number(bytes, seq)) != null) {
            throw new WrongAnswerException("the same session twice: " + session);
        }
    }

    /** The number of each session's join. */
    public Map<UUID, Long> seqs() {
        return seqs;
    }
}
