package io.virtualqueue.server.access;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * What comes back over a connection of its own, whatever was sent.
 *
 * @param status 0 when the connection was closed without an answer, -1 when there was none in time
 * @param head status line and headers
 * @param body as it came, in chunks or not
 */
record RawAnswer(int status, String head, String body) {
    private static final int ANSWERS_WITHIN_MILLIS = 15_000;
    private static final int BUFFER_BYTES = 65_536;
    private static final String END_OF_HEAD = "\r\n\r\n";

    static RawAnswer to(String origin, byte[] request) throws IOException {
        URI server = URI.create(origin);
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(server.getHost(), server.getPort()), ANSWERS_WITHIN_MILLIS);
            socket.setSoTimeout(ANSWERS_WITHIN_MILLIS);
            try {
                socket.getOutputStream().write(request);
            } catch (IOException closedEarly) {
                // The answer is on its way: what was refused is not read to its end.
                return of(read(socket.getInputStream()));
            }
            return of(read(socket.getInputStream()));
        } catch (SocketTimeoutException late) {
            return new RawAnswer(-1, "", "");
        }
    }

    private static String read(InputStream in) throws IOException {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        try {
            byte[] bytes = new byte[BUFFER_BYTES];
            for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
                read.write(bytes, 0, count);
                if (isStream(read.toString(StandardCharsets.UTF_8))) {
                    break;
                }
            }
        } catch (SocketTimeoutException late) {
            throw late;
        } catch (IOException reset) {
            // A connection that ends before the request was read to its end is reset; what came before counts.
        }
        return read.toString(StandardCharsets.UTF_8);
    }

    /** Streams of events have no end. */
    private static boolean isStream(String text) {
        int end = text.indexOf(END_OF_HEAD);
        return end >= 0 && text.substring(0, end).toLowerCase(Locale.ROOT).contains("content-type: text/event-stream");
    }

    private static RawAnswer of(String text) {
        String rest = text;
        while (rest.startsWith("HTTP/1.1 100")) {
            rest = rest.substring(rest.indexOf(END_OF_HEAD) + END_OF_HEAD.length());
        }
        int end = rest.indexOf(END_OF_HEAD);
        if (end < 0 || !rest.startsWith("HTTP/1.")) {
            return new RawAnswer(0, rest, "");
        }
        return new RawAnswer(
                Integer.parseInt(rest.substring(9, 12)),
                rest.substring(0, end),
                rest.substring(end + END_OF_HEAD.length()));
    }

    /** Whether it comes from below all routes, about a request line or headers that are too long: it has no body. */
    boolean isBelowRoutes() {
        return head.startsWith("HTTP/1.0 4") && body.isEmpty();
    }

    /** Also as older paths tell one. */
    boolean isProblemInAnyForm() {
        return isProblem()
                || (head.toLowerCase(Locale.ROOT).contains("content-type: application/json")
                        && (body.contains("{\"success\":false,\"error\":{\"code\":") || body.contains("{\"detail\":")));
    }

    boolean isProblem() {
        return head.toLowerCase(Locale.ROOT).contains("content-type: application/problem+json");
    }
}
