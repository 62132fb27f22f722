package io.virtualqueue.server.outbound;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Another system on 127.0.0.1 that behaves as the test says, well or badly. */
final class ScriptedReceiver implements AutoCloseable {
    private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: (\\d+)\r\n");

    private final ServerSocket socket;
    private final Conversation conversation;
    private final List<String> heads = new CopyOnWriteArrayList<>();
    private final List<String> bodies = new CopyOnWriteArrayList<>();
    /** Open until the receiver is closed: for conversations that are to hang. */
    private final CountDownLatch end = new CountDownLatch(1);

    /** What the receiver does with a connection, which is closed afterwards. */
    @FunctionalInterface
    interface Conversation {
        void hold(ScriptedReceiver receiver, Socket connection) throws IOException, InterruptedException;
    }

    private ScriptedReceiver(Conversation conversation) {
        this.conversation = conversation;
        try {
            this.socket = new ServerSocket(0, 50, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    static ScriptedReceiver doing(Conversation conversation) {
        return new ScriptedReceiver(conversation);
    }

    /** Reads a request and answers it with these responses in turn, the last one for ever. */
    static ScriptedReceiver answering(String... responses) {
        return new ScriptedReceiver((receiver, connection) -> {
            int heard = receiver.read(connection);
            if (heard > 0) {
                receiver.write(connection, responses[Math.min(heard, responses.length) - 1]);
            }
        });
    }

    /** A whole response that ends the connection. */
    static String response(int status, String headers, String body) {
        return "HTTP/1.1 " + status + " Text\r\nContent-Length: " + body.length() + "\r\nConnection: close\r\n"
                + headers + "\r\n" + body;
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                Thread.ofVirtual().start(() -> talk(connection));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void talk(Socket connection) {
        try (connection) {
            conversation.hold(this, connection);
        } catch (IOException | InterruptedException gone) {
            // The caller has hung up.
        }
    }

    /** Reads a request; says which one it is, from 1, or 0 when there is none. */
    int read(Socket connection) throws IOException {
        InputStream in = new BufferedInputStream(connection.getInputStream());
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                return 0;
            }
            head.write(next);
        }
        String text = head.toString(StandardCharsets.ISO_8859_1);
        Matcher length = LENGTH.matcher(text);
        bodies.add(new String(
                in.readNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0), StandardCharsets.UTF_8));
        heads.add(text);
        return heads.size();
    }

    void write(Socket connection, String text) throws IOException {
        connection.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        connection.getOutputStream().flush();
    }

    /** Returns when the test is over. */
    void hang() throws InterruptedException {
        end.await();
    }

    int port() {
        return socket.getLocalPort();
    }

    URI url(String host, String path) {
        return URI.create("http://" + host + ":" + port() + path);
    }

    URI url() {
        return url("127.0.0.1", "/hook");
    }

    /** The first lines of the requests, with their headers, names in lower case. */
    List<String> heads() {
        return heads.stream().map(head -> head.toLowerCase(Locale.ROOT)).toList();
    }

    List<String> bodies() {
        return bodies;
    }

    @Override
    public void close() {
        end.countDown();
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
