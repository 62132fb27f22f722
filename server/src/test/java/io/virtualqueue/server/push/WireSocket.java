package io.virtualqueue.server.push;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/** A connection on which a test writes what it likes, well-formed or not, and reads frames of WebSockets when it likes. */
final class WireSocket implements AutoCloseable {
    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;

    private static final int PATIENCE_MILLIS = 20_000;
    private static final int FINAL = 0x80;
    private static final int MASKED = 0x80;
    private static final int LENGTH = 0x7F;
    private static final int TWO_BYTES = 126;
    private static final int EIGHT_BYTES = 127;
    private static final byte[] MASK = {1, 2, 3, 4};

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;
    private final String head;

    /** What the server sent. */
    record Frame(int opcode, ByteBuffer payload) {
        String text() {
            return StandardCharsets.UTF_8.decode(payload.duplicate()).toString();
        }
    }

    private WireSocket(Socket socket, String request) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(socket.getInputStream());
        this.out = socket.getOutputStream();
        out.write(request.getBytes(StandardCharsets.UTF_8));
        this.head = readHead();
    }

    /** Sends a request and reads the head of its answer. */
    static WireSocket request(String origin, String request) throws IOException {
        return request(origin, request, 0);
    }

    /** The same with so small a buffer for what is received; 0 for the usual one. */
    static WireSocket request(String origin, String request, int receiveBytes) throws IOException {
        URI server = URI.create(origin);
        Socket socket = new Socket();
        if (receiveBytes > 0) {
            socket.setReceiveBufferSize(receiveBytes);
        }
        socket.connect(new InetSocketAddress(server.getHost(), server.getPort()), PATIENCE_MILLIS);
        socket.setSoTimeout(PATIENCE_MILLIS);
        return new WireSocket(socket, request);
    }

    /** Asks for a WebSocket. */
    static WireSocket open(String origin, String target, String... headers) throws IOException {
        return request(origin, upgrade(target, headers));
    }

    static String upgrade(String target, String... headers) {
        return "GET " + target + " HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
                + Arrays.stream(headers).map(header -> header + "\r\n").collect(Collectors.joining())
                + "\r\n";
    }

    private String readHead() throws IOException {
        StringBuilder read = new StringBuilder();
        while (read.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                return read.toString();
            }
            read.append((char) next);
        }
        return read.toString();
    }

    /** Status line and headers of the answer. */
    String head() {
        return head;
    }

    /** 0 when there was no answer. */
    int status() {
        return head.startsWith("HTTP/1.1 ") ? Integer.parseInt(head.substring(9, 12)) : 0;
    }

    WireSocket text(String text) throws IOException {
        return frame(FINAL | TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    /** A frame with this first byte, masked as clients have to. */
    WireSocket frame(int first, byte[] payload) throws IOException {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(first);
        if (payload.length < TWO_BYTES) {
            frame.write(MASKED | payload.length);
        } else if (payload.length <= 0xFFFF) {
            frame.write(MASKED | TWO_BYTES);
            frame.writeBytes(
                    ByteBuffer.allocate(2).putShort((short) payload.length).array());
        } else {
            frame.write(MASKED | EIGHT_BYTES);
            frame.writeBytes(ByteBuffer.allocate(8).putLong(payload.length).array());
        }
        frame.writeBytes(MASK);
        for (int i = 0; i < payload.length; i++) {
            frame.write(payload[i] ^ MASK[i % MASK.length]);
        }
        return bytes(frame.toByteArray());
    }

    WireSocket bytes(byte[] bytes) throws IOException {
        out.write(bytes);
        return this;
    }

    Frame next() throws IOException {
        int opcode = in.readUnsignedByte() & 0x0F;
        long length = in.readUnsignedByte() & LENGTH;
        if (length == TWO_BYTES) {
            length = in.readUnsignedShort();
        } else if (length == EIGHT_BYTES) {
            length = in.readLong();
        }
        byte[] payload = new byte[Math.toIntExact(length)];
        in.readFully(payload);
        return new Frame(opcode, ByteBuffer.wrap(payload));
    }

    /** Reads until the connection ends: the status and reason that it ends with, or nothing when it is cut off. */
    String end() throws IOException {
        try {
            while (true) {
                Frame frame = next();
                if (frame.opcode() == CLOSE) {
                    ByteBuffer payload = frame.payload();
                    return payload.remaining() < 2
                            ? ""
                            : payload.getShort() + " " + StandardCharsets.UTF_8.decode(payload);
                }
            }
        } catch (EOFException | SocketException cutOff) {
            return "";
        }
    }

    /** All that comes until the connection ends. */
    String rest() throws IOException {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        try {
            in.transferTo(read);
        } catch (SocketException cutOff) {
            // What came before counts.
        }
        return read.toString(StandardCharsets.UTF_8);
    }

    /** Ends it as a machine does that loses its power: nothing more is sent or heard. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
