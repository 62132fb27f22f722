package io.virtualqueue.bench.listen;

import io.virtualqueue.bench.load.Requests;
import io.virtualqueue.bench.server.JsonBytes;
import io.virtualqueue.bench.server.Places;
import org.jspecify.annotations.Nullable;

/** Visitors who listen to their queue and their own place by server-sent events, of which each is one chunk. */
public record EventStream(Places places) implements Dialect {
    private static final byte[] ID = Texts.bytes("id: ");
    private static final byte[] QUEUE = Texts.bytes("event: queue\n");
    private static final byte[] PLACE = Texts.bytes("event: position\n");
    private static final byte[] COMMENT = Texts.bytes(":");
    private static final byte[] RETRY = Texts.bytes("retry:");
    private static final int LONGEST_ID = 20;

    @Override
    public String name() {
        return "server-sent events";
    }

    @Override
    public boolean isSocket() {
        return false;
    }

    @Override
    public byte[] opening(int listener) {
        return Requests.get(
                "/v1/sessions/" + places.id(listener) + "/events",
                "Accept: text/event-stream",
                "Authorization: Bearer " + places.token(listener));
    }

    @Override
    public Heard hear(byte[] bytes, int from, int to) {
        if (Texts.starts(ID, bytes, from, to)) {
            int event = from;
            while (event < Math.min(to, from + LONGEST_ID) && bytes[event] != '\n') {
                event++;
            }
            if (Texts.starts(QUEUE, bytes, event + 1, to)) {
                return Heard.QUEUE;
            }
            return Texts.starts(PLACE, bytes, event + 1, to) ? Heard.PLACE : Heard.OTHER;
        } else if (Texts.starts(COMMENT, bytes, from, to)) {
            return Heard.PING;
        } else if (Texts.starts(RETRY, bytes, from, to)) {
            return Heard.OTHER;
        }
        throw Texts.refused(bytes, from, to);
    }

    @Override
    public long number(byte[] bytes, int from, int to) {
        return JsonBytes.number(bytes, from + ID.length);
    }

    @Override
    public @Nullable String answer(int listener, Heard heard) {
        return null;
    }

    /** How full the queue is comes last when a stream begins. */
    @Override
    public Heard ready() {
        return Heard.QUEUE;
    }
}
