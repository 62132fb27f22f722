package io.virtualqueue.server.push.socketio;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.virtualqueue.server.push.WireJson;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What Socket.IO puts into messages of Engine.IO.
 *
 * @param namespace such as {@code /}
 * @param acknowledgement the number that an answer is wanted under, or null
 * @param data the JSON behind it; a missing node when there is none
 * @see <a href="https://github.com/socketio/socket.io-protocol">Socket.IO protocol, version 5</a>
 */
record SocketPacket(Type type, String namespace, @Nullable Long acknowledgement, JsonNode data) {
    static final String ROOT = "/";

    /** More digits than any client counts to. */
    private static final int MAX_ACKNOWLEDGEMENT_DIGITS = 15;

    /** With their digits on the wire; the binary ones are refused. */
    enum Type {
        CONNECT('0'),
        DISCONNECT('1'),
        EVENT('2'),
        ACKNOWLEDGEMENT('3'),
        CONNECT_ERROR('4');

        private static final List<Type> ALL = List.of(values());
        final char digit;

        Type(char digit) {
            this.digit = digit;
        }
    }

    /**
     * Reads a packet.
     *
     * @throws EnginePacket.MalformedPacketException when it is none
     */
    static SocketPacket read(String wire) throws EnginePacket.MalformedPacketException {
        Type type = type(wire);
        int at = 1;
        String namespace = ROOT;
        if (wire.startsWith(ROOT, at)) {
            int comma = wire.indexOf(',', at);
            int end = comma < 0 ? wire.length() : comma;
            namespace = wire.substring(at, end);
            at = Math.min(wire.length(), end + 1);
        }
        int digits = at;
        while (digits < wire.length() && wire.charAt(digits) >= '0' && wire.charAt(digits) <= '9') {
            digits++;
        }
        Long acknowledgement = null;
        if (digits > at) {
            if (digits - at > MAX_ACKNOWLEDGEMENT_DIGITS) {
                throw new EnginePacket.MalformedPacketException("An acknowledgement has a shorter number.");
            }
            acknowledgement = Long.valueOf(wire.substring(at, digits));
        }
        return new SocketPacket(type, namespace, acknowledgement, json(wire.substring(digits)));
    }

    private static Type type(String wire) throws EnginePacket.MalformedPacketException {
        if (!wire.isEmpty()) {
            for (Type type : Type.ALL) {
                if (type.digit == wire.charAt(0)) {
                    return type;
                }
            }
        }
        throw new EnginePacket.MalformedPacketException("That is no packet of Socket.IO, or a binary one.");
    }

    private static JsonNode json(String text) throws EnginePacket.MalformedPacketException {
        if (text.isEmpty()) {
            return MissingNode.getInstance();
        }
        try {
            return WireJson.read(text);
        } catch (JsonProcessingException malformed) {
            throw new EnginePacket.MalformedPacketException("What is behind a packet must be JSON.");
        }
    }

    /** A packet of the namespace {@code /}. */
    static String encode(Type type, String json) {
        return type.digit + json;
    }

    /** A packet of this namespace. */
    static String encode(Type type, String namespace, String json) {
        return namespace.equals(ROOT) ? encode(type, json) : type.digit + namespace + "," + json;
    }

    /** Answers under this number. */
    static String acknowledge(long number, String json) {
        return Type.ACKNOWLEDGEMENT.digit + Long.toString(number) + json;
    }
}
