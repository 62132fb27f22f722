package io.virtualqueue.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Answers every GET with the same bytes, without reading more of it than where it ends: as little as a server can do,
 * so that what is measured against it is the load generator.
 */
public final class CannedServer {
    private static final int THREADS = 2;
    private static final byte[] BLANK_LINE = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private CannedServer() {}

    /** Prints its port and serves until it is ended. The argument is the size of the body in bytes. */
    public static void main(String[] arguments) throws IOException {
        byte[] body = new byte[Integer.parseInt(arguments[0])];
        Arrays.fill(body, (byte) ' ');
        byte[] head = ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + body.length
                        + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        ByteBuffer answer = ByteBuffer.allocateDirect(head.length + body.length)
                .put(head)
                .put(body)
                .flip();
        List<Selector> selectors = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            Selector selector = Selector.open();
            selectors.add(selector);
            ByteBuffer own = answer.duplicate();
            Thread.ofPlatform().start(() -> serve(selector, own));
        }
        try (ServerSocketChannel server = ServerSocketChannel.open()) {
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), LoadPlan.MAX_CONNECTIONS);
            System.out.println(((InetSocketAddress) server.getLocalAddress()).getPort());
            for (int i = 0; true; i++) {
                SocketChannel channel = server.accept();
                channel.configureBlocking(false);
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                Selector selector = selectors.get(i % THREADS);
                channel.register(selector, SelectionKey.OP_READ);
                selector.wakeup();
            }
        }
    }

    private static void serve(Selector selector, ByteBuffer answer) {
        byte[] bytes = new byte[RequestSource.MAX_REQUEST_BYTES];
        ByteBuffer reading = ByteBuffer.wrap(bytes);
        while (true) {
            try {
                selector.select(key -> answer(key, bytes, reading, answer));
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }

    private static void answer(SelectionKey key, byte[] bytes, ByteBuffer reading, ByteBuffer answer) {
        SocketChannel channel = (SocketChannel) key.channel();
        try {
            reading.clear();
            int length = channel.read(reading);
            if (length < 0) {
                channel.close();
            } else if (endsRequest(bytes, length)) {
                answer.rewind();
                channel.write(answer);
            }
        } catch (IOException gone) {
            key.cancel();
        }
    }

    private static boolean endsRequest(byte[] bytes, int length) {
        return length >= BLANK_LINE.length
                && Arrays.equals(bytes, length - BLANK_LINE.length, length, BLANK_LINE, 0, BLANK_LINE.length);
    }
}
