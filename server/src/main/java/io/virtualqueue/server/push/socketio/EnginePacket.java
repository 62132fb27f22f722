package io.virtualqueue.server.push.socketio;

import io.virtualqueue.server.push.Sockets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What goes over the wire of Engine.IO: a type and, for some, a text.
 *
 * @see <a href="https://github.com/socketio/engine.io-protocol">Engine.IO protocol, version 4</a>
 */
record EnginePacket(Type type, String text) {
    /** Stands between packets in one request or answer of the polling transport. */
    static final char SEPARATOR = '\u001e';

    static final EnginePacket PING = new EnginePacket(Type.PING, "");
    static final EnginePacket PONG_PROBE = new EnginePacket(Type.PONG, "probe");
    /** Asks whether a WebSocket works, before it takes the place of polling. */
    static final String PROBE = "2probe";
    /** Says that it does so now. */
    static final String UPGRADE = "5";

    static final EnginePacket NOOP = new EnginePacket(Type.NOOP, "");
    static final EnginePacket CLOSE = new EnginePacket(Type.CLOSE, "");

    /** With their digits on the wire. */
    enum Type {
        OPEN('0'),
        CLOSE('1'),
        PING('2'),
        PONG('3'),
        MESSAGE('4'),
        UPGRADE('5'),
        NOOP('6');

        private static final List<Type> ALL = List.of(values());
        final char digit;

        Type(char digit) {
            this.digit = digit;
        }
    }

    /** What a client has to know at the beginning. */
    static String opening(String id, boolean mayUpgrade, Duration pingEvery, Duration pongWithin) {
        return Type.OPEN.digit + "{\"sid\":\"" + id + "\",\"upgrades\":[" + (mayUpgrade ? "\"websocket\"" : "")
                + "],\"pingInterval\":" + pingEvery.toMillis() + ",\"pingTimeout\":" + pongWithin.toMillis()
                + ",\"maxPayload\":" + Sockets.MAX_MESSAGE_BYTES + "}";
    }

    static EnginePacket message(String text) {
        return new EnginePacket(Type.MESSAGE, text);
    }

    String encode() {
        return type.digit + text;
    }

    /**
     * Reads one packet.
     *
     * @throws MalformedPacketException when it is none, or a binary one, of which there are none here
     */
    static EnginePacket read(String wire) throws MalformedPacketException {
        if (!wire.isEmpty()) {
            for (Type type : Type.ALL) {
                if (type.digit == wire.charAt(0)) {
                    return new EnginePacket(type, wire.substring(1));
                }
            }
        }
        throw new MalformedPacketException("That is no packet of Engine.IO, or a binary one.");
    }

    /**
     * Reads the packets of a request of the polling transport.
     *
     * @throws MalformedPacketException when one is none, or there are more than {@code most}
     */
    static List<EnginePacket> readAll(String wire, int most) throws MalformedPacketException {
        List<EnginePacket> packets = new ArrayList<>();
        int start = 0;
        for (int end; start <= wire.length(); start = end + 1) {
            end = wire.indexOf(SEPARATOR, start);
            end = end < 0 ? wire.length() : end;
            if (packets.size() == most) {
                throw new MalformedPacketException("There are too many packets in one request.");
            }
            packets.add(read(wire.substring(start, end)));
        }
        return packets;
    }

    /** What a client sent is not of the protocol; the message is fit to be sent to it. */
    static final class MalformedPacketException extends Exception {
        private static final long serialVersionUID = 1;

        MalformedPacketException(String message) {
            super(message);
        }
    }
}
