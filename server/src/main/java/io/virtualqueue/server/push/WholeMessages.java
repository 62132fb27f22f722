package io.virtualqueue.server.push;

import io.vertx.core.Handler;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketFrame;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Puts the messages of a WebSocket together, which may come in several frames. The framework's own way of doing so fails
 * with a fault in the log on a message that begins with an empty frame, which anybody could send again and again.
 */
public final class WholeMessages implements Handler<WebSocketFrame> {
    private final ServerWebSocket socket;
    private final Consumer<String> texts;
    private final Consumer<String> binaries;
    private final ByteArrayOutputStream partial = new ByteArrayOutputStream(0);
    private boolean underWay;
    private boolean binary;

    private WholeMessages(ServerWebSocket socket, Consumer<String> texts, Consumer<String> binaries) {
        this.socket = socket;
        this.texts = texts;
        this.binaries = binaries;
    }

    /** Has the messages that come from now on taken by this, whether they are texts or texts in binary frames. */
    public static void listen(ServerWebSocket socket, Consumer<String> messages) {
        listen(socket, messages, messages);
    }

    /** The same where the two differ. */
    public static void listen(ServerWebSocket socket, Consumer<String> texts, Consumer<String> binaries) {
        socket.frameHandler(new WholeMessages(socket, texts, binaries));
    }

    @Override
    public void handle(WebSocketFrame frame) {
        boolean begins = frame.isText() || frame.isBinary();
        if (!begins && !frame.isContinuation()) {
            return;
        }
        if (begins == underWay) {
            Sockets.close(socket, Ending.MALFORMED);
        } else if (partial.size() + frame.binaryData().length() > Sockets.MAX_MESSAGE_BYTES) {
            Sockets.close(socket, Ending.TOO_LONG);
        } else {
            add(frame, begins);
        }
    }

    private void add(WebSocketFrame frame, boolean begins) {
        if (begins) {
            binary = frame.isBinary();
        }
        underWay = !frame.isFinal();
        Consumer<String> messages = binary ? binaries : texts;
        if (begins && !underWay) {
            messages.accept(frame.binaryData().toString(StandardCharsets.UTF_8));
            return;
        }
        partial.writeBytes(frame.binaryData().getBytes());
        if (!underWay) {
            String message = partial.toString(StandardCharsets.UTF_8);
            partial.reset();
            messages.accept(message);
        }
    }
}
