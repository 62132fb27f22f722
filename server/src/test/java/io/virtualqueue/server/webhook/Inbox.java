package io.virtualqueue.server.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Stream;

/** A receiver that keeps what comes, and answers each as the test wants. */
final class Inbox implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final List<Letter> letters = new CopyOnWriteArrayList<>();
    private volatile Function<Letter, Reply> replies = _ -> Reply.WELL;

    /** What is answered. */
    record Reply(int status, Map<String, String> headers, String body) {
        static final Reply WELL = new Reply(200, Map.of(), "");

        static Reply of(int status) {
            return new Reply(status, Map.of(), "no");
        }
    }

    /**
     * What came.
     *
     * @param headers names in lower case
     */
    record Letter(Map<String, String> headers, JsonNode body, String text) {
        String type() {
            return body.path("type").asText();
        }

        String id() {
            return body.path("id").asText();
        }

        JsonNode session() {
            return body.path("data").path("session");
        }

        String sessionId() {
            return session().path("id").asText();
        }
    }

    Inbox() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::take);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
    }

    void answers(Function<Letter, Reply> next) {
        replies = next;
    }

    List<Letter> letters() {
        return List.copyOf(letters);
    }

    /** What kinds came of a session, in order. */
    List<String> typesOf(Object sessionId) {
        return of(sessionId).map(Letter::type).toList();
    }

    Stream<Letter> of(Object sessionId) {
        return letters.stream().filter(letter -> letter.sessionId().equals(sessionId.toString()));
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            Map<String, String> headers = new HashMap<>();
            exchange.getRequestHeaders()
                    .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
            String text = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Letter letter = new Letter(headers, JSON.readTree(text), text);
            letters.add(letter);
            Reply reply = replies.apply(letter);
            reply.headers()
                    .forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
            byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
            if (bytes.length > 0) {
                exchange.getResponseBody().write(bytes);
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
