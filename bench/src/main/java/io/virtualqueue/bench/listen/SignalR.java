package io.virtualqueue.bench.listen;

import io.virtualqueue.bench.server.Places;
import org.jspecify.annotations.Nullable;

/** Visitors who listen to their queue and their own place by SignalR over WebSockets. */
public record SignalR(Places places, String queueId) implements Dialect {
    private static final String END = "\u001e";
    private static final byte[] QUEUE = Texts.bytes("{\"type\":1,\"target\":\"QueueUpdated\"");
    private static final byte[] PLACE = Texts.bytes("{\"type\":1,\"target\":\"PositionChanged\"");
    private static final byte[] CALL = Texts.bytes("{\"type\":1,");
    private static final byte[] PING = Texts.bytes("{\"type\":6}");
    private static final byte[] COMPLETION = Texts.bytes("{\"type\":3,\"invocationId\":\"1\",\"result\"");
    private static final byte[] WELCOME = Texts.bytes("{}");

    @Override
    public String name() {
        return "SignalR";
    }

    @Override
    public byte[] opening(int listener) {
        return Texts.upgrade("/hubs/queue?access_token=" + places.token(listener), listener);
    }

    @Override
    public Heard hear(byte[] bytes, int from, int to) {
        if (Texts.starts(QUEUE, bytes, from, to)) {
            return Heard.QUEUE;
        } else if (Texts.starts(PLACE, bytes, from, to)) {
            return Heard.PLACE;
        } else if (Texts.starts(PING, bytes, from, to)) {
            return Heard.PING;
        } else if (Texts.starts(CALL, bytes, from, to)) {
            return Heard.OTHER;
        } else if (Texts.starts(COMPLETION, bytes, from, to)) {
            return Heard.JOINED;
        } else if (Texts.starts(WELCOME, bytes, from, to)) {
            return Heard.GREETING;
        }
        throw Texts.refused(bytes, from, to);
    }

    @Override
    public @Nullable String answer(int listener, Heard heard) {
        return switch (heard) {
            case OPENED -> "{\"protocol\":\"json\",\"version\":1}" + END;
            case GREETING ->
                "{\"type\":1,\"invocationId\":\"1\",\"target\":\"JoinQueueGroup\",\"arguments\":[\"" + queueId + "\"]}"
                        + END;
            default -> null;
        };
    }

    @Override
    public @Nullable String sign() {
        return "{\"type\":6}" + END;
    }
}
