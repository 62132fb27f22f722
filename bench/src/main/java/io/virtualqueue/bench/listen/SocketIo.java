package io.virtualqueue.bench.listen;

import io.virtualqueue.bench.server.Places;
import org.jspecify.annotations.Nullable;

/** Patients who listen by Socket.IO over WebSockets. What they hear of their place carries no number of an event. */
public record SocketIo(Places places) implements Dialect {
    private static final byte[] QUEUE = Texts.bytes("42[\"queue_update\"");
    private static final byte[] PLACE = Texts.bytes("42[\"position_update\"");
    private static final byte[] CALLED = Texts.bytes("42[\"patient_called\"");
    private static final byte[] JOINED = Texts.bytes("42[\"room-joined\"");
    private static final byte[] REFUSED = Texts.bytes("42[\"room-refused\"");
    private static final byte[] EVENT = Texts.bytes("42[");
    private static final byte[] CONNECTED = Texts.bytes("40");
    private static final byte[] OPEN = Texts.bytes("0{");
    private static final byte[] PING = Texts.bytes("2");
    private static final int ROOMS = 2;

    @Override
    public String name() {
        return "Socket.IO";
    }

    @Override
    public byte[] opening(int listener) {
        return Texts.upgrade("/socket.io/?EIO=4&transport=websocket", listener);
    }

    @Override
    public Heard hear(byte[] bytes, int from, int to) {
        if (Texts.starts(QUEUE, bytes, from, to)) {
            return Heard.QUEUE;
        } else if (Texts.starts(PLACE, bytes, from, to) || Texts.starts(CALLED, bytes, from, to)) {
            return Heard.PLACE;
        } else if (Texts.starts(JOINED, bytes, from, to)) {
            return Heard.JOINED;
        } else if (to - from == PING.length && Texts.starts(PING, bytes, from, to)) {
            return Heard.PING;
        } else if (Texts.starts(OPEN, bytes, from, to)) {
            return Heard.GREETING;
        } else if (Texts.starts(CONNECTED, bytes, from, to)
                || (Texts.starts(EVENT, bytes, from, to) && !Texts.starts(REFUSED, bytes, from, to))) {
            return Heard.OTHER;
        }
        throw Texts.refused(bytes, from, to);
    }

    @Override
    public @Nullable String answer(int listener, Heard heard) {
        return switch (heard) {
            case GREETING ->
                "40{\"patientId\":\"" + places.id(listener) + "\",\"token\":\"" + places.token(listener) + "\"}";
            case PING -> "3";
            default -> null;
        };
    }

    @Override
    public int readyAfter() {
        return ROOMS;
    }
}
