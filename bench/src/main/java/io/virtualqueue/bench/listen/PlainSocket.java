package io.virtualqueue.bench.listen;

import io.virtualqueue.bench.server.Places;
import org.jspecify.annotations.Nullable;

/** Visitors who listen to their queue and their own place by plain WebSockets. */
public record PlainSocket(Places places, String queueId) implements Dialect {
    private static final byte[] QUEUE = Texts.bytes("{\"type\":\"QueueUpdated\"");
    private static final byte[] PLACE = Texts.bytes("{\"type\":\"PositionChanged\"");
    private static final byte[] JOINED = Texts.bytes("{\"type\":\"JoinedQueueGroup\"");
    private static final byte[] ERROR = Texts.bytes("{\"type\":\"Error\"");

    @Override
    public String name() {
        return "plain WebSocket";
    }

    @Override
    public byte[] opening(int listener) {
        return Texts.upgrade("/ws", listener, "Authorization: Bearer " + places.token(listener));
    }

    @Override
    public Heard hear(byte[] bytes, int from, int to) {
        if (Texts.starts(QUEUE, bytes, from, to)) {
            return Heard.QUEUE;
        } else if (Texts.starts(PLACE, bytes, from, to)) {
            return Heard.PLACE;
        } else if (Texts.starts(JOINED, bytes, from, to)) {
            return Heard.JOINED;
        } else if (Texts.starts(ERROR, bytes, from, to)) {
            throw Texts.refused(bytes, from, to);
        }
        return Heard.OTHER;
    }

    @Override
    public @Nullable String answer(int listener, Heard heard) {
        return heard == Heard.OPENED ? "{\"type\":\"subscribe\",\"queueId\":\"" + queueId + "\"}" : null;
    }
}
